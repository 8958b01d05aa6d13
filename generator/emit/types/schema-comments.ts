import type { Json } from "../../load/tree/node.js";
import { referenceChain, schemaLookup } from "../../model/traversal/dereference.js";
import type { EnumMember, ExternalDocs, NamedSchemas, Schema, SchemaDocs } from "../../model/types/schema.js";
import { codeBlock, codeSpan, type Doc, type DocTag, type DocText, joinDocText, prose, docText } from "../text/tsdoc.js";

/** Longer values are cut off or left out: they do not help in a tooltip. */
const maxLength = 1000;
const maxMembers = 40;

/**
 * The documentation of a member or a model: its description, then its constraints, then examples. A reference without a description gets
 * that of the schema which it refers to.
 */
export function schemaDoc(schema: Schema, schemas: NamedSchemas): Doc {
  const isEnd = schema.kind !== "reference" || hasDescription(schema.docs);
  const source = isEnd ? schema : referenceChain(schema, schemaLookup(schemas)).find(({ docs }) => hasDescription(docs));
  return docWithDescription(schema, source?.docs.description ?? source?.docs.title);
}

/** The same with a description from elsewhere, such as a Parameter Object. */
export function docWithDescription(schema: Schema, description: string | undefined): Doc {
  const { docs } = schema;
  return {
    paragraphs: [...(description === undefined ? [] : [prose(description)]), ...constraintParagraphs(schema)],
    tags: docTags(docs),
  };
}

function hasDescription({ description, title }: SchemaDocs): boolean {
  return description !== undefined || title !== undefined;
}

function constraintParagraphs(schema: Schema): readonly DocText[] {
  const { format, constraints, default: value } = schema.docs;
  if (format === undefined && constraints === undefined && value === undefined) return memberList(schema);
  const formatText = format === undefined ? [] : [docText`Format: ${codeSpan(format)}.`];
  const bounds = (constraints ?? []).map((bound) => codeSpan(`${bound.keyword}: ${bound.value}`));
  const defaultText = value === undefined ? [] : [docText`Default: ${codeSpan(shortJson(value))}.`];
  const sentences = [
    ...formatText,
    ...(bounds.length === 0 ? [] : [docText`Constraints: ${joinDocText(bounds, ", ")}.`]),
    ...defaultText,
  ];
  return [...memberList(schema), ...(sentences.length === 0 ? [] : [joinDocText(sentences, " ")])];
}

/** The members of an enum that have a name or a description. */
function memberList(schema: Schema): readonly DocText[] {
  if (schema.kind !== "enum") return [];
  const documented = schema.members
    .filter(({ name, description }) => name !== undefined || description !== undefined)
    .slice(0, maxMembers);
  return documented.length === 0 ? [] : [joinDocText(documented.map(memberLine), "\n")];
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

/** At signs, which would start a tag, are written as JSON escapes, so that the value of the example does not change. */
function exampleTag(value: Json): readonly DocTag[] {
  const text = JSON.stringify(value, null, 2);
  if (text.length > maxLength) return [];
  const safe = text.replaceAll("@", "\\u0040");
  return [
    { name: "example", text: typeof value === "object" && value !== null ? docText`\n${codeBlock("json", safe)}` : prose(safe) },
  ];
}

/** Only `http` and `https` URLs: a link with another scheme, such as `javascript`, could be dangerous. */
export function seeTags({ url, description }: ExternalDocs): readonly DocTag[] {
  if (!/^https?:\/\/[^\s<>]+$/i.test(url)) return [];
  const address = prose(url.replaceAll("@", "%40").replaceAll("*", "%2A"));
  const label = description === undefined ? [] : [prose(description.replace(/\s+/g, " "))];
  return [{ name: "see", text: joinDocText([docText`<${address}>`, ...label], " ") }];
}

function shortJson(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}
