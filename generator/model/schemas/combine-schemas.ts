import type { Node } from "../../load/tree/node.js";
import { canonicalMembers } from "../reading/canonical-schemas.js";
import type { Discriminator, Schema, SchemaDocs } from "../types/schema.js";
import { anySchema, schemaBase } from "./schema-reader.js";

/**
 * Alternatives as one schema: no union within a union, no union of one. The discriminator of an inner union, such as one that was made
 * nullable, moves up with its members.
 */
export function unionOf(node: Pick<Node, "place">, alternatives: readonly Schema[], own?: Discriminator): Schema {
  const inner = alternatives.flatMap((member) => (isUndocumented(member, "union") ? (member.discriminator ?? []) : []));
  const discriminator = own ?? (inner.length === 1 ? inner[0] : undefined);
  const joins = (member: Schema) =>
    isUndocumented(member, "union") && (!member.discriminator || member.discriminator === discriminator);
  const flat = alternatives.flatMap((member) => (member.kind === "union" && joins(member) ? member.members : [member]));
  const members = canonicalMembers(flat.filter(({ kind }) => kind !== "never"));
  const [only, ...more] = members;
  if (only === undefined) return { kind: "never", ...schemaBase(node) };
  return more.length === 0 ? only : { kind: "union", members, ...(discriminator && { discriminator }), ...schemaBase(node) };
}

/**
 * Parts as one schema. A part that says only words is no part: its words belong to the whole. One that closes itself would refuse what
 * the others describe, so that nothing could be valid; it is meant, and read, as what it says of its own properties.
 */
export function intersectionOf(node: Pick<Node, "place">, parts: readonly Schema[]): Schema {
  const flat = parts.flatMap((member) => (isUndocumented(member, "intersection") ? member.members : [member]));
  const docs = canonicalMembers(flat.filter(({ kind }) => kind === "any")).reduce<SchemaDocs>(
    (all, part) => ({ ...all, ...part.docs }),
    {},
  );
  const telling = flat.filter(({ kind }) => kind !== "any");
  const members = canonicalMembers(telling.length > 1 ? telling.map(withoutClosing) : telling);
  const [only, ...more] = members;
  if (only === undefined) return { ...anySchema(node), docs };
  return more.length === 0
    ? { ...only, docs: { ...only.docs, ...docs } }
    : { kind: "intersection", members, docs, place: node.place };
}

function withoutClosing(part: Schema): Schema {
  return part.kind === "object" && part.additional === "closed" ? { ...part, additional: "open" } : part;
}

/** Without words of its own, so that nothing is lost when its members move up. */
function isUndocumented<Kind extends "union" | "intersection">(
  schema: Schema,
  kind: Kind,
): schema is Extract<Schema, { kind: Kind }> {
  return schema.kind === kind && Object.keys(schema.docs).length === 0;
}
