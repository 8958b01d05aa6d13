import type { Json } from "../../load/tree/node.js";
import type { Constraint, Schema } from "../../model/types/schema.js";
import type { RuleId } from "../rules/rules.js";
import { describeDefault } from "./describe-view.js";
import type { Difference, TypePair } from "./pair-graph.js";

/** Compares what a schema says beside its type: limits, default, format, deprecation, prose. */
export function compareDocs(old: Schema, now: Schema, pair: TypePair): void {
  if (old.docs === now.docs) return;
  const found = [
    ...proseDifferences(old, now),
    ...deprecation(old, now),
    ...valueDifferences(old, now, pair),
    ...boundDifferences(old, now, pair),
  ];
  pair.differences.push(...found.map((difference) => ({ ...difference, old: old.place, new: now.place })));
}

function proseDifferences({ docs: old }: Schema, { docs: now }: Schema): readonly Difference[] {
  const prose = ({ title, description, examples, externalDocs }: Schema["docs"]) =>
    JSON.stringify([title, description, examples, externalDocs]);
  return prose(old) === prose(now) ? [] : [{ rule: "documentation-changed" }];
}

function deprecation({ docs: old }: Schema, { docs: now }: Schema): readonly Difference[] {
  if ((old.deprecated ?? false) === (now.deprecated ?? false)) return [];
  return [{ rule: now.deprecated === true ? "deprecated" : "deprecation-removed" }];
}

function valueDifferences({ docs: old }: Schema, { docs: now }: Schema, { direction }: TypePair): readonly Difference[] {
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
      isSent ? "sent-format-changed" : "received-format-changed",
      describeFormat(old.format),
      describeFormat(now.format),
    ],
  ];
  return differs.flatMap(([differ, rule, before, after]) => (differ ? [{ rule, facts: { old: before, new: after } }] : []));
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

function boundDifferences(old: Schema, now: Schema, { direction }: TypePair): readonly Difference[] {
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

/** An integer is a number to the compiler, so `integer` counts as a limit. */
function limitsOf(schema: Schema): ReadonlyMap<string, Limit> {
  const limits = (schema.docs.constraints ?? []).map(({ keyword, value }): [string, Limit] => [keyword, value]);
  return new Map(schema.kind === "number" && schema.integer ? [...limits, ["type", "integer"]] : limits);
}

function isNarrower(keyword: string, from: Limit, to: Limit): boolean {
  if (to === undefined) return false;
  if (typeof from !== "number" || typeof to !== "number") return true;
  return directions[keyword] === "upper" ? to < from : directions[keyword] === "lower" ? to > from : true;
}

function describeLimit(limit: Limit): string {
  return limit === undefined ? "none" : `\`${String(limit)}\``;
}
