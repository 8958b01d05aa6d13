import { diagnostic, type Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Content, Encoding } from "../../model/types/operation.js";
import type { Property } from "../../model/types/schema.js";
import { isJson, isText } from "../content/media-types.js";
import type { BodyKind, FormFieldPlan, PartPlan, UnnamedPartsPlan } from "../types/body-plan.js";
import { findStyle } from "./parameter-serialization.js";
import { propertiesOf, withoutNull } from "../content/schema-shapes.js";
import { type ValueKind, valueKinds } from "../content/value-kinds.js";

/** The fields of a form that are not serialized in the default way, according to its Encoding Objects. */
export function planFormFields(
  { schema, encoding, mediaType }: Content,
  kind: BodyKind,
  api: Api,
  report: Report,
): readonly FormFieldPlan[] {
  if (kind !== "multipart" && (kind !== "form" || encoding === undefined)) return [];
  const properties = schema && propertiesOf(schema, api);
  if (properties === undefined) {
    if (encoding === undefined) return [];
    const [first] = encoding.values();
    const message = `\`encoding\` of \`${mediaType}\` is ignored, because the schema has no named properties.`;
    report(diagnostic("unsupported", first?.place, message));
    return [];
  }
  const plan = kind === "form" ? formField : multipartField;
  return properties.flatMap((property): FormFieldPlan | readonly FormFieldPlan[] => {
    if (property.readOnly) return [];
    const fieldEncoding = encoding?.get(property.name);
    if (fieldEncoding !== undefined) return plan(property, fieldEncoding, api, report) ?? [];
    const contentType = kind === "multipart" ? encodedTextType(property, api) : undefined;
    return contentType === undefined ? [] : [{ name: property.name, part: { contentType } }];
  });
}

/**
 * A string that is encoded, as base64 for instance, is not plain text: by default its part has the media type of its content, or else
 * `application/octet-stream` (Encoding Object of OpenAPI 3.1 for `contentEncoding`, and of 3.0 for `format: byte`).
 */
function encodedTextType({ schema }: Property, api: Api): string | undefined {
  const value = withoutNull(schema, api);
  const { docs } = value.kind === "array" ? withoutNull(value.items, api) : value;
  const keyword = (wanted: string) => docs.constraints?.find((constraint) => constraint.keyword === wanted)?.value;
  const isEncoded = keyword("contentEncoding") !== undefined || docs.format === "byte";
  if (!isEncoded || valueKinds(schema, api).has("bytes")) return undefined;
  const mediaType = keyword("contentMediaType");
  return typeof mediaType === "string" ? mediaType : "application/octet-stream";
}

/** OpenAPI 3.2, 4.15.1.2: with a style, a field is serialized as a query parameter; otherwise by its media type. */
function formField({ name, schema }: Property, encoding: Encoding, api: Api, report: Report): FormFieldPlan | undefined {
  const kinds = valueKinds(schema, api);
  if (encoding.style === undefined) return mediaField(name, kinds, encoding, report);
  const found = findStyle({ ...encoding.style, in: "query", mediaType: undefined }, kinds);
  if (found === undefined)
    reportIgnoredEncoding(`its style cannot serialize all values of the field \`${name}\``, encoding, report);
  return found?.style && { name, style: found.style };
}

function mediaField(name: string, kinds: ReadonlySet<ValueKind>, encoding: Encoding, report: Report): FormFieldPlan | undefined {
  const { contentType } = encoding;
  const usual = [...kinds].every((kind) => kind === "scalar" || kind === "list" || kind === "null") ? isText : isJson;
  if (contentType === undefined || contentType.split(",").some((type) => usual(type))) return undefined;
  if (isJson(contentType) && !kinds.has("list")) return { name, style: { function: "json" } };
  reportIgnoredEncoding(`a form field cannot have the media type \`${contentType}\``, encoding, report);
  return undefined;
}

/** OpenAPI 3.1 and 3.2: the same. A style leaves a part no media type, and has nothing to encode in it, so `allowReserved` has no effect. */
function multipartField(property: Property, described: Encoding, api: Api, report: Report): FormFieldPlan | undefined {
  const { name, schema } = property;
  const kinds = valueKinds(schema, api);
  const contentType = described.contentType ?? encodedTextType(property, api);
  const encoding = contentType === undefined ? described : { ...described, contentType };
  if (encoding.style === undefined || kinds.has("bytes")) return mediaPart(name, kinds, encoding, report);
  const found = findStyle({ ...encoding.style, in: "query", mediaType: undefined, allowReserved: false }, kinds);
  if (found === undefined) return mediaPart(name, kinds, encoding, report);
  const { headers } = partOf(encoding);
  if (found.style === undefined && headers === undefined) return undefined;
  return { name, ...(found.style && { style: found.style }), ...(headers && { part: { headers } }) };
}

function mediaPart(name: string, kinds: ReadonlySet<ValueKind>, encoding: Encoding, report: Report): FormFieldPlan | undefined {
  if (encoding.style !== undefined && !isDefaultStyle(encoding.style, kinds))
    reportIgnoredEncoding(`its style cannot serialize all values of the field \`${name}\``, encoding, report);
  const { contentType, ...others } = partOf(encoding);
  const usual = contentType === defaultPartType(kinds);
  const part = { ...(contentType !== undefined && !usual && { contentType }), ...others };
  return Object.keys(part).length === 0 ? undefined : { name, part };
}

/** By default, an array is sent as one part for each item, all with the same name. */
function isDefaultStyle(
  { style, explode, allowReserved }: NonNullable<Encoding["style"]>,
  kinds: ReadonlySet<ValueKind>,
): boolean {
  const plain = [...kinds].every((kind) => kind === "scalar" || kind === "list" || kind === "null" || kind === "bytes");
  return style === "form" && explode && !allowReserved && plain;
}

/** The encodings of parts without names: by position, then of all others. */
export function planUnnamedParts({ prefixEncoding = [], itemEncoding }: Content): UnnamedPartsPlan {
  return { prefix: prefixEncoding.map(partOf), ...(itemEncoding && { item: partOf(itemEncoding) }) };
}

/** A list of media types and a wildcard leave the choice to the `Blob` that the caller passes. */
function partOf({ contentType, headers }: Encoding): PartPlan {
  return {
    ...(contentType !== undefined && !/[,*]/.test(contentType) && { contentType }),
    ...(headers.size > 0 && { headers: Object.fromEntries(headers) }),
  };
}

/** The media type of a part without `contentType`. */
function defaultPartType(kinds: ReadonlySet<ValueKind>): string {
  if (kinds.has("scalar") || kinds.has("list") || kinds.has("any")) return "text/plain";
  return kinds.has("bytes") ? "application/octet-stream" : "application/json";
}

function reportIgnoredEncoding(why: string, { place }: Encoding, report: Report): void {
  report(diagnostic("unsupported", place, `The encoding is ignored: ${why}.`));
}
