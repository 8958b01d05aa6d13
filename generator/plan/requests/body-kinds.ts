import type { Api } from "../../model/types/api.js";
import type { Content } from "../../model/types/operation.js";
import { isBinaryIn } from "../../model/schema-passes/binary-strings.js";
import type { Schema } from "../../model/types/schema.js";
import { essence, isWildcard, isForm, isJson, isText } from "../content/media-types.js";
import type { BodyKind } from "../types/body-plan.js";
import { propertiesOf, withoutNull } from "../content/schema-shapes.js";
import { type ValueKind, valueKinds } from "../content/value-kinds.js";
import { dereference, schemaLookup } from "../../model/traversal/dereference.js";

/** What the kind of a body depends on. */
interface BodyFacts {
  /** The media type without parameters. */
  readonly type: string;
  readonly content: Content;
  /** The kinds of the whole body; empty without a schema. */
  readonly kinds: ReadonlySet<ValueKind>;
}

interface KindRule {
  readonly matches: (given: BodyFacts) => boolean;
  readonly kind: BodyKind;
}

const lines = /^application\/(?:jsonl|x-jsonl|jsonlines|x-jsonlines|ndjson|x-ndjson)$/;

// How a body is serialized; the first row that matches wins. Aligned by hand.
// prettier-ignore
const kindRules: readonly KindRule[] = [
  { matches: ({ type, kinds }) => lines.test(type) && !containsOnly(kinds, ["scalar"]),              kind: "jsonLines" },
  { matches: ({ type, kinds }) => /[/+]json-seq$/.test(type) && !containsOnly(kinds, ["scalar"]),    kind: "jsonSequence" },
  { matches: ({ type, kinds }) => type === "text/event-stream" && !containsOnly(kinds, ["scalar"]),  kind: "eventStream" },
  { matches: ({ type, kinds }) => isForm(type) && containsOnly(kinds, ["scalar"]),                   kind: "text" },
  { matches: ({ type }) => isForm(type),                                                       kind: "form" },
  { matches: ({ type }) => type === "multipart/form-data",                                     kind: "multipart" },
  { matches: ({ type, content, kinds }) => /^multipart\/[^*]/.test(type) && isSequence(content, kinds), kind: "multipartMixed" },
  { matches: ({ kinds }) => containsOnly(kinds, ["bytes"]),                                          kind: "bytes" },
  { matches: ({ type }) => isJson(type),                                                       kind: "json" },
  { matches: ({ type, content }) => isWildcard(type) && content.schema !== undefined,          kind: "json" },
  { matches: ({ type }) => isText(type),                                                       kind: "text" },
  { matches: () => true,                                                                       kind: "bytes" },
];

export function bodyKind(content: Content, api: Api): BodyKind {
  const { mediaType, schema } = content;
  const given = { type: essence(mediaType), content, kinds: schema ? valueKinds(schema, api) : new Set<ValueKind>() };
  return kindRules.find(({ matches }) => matches(given))?.kind ?? "bytes";
}

/** The schema of what callers pass: of an item, if the body is sent item by item. Undefined if any text or bytes are accepted. */
export function bodySchema({ schema, itemSchema }: Content, kind: BodyKind, api: Api): Schema | undefined {
  if (kind === "json") return schema;
  if (kind === "form" || kind === "multipart")
    return schema && containsOnly(valueKinds(schema, api), ["object", "objectOfContainers", "null"]) ? schema : undefined;
  if (kind === "text" || kind === "bytes") return undefined;
  if (kind === "multipartMixed" && itemSchema) return { kind: "array", items: itemSchema, docs: {}, place: itemSchema.place };
  return itemSchema ?? (schema && itemsOf(schema, kind, api));
}

/** Unnamed parts are passed as one array, which may be a tuple; the items of a stream are described by their own schema. */
function itemsOf(schema: Schema, kind: BodyKind, api: Api): Schema | undefined {
  const list = withoutNull(schema, api);
  if (kind === "multipartMixed") return list;
  return list.kind === "array" ? list.items : undefined;
}

/** Whether the body has a binary property, which `application/x-www-form-urlencoded` cannot have. */
export function hasBinaryProperty({ schema }: Content, api: Api): boolean {
  const properties = (schema && propertiesOf(schema, api)) ?? [];
  return properties.some((property) => {
    const value = withoutNull(property.schema, api);
    const item = value.kind === "array" ? dereference(value.items, schemaLookup(api.schemas)) : value;
    return isBinaryIn(item, "request");
  });
}

function isSequence({ itemSchema }: Content, kinds: ReadonlySet<ValueKind>): boolean {
  return itemSchema !== undefined || containsOnly(kinds, ["list", "listOfContainers"]);
}

function containsOnly(kinds: ReadonlySet<ValueKind>, wanted: readonly ValueKind[]): boolean {
  return kinds.size > 0 && [...kinds].every((kind) => wanted.includes(kind));
}
