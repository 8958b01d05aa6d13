import { diagnostic, type Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Content, Operation, RequestBody } from "../../model/types/operation.js";
import { bodyKind, bodySchema, hasBinaryProperty } from "./body-kinds.js";
import { planFormFields, planUnnamedParts } from "./plan-form-fields.js";
import { essence, isMergePatch, isText } from "../content/media-types.js";
import type { BodyKind, BodyPlan } from "../types/body-plan.js";
import type { OperationPlan } from "../types/operation-plan.js";
import type { ParameterPlan } from "../types/parameter-plan.js";
import { freeKey } from "./plan-parameters.js";
import { plainObjectProperties } from "../content/plain-objects.js";
import type { Schema } from "../../model/types/schema.js";

type Bodies = Pick<OperationPlan, "body" | "otherBodies" | "contentTypeKey">;

/** The body in each of its media types, the preferred one first, and the key of `params` with which callers choose one. */
export function planRequestBodies(operation: Operation, parameters: readonly ParameterPlan[], api: Api, report: Report): Bodies {
  const { body } = operation;
  const [first, ...others] = body ? sendableContents(operation, body, api, report) : [];
  if (body === undefined || first === undefined) return { otherBodies: [] };
  // A name that a parameter would have is not that of a property either: see `planParameters`.
  const keys = new Set(parameters.flatMap(({ key, parameter }) => [key, parameter.name]));
  const choice = others.length === 0 ? undefined : contentTypeKey([first, ...others], keys, api);
  const taken = new Set([...keys, ...(choice === undefined ? [] : [choice])]);
  const plan = (content: Content, required: boolean) => planBody(content, required, taken, api, report);
  // The code for pages and batches expects the properties of the body.
  const isRequired = body.required || ((operation.pages ?? operation.batch) !== undefined && needsBody(first, api));
  return {
    body: plan(first, isRequired),
    // A caller who chooses a media type also passes a body.
    otherBodies: others.map((content) => plan(content, true)),
    ...(choice !== undefined && { contentTypeKey: choice }),
  };
}

/**
 * The media types that callers can choose, in order of preference. Wildcards are no choice beside other media types, and pages and batches
 * send all requests in one media type.
 */
function sendableContents({ pages, batch }: Operation, body: RequestBody, api: Api, report: Report): readonly Content[] {
  const [first, ...others] = byPreference(body.contents, api);
  const oneOnly = pages !== undefined || batch !== undefined;
  const ignored = others.filter(({ mediaType }) => oneOnly || mediaType.includes("*"));
  if (ignored.length > 0) report(mediaTypesIgnored(body, ignored, first));
  return first === undefined ? [] : [first, ...others.filter((content) => !ignored.includes(content))];
}

function mediaTypesIgnored({ place }: RequestBody, ignored: readonly Content[], first: Content | undefined) {
  const names = ignored.map(({ mediaType }) => `\`${mediaType}\``).join(", ");
  const message = `The body can be sent as \`${first?.mediaType ?? ""}\`, but not as ${names}.`;
  return diagnostic("unsupported", place, message);
}

/** The first one is sent unless the caller chooses another. */
function byPreference(contents: readonly Content[], api: Api): readonly Content[] {
  const ranks: readonly ((content: Content, kind: BodyKind) => boolean)[] = [
    ({ mediaType }) => essence(mediaType) === "application/json",
    (_, kind) => kind === "json",
    (content, kind) => kind === "form" && !hasBinaryProperty(content, api),
    (_, kind) => kind === "multipart",
    ({ mediaType }) => isText(mediaType),
    ({ mediaType }) => !mediaType.includes("*"),
    () => true,
  ];
  const rank = (content: Content) => ranks.findIndex((matches) => matches(content, bodyKind(content, api)));
  return [...contents].sort((a, b) => rank(a) - rank(b));
}

/** A key that no parameter and no body property has. */
function contentTypeKey(contents: readonly Content[], keys: ReadonlySet<string>, api: Api): string {
  const fields = contents.flatMap(({ schema }) => (schema && plainObjectProperties(schema, api)) ?? []);
  const taken = new Set([...keys, ...fields.map(({ name }) => name)]);
  return freeKey("contentType", (candidate) => !taken.has(candidate));
}

/**
 * The properties of a body become properties of `params` if it is a plain object and no name is taken; otherwise the body is one property,
 * `body`.
 */
function planBody(content: Content, required: boolean, taken: ReadonlySet<string>, api: Api, report: Report): BodyPlan {
  const kind = bodyKind(content, api);
  const schema = bodySchema(content, kind, api);
  const fields = planFormFields(content, kind, api, report);
  const contentType = explicitContentType(content.mediaType, kind);
  const common = {
    mediaType: content.mediaType,
    required,
    kind,
    fields,
    ...(kind === "multipartMixed" && { unnamedParts: planUnnamedParts(content) }),
    ...(contentType !== undefined && { contentType }),
    ...(isMergePatch(content.mediaType) && { typeOperator: "MergePatch" as const }),
  };
  if (schema !== undefined && flattenableKinds.has(kind) && canFlatten(schema, taken, api)) {
    const mayBeAbsent = !required && hasRequiredProperty(schema, api);
    const flattened = { ...common, ...(mayBeAbsent && !common.typeOperator && { typeOperator: "OptionalFields" as const }) };
    return schema.kind === "reference"
      ? { shape: "fields", ...flattened, model: schema.target }
      : { shape: "inline", ...flattened, schema };
  }
  const key = taken.has("body") ? freeKey("requestBody", (candidate) => !taken.has(candidate)) : "body";
  return { shape: "whole", ...common, key, schema };
}

function hasRequiredProperty(schema: Schema, api: Api): boolean {
  return plainObjectProperties(schema, api)?.some((property) => property.required) === true;
}

const flattenableKinds: ReadonlySet<BodyKind> = new Set(["json", "form", "multipart"]);

/** The `Content-Type` that each serializer sets. That of a multipart form has a boundary, that of a `Blob` its own type. */
const defaultContentTypes: Readonly<Partial<Record<BodyKind, string>>> = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  jsonLines: "application/jsonl",
  jsonSequence: "application/json-seq",
  multipartMixed: "multipart/mixed",
  eventStream: "text/event-stream",
  text: "text/plain",
};

function explicitContentType(mediaType: string, kind: BodyKind): string | undefined {
  const isDefault = kind === "multipart" || mediaType.includes("*") || mediaType === defaultContentTypes[kind];
  return isDefault ? undefined : mediaType;
}

function needsBody({ schema }: Content, api: Api): boolean {
  return schema !== undefined && hasRequiredProperty(schema, api);
}

/** Whether all properties of a plain object can be keys of `params`. In an intersection, no property may be declared twice. */
export function canFlatten(schema: Schema, taken: ReadonlySet<string>, api: Api): boolean {
  const properties = plainObjectProperties(schema, api);
  if (properties === undefined || properties.length === 0) return false;
  const names = new Set(properties.map(({ name }) => name));
  return names.size === properties.length && !properties.some(({ name }) => taken.has(name) || name === "__proto__");
}

/** The schema of a planned body; undefined where its runtime function accepts any text or bytes. */
export function schemaOfBody(body: BodyPlan, { schemas }: Api): Schema | undefined {
  return body.shape === "fields" ? schemas.get(body.model)?.schema : body.schema;
}
