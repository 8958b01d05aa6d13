import { diagnostic, type Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Content, Encoding } from "../../model/types/operation.js";
import type { Property } from "../../model/types/schema.js";
import { isJson, isText } from "../content/media-types.js";
import type { BodyKind, FormFieldPlan, PartPlan, UnnamedPartsPlan } from "../types/body-plan.js";
import { findStyle } from "./parameter-serialization.js";
import { propertiesOf } from "../content/schema-shapes.js";
import { type ValueKind, valueKinds } from "../content/value-kinds.js";

/** The fields of a form that its description has written in another way than forms are written anyway. */
export function planFormFields(
  { schema, encoding, mediaType }: Content,
  kind: BodyKind,
  api: Api,
  report: Report,
): readonly FormFieldPlan[] {
  if (encoding === undefined || (kind !== "form" && kind !== "multipart")) return [];
  const properties = schema && propertiesOf(schema, api);
  if (properties === undefined) {
    const [first] = encoding.values();
    const message = `The fields of \`${mediaType}\` are not known by name, so that their encodings are left out.`;
    report(diagnostic("unsupported", first?.place, message));
    return [];
  }
  const plan = kind === "form" ? formField : multipartField;
  return properties.flatMap((property) => {
    const said = property.readOnly ? undefined : encoding.get(property.name);
    return said === undefined ? [] : (plan(property, said, api, report) ?? []);
  });
}

/** OpenAPI 3.2, 4.15.1.2: a style makes the field what a query parameter is; without one it has a media type. */
function formField({ name, schema }: Property, encoding: Encoding, api: Api, report: Report): FormFieldPlan | undefined {
  const kinds = valueKinds(schema, api);
  if (encoding.style === undefined) return mediaField(name, kinds, encoding, report);
  const found = findStyle({ ...encoding.style, in: "query", mediaType: undefined }, kinds);
  if (found === undefined)
    reportIgnoredEncoding(`its style cannot write all that the field \`${name}\` may hold`, encoding, report);
  return found?.style && { name, style: found.style };
}

function mediaField(name: string, kinds: ReadonlySet<ValueKind>, encoding: Encoding, report: Report): FormFieldPlan | undefined {
  const { contentType } = encoding;
  const usual = [...kinds].every((kind) => kind === "scalar" || kind === "list" || kind === "null") ? isText : isJson;
  if (contentType === undefined || contentType.split(",").some((type) => usual(type))) return undefined;
  if (isJson(contentType) && !kinds.has("list")) return { name, style: { function: "json" } };
  reportIgnoredEncoding(`\`${contentType}\` is nothing that a field of a form is written in`, encoding, report);
  return undefined;
}

function multipartField({ name, schema }: Property, encoding: Encoding, api: Api, report: Report): FormFieldPlan | undefined {
  const kinds = valueKinds(schema, api);
  if (encoding.style !== undefined && !isDefaultStyle(encoding.style, kinds))
    reportIgnoredEncoding("a part is written in its media type, not in a style", encoding, report);
  const { contentType, ...others } = partOf(encoding);
  const usual = contentType === defaultPartType(kinds);
  const part = { ...(contentType !== undefined && !usual && { contentType }), ...others };
  return Object.keys(part).length === 0 ? undefined : { name, part };
}

/** A part for each item, all under the one name, is how a list goes anyway. */
function isDefaultStyle(
  { style, explode, allowReserved }: NonNullable<Encoding["style"]>,
  kinds: ReadonlySet<ValueKind>,
): boolean {
  const plain = [...kinds].every((kind) => kind === "scalar" || kind === "list" || kind === "null" || kind === "bytes");
  return style === "form" && explode && !allowReserved && plain;
}

/** The parts of a body whose parts have no names, by position, and those after them. */
export function planUnnamedParts({ prefixEncoding = [], itemEncoding }: Content): UnnamedPartsPlan {
  return { prefix: prefixEncoding.map(partOf), ...(itemEncoding && { item: partOf(itemEncoding) }) };
}

/** One media type is said of each part. Of several, the caller's blob says which. */
function partOf({ contentType, headers }: Encoding): PartPlan {
  return {
    ...(contentType !== undefined && !/[,*]/.test(contentType) && { contentType }),
    ...(headers.size > 0 && { headers: Object.fromEntries(headers) }),
  };
}

/** What a part says without being told. */
function defaultPartType(kinds: ReadonlySet<ValueKind>): string {
  if (kinds.has("scalar") || kinds.has("list") || kinds.has("any")) return "text/plain";
  return kinds.has("bytes") ? "application/octet-stream" : "application/json";
}

function reportIgnoredEncoding(why: string, { place }: Encoding, report: Report): void {
  report(diagnostic("unsupported", place, `The encoding is left out: ${why}.`));
}
