import { type Diagnostic, diagnostic, refuse } from "../diagnostics.js";
import { code, field, stringOf, typeName } from "../load/fields.js";
import type { MapNode } from "../load/node.js";

/** The version of OpenAPI that a description was written in. */
export type Version = "3.0" | "3.1" | "3.2";

const known: readonly Version[] = ["3.0", "3.1", "3.2"];

/**
 * Recognises a description by its `openapi` field.
 *
 * @throws Refusal - `not-openapi`, or `version-unsupported` for Swagger and versions to come
 */
export function recognise(root: MapNode): Version {
  const openapi = root.fields.get("openapi");
  if (openapi === undefined) return refuseOther(root);
  const written = stringOf(openapi);
  if (written === undefined) {
    const help = 'Write the version in quotes: `openapi: "3.1.1"`.';
    return refuse("not-openapi", openapi.place, `\`openapi\` must be a string, but is ${typeName(openapi)}.`, { help });
  }
  const version = known.find((candidate) => written === candidate || written.startsWith(`${candidate}.`));
  const help = `The versions ${known.join(", ")} are.`;
  return (
    version ?? refuse("version-unsupported", openapi.place, `Version ${code(written)} of OpenAPI is not supported.`, { help })
  );
}

/** Documents that are something else, by the field that tells. */
// prettier-ignore
const others = [
  ["swagger",  "version-unsupported", "Swagger 2.0 is not supported.",            "Convert the description to OpenAPI 3 first, for example with swagger2openapi."],
  ["overlay",  "not-openapi",         "This is an overlay, not a description.",   "Name it with `--overlay`, and the description with `--input`."],
  ["asyncapi", "not-openapi",         "This is an AsyncAPI document.",            "Only OpenAPI descriptions can be read."],
  ["arazzo",   "not-openapi",         "This is an Arazzo document.",              "Only OpenAPI descriptions can be read."],
] as const;

function refuseOther(root: MapNode): never {
  for (const [key, fault, message, help] of others) {
    const found = field(root, key);
    if (found !== undefined) refuse(fault, found.place, message, { help });
  }
  return refuse("not-openapi", root.place, "The document has no field `openapi`.", {
    help: 'A description starts with `openapi: "3.1.1"` or the like.',
  });
}

/** The fields without which there is no API; looked for once overlays had their say. */
export function missingFields(root: MapNode, version: Version): readonly Diagnostic[] {
  const missing = ["info", ...(version === "3.0" ? ["paths"] : [])].filter((key) => !root.fields.has(key));
  const faults = missing.map((key) =>
    diagnostic("missing-field", root.place, `The description has no ${code(key)}, which is required.`),
  );
  if (version === "3.0" || ["paths", "components", "webhooks"].some((key) => root.fields.has(key))) return faults;
  return [
    ...faults,
    diagnostic("missing-field", root.place, "The description has none of `paths`, `components` and `webhooks`."),
  ];
}
