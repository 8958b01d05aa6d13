import type { Json } from "../../load/tree/node.js";
import type { EnumMember, ExternalDocs, NamedSchema, Schema, SchemaDocs, SchemaKey } from "../../model/types/schema.js";
import { codeBlock, codeSpan, type Doc, type DocTag, type DocText, joinDocText, prose, docText } from "../text/tsdoc.js";

/** Longer values are of no use on a hover. */
const longest = 1000;
const mostMembers = 40;

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;

/** What a reader is told about a member or a model: what it is, then what it may hold, then how it looks. */
export function schemaDoc(schema: Schema, schemas: Schemas): Doc {
  const own = hasDescription(schema.docs) ? schema : referencedSchema(schema, schemas);
  return docWithDescription(schema, own.docs.description ?? own.docs.title);
}

/** The same, where the description stands somewhere else: on a parameter, for one. */
export function docWithDescription(schema: Schema, description: string | undefined): Doc {
  const { docs } = schema;
  return {
    paragraphs: [...(description === undefined ? [] : [prose(description)]), ...constraintParagraphs(schema)],
    tags: docTags(docs),
  };
}

/** A property that only refers to a model is told with the model's words. */
function referencedSchema(schema: Schema, schemas: Schemas): Schema {
  return schema.kind === "reference" ? (schemas.get(schema.target)?.schema ?? schema) : schema;
}

function hasDescription({ description, title }: SchemaDocs): boolean {
  return description !== undefined || title !== undefined;
}

function constraintParagraphs(schema: Schema): readonly DocText[] {
  const { format, constraints, default: value } = schema.docs;
  const format_ = format === undefined ? [] : [docText`Format: ${codeSpan(format)}.`];
  const bounds = (constraints ?? []).map((bound) => codeSpan(`${bound.keyword}: ${bound.value}`));
  const default_ = value === undefined ? [] : [docText`Default: ${codeSpan(shortJson(value))}.`];
  const line = [...format_, ...(bounds.length === 0 ? [] : [docText`Constraints: ${joinDocText(bounds, ", ")}.`]), ...default_];
  return [...memberList(schema), ...(line.length === 0 ? [] : [joinDocText(line, " ")])];
}

/** The members of an enum, where the description tells something about them. */
function memberList(schema: Schema): readonly DocText[] {
  if (schema.kind !== "enum") return [];
  const told = schema.members
    .filter(({ name, description }) => name !== undefined || description !== undefined)
    .slice(0, mostMembers);
  return told.length === 0 ? [] : [joinDocText(told.map(memberLine), "\n")];
}

function memberLine({ value, name, description }: EnumMember): DocText {
  const text = prose(
    [name, description]
      .filter((part) => part !== undefined)
      .join(": ")
      .replace(/\s+/g, " "),
  );
  return docText`- ${codeSpan(shortJson(value))}: ${text}`;
}

function docTags({ examples, externalDocs, deprecated }: SchemaDocs): readonly DocTag[] {
  return [
    ...(examples ?? []).slice(0, 3).flatMap(exampleTag),
    ...(externalDocs === undefined ? [] : seeTags(externalDocs)),
    ...(deprecated ? [{ name: "deprecated" } as const] : []),
  ];
}

/** In JSON an at sign has another spelling, so that an example stays the same value whatever it holds. */
function exampleTag(value: Json): readonly DocTag[] {
  const text = JSON.stringify(value, null, 2);
  if (text.length > longest) return [];
  const safe = text.replaceAll("@", "\\u0040");
  return [
    { name: "example", text: typeof value === "object" && value !== null ? docText`\n${codeBlock("json", safe)}` : prose(safe) },
  ];
}

/** Only addresses of the web; any other scheme could do something when it is clicked. */
export function seeTags({ url, description }: ExternalDocs): readonly DocTag[] {
  if (!/^https?:\/\/[^\s<>]+$/i.test(url)) return [];
  const address = prose(url.replaceAll("@", "%40").replaceAll("*", "%2A"));
  const about = description === undefined ? [] : [prose(description.replace(/\s+/g, " "))];
  return [{ name: "see", text: joinDocText([docText`<${address}>`, ...about], " ") }];
}

function shortJson(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
