import { diagnostic, type Report } from "../diagnostics.js";
import type { Api, Operation, RequestBody } from "../model/api.js";
import type { Property, Schema } from "../model/schema.js";
import { isJson, isText, preferred } from "./media-types.js";
import type { BodyPlan, ParameterPlan } from "./package.js";
import { freeKey } from "./parameters.js";
import { propertiesOf } from "./shapes-of-schemas.js";

/**
 * How the body gets into `params`: its fields stand among the parameters where it is a plain object and no name is taken, otherwise it stands
 * under `body`.
 */
export function planBody(
  operation: Operation,
  parameters: readonly ParameterPlan[],
  api: Api,
  report: Report,
): BodyPlan | undefined {
  const { body } = operation;
  const content = body && preferred(body.contents);
  if (body === undefined || content === undefined) return undefined;
  reportUnsupported(body, content.mediaType, report);
  const about = { mediaType: content.mediaType, required: body.required };
  const taken = new Set(parameters.map(({ key }) => key));
  const { schema } = content;
  if (schema !== undefined && isFlat(schema, taken, api)) {
    return schema.kind === "reference"
      ? { shape: "fields", ...about, model: schema.target }
      : { shape: "inline", ...about, schema };
  }
  const key = taken.has("body") ? freeKey("requestBody", (candidate) => !taken.has(candidate)) : "body";
  return { shape: "whole", ...about, key, schema };
}

/** A plain object: named properties, nothing else, none of them taken. Several objects at once are one if no property is told twice. */
function isFlat(schema: Schema, taken: ReadonlySet<string>, api: Api): boolean {
  const properties = plainProperties(schema, api);
  if (properties === undefined || properties.length === 0) return false;
  const names = new Set(properties.map(({ name }) => name));
  return names.size === properties.length && !properties.some(({ name }) => taken.has(name) || name === "__proto__");
}

/** The fields that a caller may send. */
export function plainProperties(schema: Schema, api: Api): readonly Property[] | undefined {
  if (!isPlain(schema, api, new Set())) return undefined;
  return propertiesOf(schema, api)?.filter(({ readOnly }) => !readOnly);
}

function isPlain(schema: Schema, api: Api, seen: ReadonlySet<Schema>): boolean {
  if (seen.has(schema)) return false;
  if (schema.kind === "object") return typeof schema.additional === "string";
  const within = new Set([...seen, schema]);
  if (schema.kind === "intersection") return schema.members.every((member) => isPlain(member, api, within));
  if (schema.kind !== "reference") return false;
  const target = api.schemas.get(schema.target)?.schema;
  return target !== undefined && isPlain(target, api, within);
}

function reportUnsupported({ contents, place }: RequestBody, mediaType: string, report: Report): void {
  const others = contents.filter((content) => content.mediaType !== mediaType).map((content) => `\`${content.mediaType}\``);
  if (others.length > 0) {
    report(
      diagnostic(
        "unsupported",
        place,
        `The body is sent as \`${mediaType}\`; the other media types (${others.join(", ")}) are left out.`,
      ),
    );
  }
  if (!isJson(mediaType) && !isText(mediaType)) {
    report(diagnostic("unsupported", place, `The body is sent as \`${mediaType}\`, which is not supported.`));
  }
}
