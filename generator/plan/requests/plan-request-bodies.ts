import { diagnostic, type Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Content, Operation, RequestBody } from "../../model/types/operation.js";
import { bodyKind, bodySchema, hasBinaryProperty } from "./body-kinds.js";
import { planFormFields, planUnnamedParts } from "./plan-form-fields.js";
import { essence, isText } from "../content/media-types.js";
import type { BodyKind, BodyPlan } from "../types/body-plan.js";
import type { OperationPlan } from "../types/operation-plan.js";
import type { ParameterPlan } from "../types/parameter-plan.js";
import { freeKey } from "./plan-parameters.js";
import { plainObjectProperties } from "../content/plain-objects.js";
import type { Schema } from "../../model/types/schema.js";

type Bodies = Pick<OperationPlan, "body" | "otherBodies" | "contentTypeKey">;

/** The body in every media type that it may have, the preferred one first, and the key that chooses where there are several. */
export function planBodies(operation: Operation, parameters: readonly ParameterPlan[], api: Api, report: Report): Bodies {
  const { body } = operation;
  const [first, ...others] = body ? sendableContents(operation, body, api, report) : [];
  if (body === undefined || first === undefined) return { otherBodies: [] };
  const keys = new Set(parameters.map(({ key }) => key));
  const choice = others.length === 0 ? undefined : contentTypeKey([first, ...others], keys, api);
  const taken = new Set([...keys, ...(choice === undefined ? [] : [choice])]);
  const plan = (content: Content, required: boolean) => planBody(content, required, taken, api, report);
  return {
    body: plan(first, body.required),
    // Whoever chooses a media type has something to send.
    otherBodies: others.map((content) => plan(content, true)),
    ...(choice !== undefined && { contentTypeKey: choice }),
  };
}

/**
 * In order of preference. A range stands for no media type that could be sent beside others, and what calls an operation many times, for
 * pages or batches, does so in one media type.
 */
function sendableContents({ pages, batch }: Operation, body: RequestBody, api: Api, report: Report): readonly Content[] {
  const [first, ...others] = byPreference(body.contents, api);
  const single = pages !== undefined || batch !== undefined;
  const left = others.filter(({ mediaType }) => single || mediaType.includes("*"));
  if (left.length > 0) report(leftOut(body, left, first));
  return first === undefined ? [] : [first, ...others.filter((content) => !left.includes(content))];
}

function leftOut({ place }: RequestBody, left: readonly Content[], first: Content | undefined) {
  const named = left.map(({ mediaType }) => `\`${mediaType}\``).join(", ");
  const message = `The body can be sent as \`${first?.mediaType ?? ""}\`, but not as ${named}.`;
  return diagnostic("unsupported", place, message);
}

/** The media type that is sent unless the caller chooses another: what most callers would choose. */
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

/** Free in every media type: a form that has a field of this name keeps it. */
function contentTypeKey(contents: readonly Content[], keys: ReadonlySet<string>, api: Api): string {
  const fields = contents.flatMap(({ schema }) => (schema && plainObjectProperties(schema, api)) ?? []);
  const taken = new Set([...keys, ...fields.map(({ name }) => name)]);
  return freeKey("contentType", (candidate) => !taken.has(candidate));
}

/**
 * How the body gets into `params`: its fields stand among the parameters where it is a plain object and no name is taken, otherwise it stands
 * under `body`.
 */
function planBody(content: Content, required: boolean, taken: ReadonlySet<string>, api: Api, report: Report): BodyPlan {
  const kind = bodyKind(content, api);
  const schema = bodySchema(content, kind, api);
  const fields = planFormFields(content, kind, api, report);
  const contentType = explicitContentType(content.mediaType, kind);
  const about = {
    mediaType: content.mediaType,
    required,
    kind,
    fields,
    ...(kind === "multipartMixed" && { parts: planUnnamedParts(content) }),
    ...(contentType !== undefined && { contentType }),
  };
  if (schema !== undefined && flattenableKinds.has(kind) && canFlatten(schema, taken, api)) {
    const always = required || plainObjectProperties(schema, api)?.some((property) => property.required) === true;
    const flat = { ...about, required: always };
    return schema.kind === "reference"
      ? { shape: "fields", ...flat, model: schema.target }
      : { shape: "inline", ...flat, schema };
  }
  const key = taken.has("body") ? freeKey("requestBody", (candidate) => !taken.has(candidate)) : "body";
  return { shape: "whole", ...about, key, schema };
}

const flattenableKinds: ReadonlySet<BodyKind> = new Set(["json", "form", "multipart"]);

/** What each writer says by itself. The boundary of a multipart body is known to its writer alone, and so is the media type of a blob. */
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
  const own = kind === "multipart" || mediaType.includes("*") || mediaType === defaultContentTypes[kind];
  return own ? undefined : mediaType;
}

/** Whether all properties of a plain object can be keys of `params`. In an intersection, no property may be declared twice. */
function canFlatten(schema: Schema, taken: ReadonlySet<string>, api: Api): boolean {
  const properties = plainObjectProperties(schema, api);
  if (properties === undefined || properties.length === 0) return false;
  const names = new Set(properties.map(({ name }) => name));
  return names.size === properties.length && !properties.some(({ name }) => taken.has(name) || name === "__proto__");
}

/** The schema of a planned body; undefined where its runtime function accepts any text or bytes. */
export function schemaOfBody(body: BodyPlan, { schemas }: Api): Schema | undefined {
  return body.shape === "fields" ? schemas.get(body.model)?.schema : body.schema;
}
