import type { Json } from "../../load/tree/node.js";
import type { Constraint, Schema, SchemaDocs } from "../../model/types/schema.js";
import type { RuleId } from "../rules/rules.js";
import { describeDefault } from "./describe-view.js";
import type { Difference, TypePair } from "./pair-graph.js";
import type { Side, TypeRef } from "./type-view.js";

/** Compares what a schema says beside its type: limits, default, format, deprecation, prose. */
export function compareDocs(old: TypeRef, now: TypeRef, pair: TypePair): void {
  const [before, after] = [old.schema, now.schema];
  if (before === after) return;
  const [from, to] = [declaredBy(old, now), declaredBy(now, old)];
  const found = [
    ...proseDifferences(before, after),
    ...memberDifferences(before, after),
    ...deprecation(from.docs, to.docs),
    ...valueDifferences(from.docs, to.docs, pair),
    ...boundDifferences(from, to, pair),
  ];
  pair.differences.push(...found.map((difference) => ({ ...difference, old: before.place, new: after.place })));
}

/** What a schema declares beside its type. An integer is a number to the compiler, so `integer` counts as a limit. */
interface Declared {
  readonly docs: SchemaDocs;
  readonly isInteger: boolean;
}

/** Where only one of two schemas is a reference, what it refers to is compared; two references are compared by themselves, and then their targets. */
function declaredBy({ schema, side }: TypeRef, other: TypeRef): Declared {
  if (schema.kind === "reference" && other.schema.kind === "reference") return { docs: schema.docs, isInteger: false };
  return declarationOf(schema, side, new Set());
}

/** With that of the schema that it refers to, or of the one alternative that is not null: the same can be written in each of these ways. */
function declarationOf(schema: Schema, side: Side, visited: ReadonlySet<Schema>): Declared {
  const inner = innerOf(schema, side);
  if (inner === undefined || visited.has(schema))
    return { docs: schema.docs, isInteger: schema.kind === "number" && schema.integer };
  const { docs, isInteger } = declarationOf(inner, side, new Set([...visited, schema]));
  return { docs: { ...docs, ...schema.docs }, isInteger };
}

function innerOf(schema: Schema, { schemas }: Side): Schema | undefined {
  if (schema.kind === "reference") return schemas.get(schema.target)?.schema;
  const members = schema.kind === "union" ? schema.members.filter(({ kind }) => kind !== "null") : [];
  return members.length === 1 ? members[0] : undefined;
}

function proseDifferences({ docs: old }: Schema, { docs: now }: Schema): readonly Difference[] {
  const prose = ({ title, description, examples, externalDocs, constraints = [] }: SchemaDocs) =>
    JSON.stringify([title, description, examples, externalDocs, constraints.filter(isLimitless)]);
  return prose(old) === prose(now) ? [] : [{ rule: "documentation-changed" }];
}

/** Compares what is said about the values that an enum still has. */
function memberDifferences(old: Schema, now: Schema): readonly Difference[] {
  if (old.kind !== "enum" || now.kind !== "enum") return [];
  const texts = new Map(
    now.members.map(({ value, name, description }) => [JSON.stringify(value), JSON.stringify([name, description])]),
  );
  const differ = old.members.some(({ value, name, description }) => {
    const text = texts.get(JSON.stringify(value));
    return text !== undefined && text !== JSON.stringify([name, description]);
  });
  return differ ? [{ rule: "documentation-changed" }] : [];
}

function deprecation(old: SchemaDocs, now: SchemaDocs): readonly Difference[] {
  if ((old.deprecated ?? false) === (now.deprecated ?? false)) return [];
  return [{ rule: now.deprecated === true ? "deprecated" : "deprecation-removed" }];
}

function valueDifferences(old: SchemaDocs, now: SchemaDocs, { direction }: TypePair): readonly Difference[] {
  const isSent = direction === "sent";
  const texts = (value: Json | undefined) => (value === undefined ? "" : JSON.stringify(value));
  const differs: readonly (readonly [boolean, RuleId, string, string])[] = [
    [
      texts(old.default) !== texts(now.default),
      isSent ? "sent-default-changed" : "received-default-changed",
      describeDefault(old.default),
      describeDefault(now.default),
    ],
    [
      old.format !== now.format,
      formatRule(old.format, now.format, isSent),
      describeFormat(old.format),
      describeFormat(now.format),
    ],
  ];
  return differs.flatMap(([differ, rule, before, after]) => (differ ? [{ rule, facts: { old: before, new: after } }] : []));
}

/** Formats whose values all are values of another one. */
const wider: ReadonlyMap<string | undefined, string> = new Map([
  ["int32", "int64"],
  ["float", "double"],
]);

/** Any value has no format. What is sent may be of a wider format, what is received of a narrower one. */
function formatRule(old: string | undefined, now: string | undefined, isSent: boolean): RuleId {
  const isWithin = (a: string | undefined, b: string | undefined) => b === undefined || wider.get(a) === b;
  if (isSent) return isWithin(old, now) ? "sent-format-widened" : "sent-format-changed";
  return isWithin(now, old) ? "received-format-narrowed" : "received-format-changed";
}

function describeFormat(format: string | undefined): string {
  return format === undefined ? "none" : `\`${format}\``;
}

/** Which way a limit moves when its value grows; any other change of a constraint counts as narrower. */
const directions: { readonly [keyword: string]: "upper" | "lower" } = {
  maximum: "upper",
  exclusiveMaximum: "upper",
  maxLength: "upper",
  maxItems: "upper",
  maxProperties: "upper",
  minimum: "lower",
  exclusiveMinimum: "lower",
  minLength: "lower",
  minItems: "lower",
  minProperties: "lower",
};

function boundDifferences(old: Declared, now: Declared, { direction }: TypePair): readonly Difference[] {
  const before = limitsOf(old);
  const after = limitsOf(now);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((keyword): readonly Difference[] => {
    const [from, to] = [before.get(keyword), after.get(keyword)];
    if (from === to) return [];
    const facts = { name: `\`${keyword}\` ${describeLimit(to)} in place of ${describeLimit(from)}` };
    if (direction === "received") return [{ rule: "received-bounds-changed", facts }];
    return [{ rule: isNarrower(keyword, from, to) ? "sent-bounds-narrowed" : "sent-bounds-widened", facts }];
  });
}

type Limit = Constraint["value"] | undefined;

function limitsOf({ docs, isInteger }: Declared): ReadonlyMap<string, Limit> {
  const limits = (docs.constraints ?? [])
    .filter((constraint) => !isLimitless(constraint))
    .map(({ keyword, value }): [string, Limit] => [keyword, value]);
  return new Map(isInteger ? [...limits, ["type", "integer"]] : limits);
}

function isLimitless({ keyword, value }: Constraint): boolean {
  return limitless.get(keyword) === value;
}

/** Values with which a constraint limits nothing. */
const limitless: ReadonlyMap<string, Limit> = new Map<string, Limit>([
  ["minLength", 0],
  ["minItems", 0],
  ["minProperties", 0],
  ["uniqueItems", false],
]);

function isNarrower(keyword: string, from: Limit, to: Limit): boolean {
  if (to === undefined) return false;
  if (typeof from !== "number" || typeof to !== "number") return true;
  return directions[keyword] === "upper" ? to < from : directions[keyword] === "lower" ? to > from : true;
}

function describeLimit(limit: Limit): string {
  return limit === undefined ? "none" : `\`${String(limit)}\``;
}
