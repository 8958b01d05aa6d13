import type { Content, Response } from "../model/api.js";
import type { ResponsePlan } from "./package.js";

/** A media type without its parameters, in lower case. */
export function essence(mediaType: string): string {
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}

export function isJson(mediaType: string): boolean {
  return /^(?:application\/json|text\/json|.+\+json)$/.test(essence(mediaType));
}

export function isForm(mediaType: string): boolean {
  return essence(mediaType) === "application/x-www-form-urlencoded";
}

export function isText(mediaType: string): boolean {
  return /^(?:text\/.+|application\/(?:xml|yaml|x-yaml|javascript|graphql|x-ndjson|jsonl)|.+\+(?:xml|yaml))$/.test(
    essence(mediaType),
  );
}

export function isAnything(mediaType: string): boolean {
  return /^(?:\*|application)\/\*$/.test(essence(mediaType));
}

/** The one content that is taken where there are several: plain JSON, then anything like it, then the first. */
export function preferred(contents: readonly Content[]): Content | undefined {
  const ranks: readonly ((content: Content) => boolean)[] = [
    ({ mediaType }) => essence(mediaType) === "application/json",
    ({ mediaType }) => isJson(mediaType),
    ({ mediaType, schema }) => isAnything(mediaType) && schema !== undefined,
    ({ mediaType }) => isText(mediaType),
  ];
  const found = ranks.map((matches) => contents.find(matches)).find((content) => content !== undefined);
  return found ?? contents[0];
}

interface BodyRule {
  readonly matches: (content: Content) => boolean;
  readonly kind: Exclude<ResponsePlan["body"]["kind"], "json"> | "json";
}

/** What comes, and as what it is given to the caller; the first row that matches wins. */
// prettier-ignore
const bodyRules: readonly BodyRule[] = [
  { matches: ({ schema }) => schema?.kind === "string" && schema.binary, kind: "binary" },
  { matches: ({ mediaType, schema }) => (isJson(mediaType) || isAnything(mediaType)) && schema !== undefined, kind: "json" },
  { matches: ({ mediaType }) => isJson(mediaType) || isAnything(mediaType), kind: "unknown" },
  { matches: ({ mediaType }) => isText(mediaType), kind: "text" },
  { matches: () => true, kind: "binary" },
];

/** What a response carries. */
export function planResponse({ status, description, contents }: Response): ResponsePlan {
  const about = { status, ...(description !== undefined && { description }) };
  const content = preferred(contents);
  if (content === undefined) return { ...about, body: { kind: "none" } };
  const kind = bodyRules.find(({ matches }) => matches(content))?.kind ?? "unknown";
  if (kind !== "json") return { ...about, body: { kind } };
  return { ...about, body: content.schema ? { kind, schema: content.schema } : { kind: "unknown" } };
}
