import type { Discriminator, Schema } from "../model/schema.js";
import { code } from "./code.js";
import { key } from "./literals.js";
import { isCircular, literalUnion, typeOf, type TypeScope } from "./schema-types.js";
import { intersectionOf, primary, type TypeText } from "./type-text.js";

/**
 * A member of a union whose discriminator tells its wire value: the value becomes part of the member's type, so that comparing it
 * narrows the union, although the schema itself only says `string`.
 */
export function taggedMember(member: Schema, discriminator: Discriminator | undefined, scope: TypeScope): TypeText {
  const type = typeOf(member, scope);
  if (member.kind !== "reference" || discriminator === undefined || isCircular(member, scope)) return type;
  const values = discriminator.values.get(member.target) ?? [];
  if (values.length === 0 || !leavesOpen(findProperty(member, discriminator.property, scope, new Set()), scope)) return type;
  return intersectionOf([type, primary(code`{ ${key(discriminator.property)}: ${literalUnion(values)} }`)]);
}

/** A constant says it already, and a number would contradict it. */
function leavesOpen(schema: Schema | undefined, scope: TypeScope): boolean {
  const target = schema?.kind === "reference" ? scope.schemas.get(schema.target)?.schema : schema;
  if (target === undefined) return true;
  return (
    target.kind === "string" ||
    (target.kind === "enum" && !target.constant && target.members.some(({ value }) => typeof value === "string"))
  );
}

function findProperty(schema: Schema, name: string, scope: TypeScope, visited: Set<string>): Schema | undefined {
  if (schema.kind === "object") return schema.properties.find((property) => property.name === name)?.schema;
  if (schema.kind === "intersection") {
    for (const member of schema.members) {
      const found = findProperty(member, name, scope, visited);
      if (found) return found;
    }
  }
  if (schema.kind !== "reference" || visited.has(schema.target)) return undefined;
  visited.add(schema.target);
  const target = scope.schemas.get(schema.target)?.schema;
  return target && findProperty(target, name, scope, visited);
}
