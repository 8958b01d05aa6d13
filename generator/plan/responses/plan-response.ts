import { isBinaryIn } from "../../model/schema-passes/binary-strings.js";
import type { Api } from "../../model/types/api.js";
import type { Content, Response } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import { essence, isWildcard, isForm, isJson, isMergePatch, preferredContent } from "../content/media-types.js";
import type { ResponseBodyPlan, ResponsePlan } from "../types/response-plan.js";
import { structuralKey } from "../../model/reading/canonical-schemas.js";
import { isUndescribed } from "../../model/traversal/operation-schemas.js";
import { isContainer } from "./event-data.js";
import { planEvents } from "./plan-events.js";
import { propertiesOf } from "../content/schema-shapes.js";
import { isReadAsText } from "../content/media-types.js";
import { dereference, schemaLookup } from "../../model/traversal/dereference.js";

type WholeBodyKind = "json" | "unknown" | "text" | "binary";

interface BodyRule {
  readonly matches: (content: Content) => boolean;
  readonly kind: WholeBodyKind;
}

/** What callers get for a media type and its schema; the first row that matches wins. */
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

/** Media types of streams, in order of preference. */
// prettier-ignore
const streamRules: readonly StreamRule[] = [
  { mediaType: /^text\/event-stream$/, body: planEvents },
  { mediaType: /^application\/(?:(?:x-)?(?:ndjson|json-?l(?:ines)?)|stream\+json)$/, body: (content, api) => itemStream(content, api, "lines") },
  { mediaType: /^application\/(?:.*\+)?json-seq$/, body: (content, api) => itemStream(content, api, "sequence") },
];

function streamRule({ mediaType }: Content): StreamRule | undefined {
  return streamRules.find((rule) => rule.mediaType.test(essence(mediaType)));
}

/** The body of a webhook request. A form is an object, as form parsers return it. */
export function planReceivedBody(content: Content, api: Api): ResponseBodyPlan {
  const { schema, mediaType } = content;
  const form = isForm(mediaType) || essence(mediaType) === "multipart/form-data";
  if (form && schema && propertiesOf(schema, api) !== undefined) return { kind: "json", schema };
  return streamRule(content)?.body(content, api) ?? wholeBody(content);
}

/** The bodies that a response may have: those of the media types that are asked for. */
export function planResponse(response: Response, api: Api, isError = false): ResponsePlan {
  const { status, description, headers } = response;
  const contents = isError ? response.contents.map((content) => asJsonIfObject(content, api)) : response.contents;
  const common = { status, ...(description !== undefined && { description }), headers };
  // Error responses are always read as a whole.
  const mayStream = status === "default" || status.startsWith("2");
  const streamed = mayStream ? contents.filter((content) => streamRule(content) !== undefined) : [];
  const whole = contents.filter((content) => !streamed.includes(content));
  const bodies = [
    ...wholeBodies(whole),
    ...streamRules.flatMap((rule) =>
      streamed.filter((content) => streamRule(content) === rule).map((content) => rule.body(content, api)),
    ),
  ];
  const [body = { kind: isUndescribed(response, contents) ? "undescribed" : "none" } as const, ...others] = isError
    ? bodies.map(asParsedError)
    : bodies;
  return { ...common, body, otherBodies: others };
}

/**
 * An error whose schema is an object is JSON, whatever its media type says: `produces` of Swagger 2.0 also applies to errors, and of an error
 * only JSON is parsed.
 */
function asJsonIfObject(content: Content, api: Api): Content {
  const { schema, mediaType } = content;
  const contradicts = schema !== undefined && !/[+/](?:xml|yaml|x-yaml)$/.test(essence(mediaType)) && isContainer(schema, api);
  return contradicts && !isJson(mediaType) && !isWildcard(mediaType) ? { ...content, mediaType: "application/json" } : content;
}

/** The body of an error is its JSON value, which a text may turn out to be; other text is in the error's `text` alone. */
function asParsedError(body: ResponseBodyPlan): ResponseBodyPlan {
  return body.kind === "text" || body.kind === "binary" ? { kind: "unknown" } : body;
}

/**
 * The media types of a successful response that the package asks for, reads and types: JSON alone if it is described by a schema, otherwise
 * all. Streams are added, because callers often choose them by a parameter (`stream: true`).
 */
export function expectedContents(contents: readonly Content[]): readonly Content[] {
  const whole = contents.filter((content) => streamRule(content) === undefined);
  const typed = whole.filter((content) => wholeBody(content).kind === "json");
  return typed.length === 0 ? contents : contents.filter((content) => typed.includes(content) || !whole.includes(content));
}

/** The preferred body first. A body of which nothing is known stands for all. */
function wholeBodies(contents: readonly Content[]): readonly ResponseBodyPlan[] {
  const first = preferredContent(contents);
  if (first === undefined) return [];
  const bodies = [first, ...expectedContents(contents)].map(wholeBody);
  const typed = bodies.filter((body) => body.kind === "json");
  if (typed.length > 0) return [...new Map(typed.map((body) => [jsonKey(body), body])).values()];
  if (bodies.some(({ kind }) => kind === "unknown")) return [{ kind: "unknown" }];
  return [...new Map(bodies.map((body) => [body.kind, body])).values()];
}

function jsonKey({ schema, mergePatch }: Extract<ResponseBodyPlan, { readonly kind: "json" }>): string {
  return `${String(mergePatch)} ${structuralKey(schema)}`;
}

function wholeBody(content: Content): ResponseBodyPlan {
  const kind = bodyRules.find(({ matches }) => matches(content))?.kind ?? "unknown";
  if (kind !== "json") return { kind };
  if (content.schema === undefined) return { kind: "unknown" };
  return { kind, schema: content.schema, ...(isMergePatch(content.mediaType) && { mergePatch: true as const }) };
}

/** Each item is a JSON value, so a string `schema` describes the whole body as text. */
function itemStream(content: Content, api: Api, kind: "lines" | "sequence"): ResponseBodyPlan {
  const schema = itemOf(content, api);
  const describesText = content.itemSchema === undefined && schema !== undefined && isText(schema, api);
  return schema === undefined || describesText ? { kind: `unknown ${kind}` } : { kind: `json ${kind}`, schema };
}

/** `schema` is an array of the items according to OpenAPI 3.2 (4.14.2); before, many descriptions gave the schema of one item. */
function itemOf({ itemSchema, schema }: Content, api: Api): Schema | undefined {
  if (itemSchema !== undefined || schema === undefined) return itemSchema;
  const whole = dereference(schema, schemaLookup(api.schemas));
  return whole.kind === "array" ? whole.items : schema;
}

function isText(schema: Schema, api: Api): boolean {
  return dereference(schema, schemaLookup(api.schemas)).kind === "string";
}
