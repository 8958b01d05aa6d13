import { isBinaryIn } from "../../model/schema-passes/binary-strings.js";
import type { Api } from "../../model/types/api.js";
import type { Content, Response } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import { essence, isWildcard, isForm, isJson, preferredContent } from "../content/media-types.js";
import type { ResponseBodyPlan, ResponsePlan } from "../types/response-plan.js";
import { dereference, propertiesOf } from "../content/schema-shapes.js";
import { isReadAsText } from "../content/media-types.js";

type Kind = "json" | "unknown" | "text" | "binary";

interface BodyRule {
  readonly matches: (content: Content) => boolean;
  readonly kind: Kind;
}

/** What comes, and as what it is given to the caller; the first row that matches wins. */
// prettier-ignore
const bodyRules: readonly BodyRule[] = [
  { matches: ({ schema }) => schema !== undefined && isBinaryIn(schema, "response"), kind: "binary" },
  { matches: ({ mediaType, schema }) => (isJson(mediaType) || isWildcard(mediaType)) && schema !== undefined, kind: "json" },
  { matches: ({ mediaType }) => isJson(mediaType) || isWildcard(mediaType), kind: "unknown" },
  { matches: ({ mediaType }) => isReadAsText(mediaType), kind: "text" },
  { matches: () => true, kind: "binary" },
];

interface StreamRule {
  readonly mediaType: RegExp;
  readonly body: (content: Content, api: Api) => ResponseBodyPlan;
}

/** Media types of answers that come item by item, in the order in which they are preferred. */
// prettier-ignore
const streamRules: readonly StreamRule[] = [
  { mediaType: /^text\/event-stream$/, body: events },
  { mediaType: /^application\/(?:(?:x-)?(?:ndjson|json-?l(?:ines)?)|stream\+json)$/, body: (content, api) => values(content, api, "values") },
  { mediaType: /^application\/(?:.*\+)?json-seq$/, body: (content, api) => values(content, api, "sequence") },
];

function streamRule({ mediaType }: Content): StreamRule | undefined {
  return streamRules.find((rule) => rule.mediaType.test(essence(mediaType)));
}

/** What a request of the service holds, for whoever reads it: the fields of a form are an object, as every reader of forms gives them. */
export function planReceivedBody(content: Content, api: Api): ResponseBodyPlan {
  const { schema, mediaType } = content;
  const form = isForm(mediaType) || essence(mediaType) === "multipart/form-data";
  if (form && schema && propertiesOf(schema, api) !== undefined) return { kind: "json", schema };
  return streamRule(content)?.body(content, api) ?? wholeBody(content);
}

/**
 * What a response carries. Where JSON is among several media types it is what is asked for, and what the type tells; a stream beside it is
 * told as well, since callers choose it by what they send. Without JSON, each kind may come.
 */
export function planResponse({ status, description, contents, headers }: Response, api: Api): ResponsePlan {
  const about = { status, ...(description !== undefined && { description }), headers };
  // A failure is read to its end, whatever it is labelled as.
  const mayStream = status === "default" || status.startsWith("2");
  const streamed = mayStream ? contents.filter((content) => streamRule(content) !== undefined) : [];
  const whole = contents.filter((content) => !streamed.includes(content));
  const bodies = [
    ...wholeBodies(whole),
    ...streamRules.flatMap((rule) =>
      streamed.filter((content) => streamRule(content) === rule).map((content) => rule.body(content, api)),
    ),
  ];
  const [body = { kind: "none" } as const, ...others] = bodies;
  return { ...about, body, otherBodies: others };
}

function wholeBodies(contents: readonly Content[]): readonly ResponseBodyPlan[] {
  const first = preferredContent(contents);
  if (first === undefined) return [];
  const body = wholeBody(first);
  if (body.kind === "json" || body.kind === "unknown") return [body];
  const kinds = new Set(contents.map((content) => wholeBody(content).kind));
  return [
    body,
    ...(["text", "binary"] as const).filter((kind) => kind !== body.kind && kinds.has(kind)).map((kind) => ({ kind })),
  ];
}

function wholeBody(content: Content): ResponseBodyPlan {
  const kind = bodyRules.find(({ matches }) => matches(content))?.kind ?? "unknown";
  if (kind !== "json") return { kind };
  return content.schema ? { kind, schema: content.schema } : { kind: "unknown" };
}

/** Events as they are described, unless it is what their data holds that is; an item without `data` is taken for the data itself. */
function events(content: Content, api: Api): ResponseBodyPlan {
  const { itemSchema, eventData } = content;
  if (eventData !== undefined) return { kind: "json events", schema: eventData };
  const described = itemSchema && propertiesOf(itemSchema, api)?.some(({ name }) => name === "data");
  if (described) return { kind: "described events", schema: itemSchema };
  const schema = itemOf(content, api);
  return schema === undefined || isText(schema, api) ? { kind: "text events" } : { kind: "json events", schema };
}

/** Each item is a JSON value, so that a schema of text can only be meant of the whole. */
function values(content: Content, api: Api, kind: "values" | "sequence"): ResponseBodyPlan {
  const schema = itemOf(content, api);
  const ofWhole = content.itemSchema === undefined && schema !== undefined && isText(schema, api);
  return schema === undefined || ofWhole ? { kind: `any ${kind}` } : { kind, schema };
}

/** Before OpenAPI 3.2, people described the item; from 3.2 on `schema` tells of the whole as of a list of items (4.14.2). */
function itemOf({ itemSchema, schema }: Content, api: Api): Schema | undefined {
  if (itemSchema !== undefined || schema === undefined) return itemSchema;
  const whole = dereference(schema, api);
  return whole.kind === "array" ? whole.items : schema;
}

function isText(schema: Schema, api: Api): boolean {
  return dereference(schema, api).kind === "string";
}
