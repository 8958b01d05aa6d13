import { isJsonArray, isJsonObject } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { compareJson } from "../../model/reading/order.js";
import { keptParts, productOf, sumOf, alternativeLimit } from "../../model/traversal/alternative-limit.js";
import { postOrder } from "../../model/traversal/strong-components.js";
import { directTargets, fieldOf, fieldsOf, reference } from "./openapi-cycles.js";

type JsonObject = Readonly<Record<string, Json>>;

/** Counts the alternatives of the type that openapi-typescript makes of a schema. */
type Count = (schema: Json) => number;

/** What a part becomes that has too many alternatives. */
const anyObject: Json = { type: "object", additionalProperties: true };

/** Widens each intersection of unions that TypeScript would refuse, by the rule that the models follow. */
export function limitAlternatives(description: Json): Json {
  const schemas = new Map(
    fieldsOf(fieldOf(fieldOf(description, "components"), "schemas")).map(([name, schema]) => [reference(name), schema]),
  );
  const count = counterFor(schemas);
  const order = postOrder(new Map([...schemas].map(([ref, schema]) => [ref, new Set(directTargets(schema))])));
  for (const ref of order) count(schemas.get(ref) ?? true);
  return widen(description, count);
}

/** Targets are counted before what refers to them, so that a long chain of references needs no deep call stack. */
function counterFor(schemas: ReadonlyMap<string, Json>): Count {
  const known = new Map<Json, number>();
  const counting = new Set<Json>();
  const count: Count = (schema) => {
    if (!isJsonObject(schema)) return 1;
    const found = known.get(schema);
    if (found !== undefined || counting.has(schema)) return found ?? 1;
    counting.add(schema);
    const target = typeof schema.$ref === "string" ? schemas.get(schema.$ref) : undefined;
    const counted = typeof schema.$ref === "string" ? (target === undefined ? 1 : count(target)) : countComposed(schema, count);
    known.set(schema, counted);
    return counted;
  };
  return count;
}

function countComposed(schema: JsonObject, count: Count): number {
  if (schema.const !== undefined) return 1;
  if (isJsonArray(schema.enum)) return schema.enum.length + 1;
  const { parts, kept } = decide(schema, count);
  const product = productOf(parts.filter((_, index) => kept[index]).map(({ size }) => size));
  return coreTypes(schema).length * product ** exponent(schema) + sumOf(itemsOf(schema.anyOf).map(count));
}

interface Part {
  readonly schema: Json;
  readonly size: number;
}

/** The parts that openapi-typescript makes an intersection of: those of `allOf`, and `oneOf` as the last one. */
function partsOf(schema: JsonObject, count: Count): readonly Part[] {
  const parts = itemsOf(schema.allOf).map((part) => ({ schema: part, size: count(part) }));
  const oneOf = itemsOf(schema.oneOf);
  return oneOf.length === 0 ? parts : [...parts, { schema: { oneOf }, size: sumOf(oneOf.map(count)) }];
}

interface Decision {
  readonly parts: readonly Part[];
  readonly kept: readonly boolean[];
}

function decide(schema: JsonObject, count: Count): Decision {
  const limit = (alternativeLimit / coreTypes(schema).length) ** (1 / exponent(schema));
  const parts = partsOf(schema, count);
  if (parts.length < 2 || productOf(parts.map(({ size }) => size)) < limit) return { parts, kept: parts.map(() => true) };
  const sorted = [...parts].sort((a, b) => compareJson(a.schema, b.schema));
  const sizes = sorted.map(({ size }) => size);
  return { parts: sorted, kept: keptParts(sizes, limit) };
}

/** The types of a list. openapi-typescript reads the schema again with each of them, and makes an intersection of that and the composition. */
function coreTypes({ type }: JsonObject): readonly Json[] {
  if (type === "boolean") return [true, false];
  return isJsonArray(type) && type.length > 0 ? type : [type ?? true];
}

function exponent({ type }: JsonObject): number {
  return isJsonArray(type) ? 2 : 1;
}

function widen(value: Json, count: Count): Json {
  if (isJsonArray(value)) return value.map((item) => widen(item, count));
  if (!isJsonObject(value)) return value;
  const limited = isJsonArray(value.allOf) || isJsonArray(value.oneOf) ? withoutUnions(value, count) : value;
  return Object.fromEntries(Object.entries(limited).map(([name, field]) => [name, widen(field, count)]));
}

function withoutUnions(schema: JsonObject, count: Count): JsonObject {
  const { parts, kept } = decide(schema, count);
  if (kept.every(Boolean)) return schema;
  const dropped = new Set(parts.filter((_, index) => !kept[index]).map((part) => part.schema));
  const allOf = itemsOf(schema.allOf).filter((part) => !dropped.has(part));
  const { oneOf, ...others } = schema;
  const keepsUnion = oneOf !== undefined && ![...dropped].some((part) => fieldOf(part, "oneOf") === oneOf);
  return { ...others, allOf: [...allOf, anyObject], ...(keepsUnion && { oneOf }) };
}

function itemsOf(value: Json | undefined): readonly Json[] {
  return value !== undefined && isJsonArray(value) ? value : [];
}
