import type { Node } from "../../load/tree/node.js";
import { canonicalMembers } from "../reading/canonical-schemas.js";
import type { Discriminator, Schema, SchemaDocs } from "../types/schema.js";
import { anySchema, schemaBase } from "./schema-reader.js";

/**
 * A union without nested unions; a single member is returned as it is. The discriminator of a nested union, such as a nullable one,
 * is kept together with its members.
 */
export function unionOf(node: Pick<Node, "place">, members: readonly Schema[], own?: Discriminator): Schema {
  const inner = members.flatMap((member) => (isUndocumented(member, "union") ? (member.discriminator ?? []) : []));
  const discriminator = own ?? (inner.length === 1 ? inner[0] : undefined);
  const isMerged = (member: Schema) =>
    isUndocumented(member, "union") && (!member.discriminator || member.discriminator === discriminator);
  const flat = members.flatMap((member) => (member.kind === "union" && isMerged(member) ? member.members : [member]));
  const possible = canonicalMembers(flat.filter(({ kind }) => kind !== "never"));
  const [only, ...more] = possible;
  if (only === undefined) return { kind: "never", ...schemaBase(node) };
  // A single alternative may have a default variant beside it.
  if (more.length === 0 && discriminator?.defaultVariant === undefined) return only;
  return { kind: "union", members: possible, ...(discriminator && { discriminator }), ...schemaBase(node) };
}

/**
 * An intersection without nested intersections. A part with nothing but documentation adds that to the intersection. A part with
 * `additionalProperties: false` would forbid the properties of the other parts, so that no value were valid; the keyword is ignored.
 */
export function intersectionOf(node: Pick<Node, "place">, parts: readonly Schema[]): Schema {
  const flat = parts.flatMap((member) => (isUndocumented(member, "intersection") ? member.members : [member]));
  const docs = canonicalMembers(flat.filter(isUnconstrained)).reduce<SchemaDocs>((all, part) => ({ ...all, ...part.docs }), {});
  const constraining = flat.filter((part) => !isUnconstrained(part));
  const members = canonicalMembers(constraining.length > 1 ? constraining.map(withoutClosing) : constraining);
  const [only, ...more] = members;
  if (only === undefined) return { ...anySchema(node), docs };
  return more.length === 0
    ? { ...only, docs: { ...only.docs, ...docs } }
    : { kind: "intersection", members, docs, place: node.place };
}

function isUnconstrained(part: Schema): boolean {
  return part.kind === "any" && part.contentSchema === undefined;
}

function withoutClosing(part: Schema): Schema {
  return part.kind === "object" && part.additional === "closed" ? { ...part, additional: "open" } : part;
}

/** A union or intersection without documentation can be replaced by its members without losing anything. */
function isUndocumented<Kind extends "union" | "intersection">(
  schema: Schema,
  kind: Kind,
): schema is Extract<Schema, { kind: Kind }> {
  return schema.kind === kind && Object.keys(schema.docs).length === 0;
}
