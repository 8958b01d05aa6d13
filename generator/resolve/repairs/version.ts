import { type Diagnostic, diagnostic, refuse, type Report } from "../../diagnostics.js";
import { field, scalarOf, stringOf } from "../../load/tree/fields.js";
import { quote, typeName } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";

/** The version of OpenAPI or Swagger that a description declares. */
export type OpenApiVersion = "2.0" | "3.0" | "3.1" | "3.2";

const supported: readonly OpenApiVersion[] = ["3.0", "3.1", "3.2"];

/**
 * Detects the version by the field `openapi` or `swagger`.
 *
 * @throws Refusal - `not-openapi`, or `version-unsupported` for Swagger 1.2 and unknown versions
 */
export function detectVersion(root: MapNode, report: Report): OpenApiVersion {
  const openapi = root.fields.get("openapi");
  if (openapi === undefined) return detectSwaggerVersion(root);
  const written = stringOf(openapi);
  if (written === undefined) {
    const help = 'Write the version in quotes: `openapi: "3.1.1"`.';
    return refuse("not-openapi", openapi.place, `\`openapi\` must be a string, but is ${typeName(openapi)}.`, { help });
  }
  const version = supported.find((candidate) => written.startsWith(candidate) && !/^\d/.test(written.slice(candidate.length)));
  const help = `Supported are the versions ${supported.join(", ")}.`;
  if (version === undefined)
    return refuse("version-unsupported", openapi.place, `Version ${quote(written)} of OpenAPI is not supported.`, { help });
  if (!exactVersion.test(written)) report(inexactVersion(openapi, written, version));
  return version;
}

/** A version with its patch number and pre-release, as OpenAPI writes them. */
const exactVersion = /^\d\.\d(?:\.\d+)?(?:-[\w.-]+)?$/;

function inexactVersion({ place }: Node, written: string, version: OpenApiVersion): Diagnostic {
  const message = `${quote(written)} is not a version of OpenAPI; the description is read as version ${version}.`;
  return diagnostic("version-inexact", place, message, { help: `Write \`openapi: "${version}.0"\`.` });
}

/** An unquoted `swagger: 2.0` is a number in YAML; it is common, so it is accepted. */
function detectSwaggerVersion(root: MapNode): OpenApiVersion {
  const swagger = root.fields.get("swagger");
  if (swagger === undefined) return refuseOther(root);
  const written = scalarOf(swagger);
  if (written === "2.0" || written === 2) return "2.0";
  return refuse("version-unsupported", swagger.place, `Version ${quote(String(written))} of Swagger is not supported.`, {
    help: "Supported are Swagger 2.0 and OpenAPI 3.",
  });
}

/** Other kinds of documents, by the field that identifies them. */
// prettier-ignore
const otherDocuments = [
  ["overlay",  "not-openapi",         "This is an overlay, not a description.",   "Name it with `--overlay`, and the description with `--input`."],
  ["asyncapi", "not-openapi",         "This is an AsyncAPI document.",            "Only OpenAPI descriptions can be read."],
  ["arazzo",   "not-openapi",         "This is an Arazzo document.",              "Only OpenAPI descriptions can be read."],
] as const;

function refuseOther(root: MapNode): never {
  for (const [key, fault, message, help] of otherDocuments) {
    const found = field(root, key);
    if (found !== undefined) refuse(fault, found.place, message, { help });
  }
  return refuse("not-openapi", root.place, "The document has no field `openapi`.", {
    help: 'A description starts with a line like `openapi: "3.1.1"`.',
  });
}

/** How required fields of the root are written. */
const rootFields = {
  info: "Write `info: { title: …, version: … }`, with a name and a version of the API.",
  paths: "Write `paths: {}` if the API has none.",
};

/** Reports required fields that are missing; checked after the overlays, which may add them. */
export function missingRootFields(root: MapNode, version: OpenApiVersion): readonly Diagnostic[] {
  const missing = (["info", ...(version < "3.1" ? (["paths"] as const) : [])] as const).filter((key) => !root.fields.has(key));
  const faults = missing.map((key) =>
    diagnostic("missing-field", root.place, `The description has no ${quote(key)}, which is required.`, {
      help: rootFields[key],
    }),
  );
  if (version < "3.1" || ["paths", "components", "webhooks"].some((key) => root.fields.has(key))) return faults;
  return [
    ...faults,
    diagnostic("missing-field", root.place, "The description has none of `paths`, `components` and `webhooks`."),
  ];
}
