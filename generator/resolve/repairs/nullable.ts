import { isExtension, itemsOf, scalarOf } from "../../load/tree/fields.js";
import type { ListNode, MapNode, Node, NodePlace, ScalarNode } from "../../load/tree/node.js";
import { withFields, withoutFields } from "../objects/edit.js";

/** How JSON Schema expresses `nullable: true` for one shape of schema. */
interface NullRule {
  readonly name: string;
  readonly matches: (schema: MapNode) => boolean;
  readonly apply: (schema: MapNode, place: NodePlace) => MapNode;
}

const has = (key: string) => (schema: MapNode) => schema.fields.has(key);

/** First match wins. OpenAPI 3.0.3 gives `nullable` an effect only beside a `type`, but authors rely on it everywhere. */
// prettier-ignore
const nullRules: readonly NullRule[] = [
  { name: "reference",       matches: has("$ref"),  apply: nullAlternative },
  { name: "all of",          matches: has("allOf"), apply: nullAlternative },
  { name: "one of",          matches: has("oneOf"), apply: (schema, place) => withNullType(withNullItem(schema, "oneOf", place), place) },
  { name: "any of",          matches: has("anyOf"), apply: (schema, place) => withNullType(withNullItem(schema, "anyOf", place), place) },
  { name: "type or enum",    matches: (schema) => schema.fields.has("type") || schema.fields.has("enum"), apply: withNullType },
  { name: "implied object",  matches: (schema) => has("properties")(schema) || has("additionalProperties")(schema), apply: (schema, place) => withType(schema, "object", place) },
  { name: "implied array",   matches: has("items"), apply: (schema, place) => withType(schema, "array", place) },
  { name: "anything",        matches: () => true,   apply: (schema) => schema },
];

/** The schema with `nullable: true` of OpenAPI 3.0 converted to JSON Schema; undefined if it is not nullable. */
export function nullableToNullType(schema: MapNode): MapNode | undefined {
  const nullable = schema.fields.get("nullable");
  if (nullable === undefined || scalarOf(nullable) !== true) return undefined;
  const bare = withoutFields(schema, ["nullable"]);
  return nullRules.find(({ matches }) => matches(bare))?.apply(bare, nullable.place) ?? bare;
}

/** Keywords without an effect on validation: they stay beside the `anyOf`, all others move into it. */
const annotations: ReadonlySet<string> = new Set(
  ["title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "externalDocs", "xml"], // prettier-ignore
);

/** `anyOf` of the schema and null. */
function nullAlternative(schema: MapNode, place: NodePlace): MapNode {
  const stays = ([key]: [string, Node]) => annotations.has(key) || isExtension(key);
  const moved = [...schema.fields].filter((field) => !stays(field));
  const anyOf: ListNode = { kind: "list", items: [unwrapped({ ...schema, fields: new Map(moved) }), nullSchema(place)], place };
  return { ...schema, fields: new Map<string, Node>([...[...schema.fields].filter(stays), ["anyOf", anyOf]]) };
}

/** `allOf` with a single member is a workaround for OpenAPI 3.0, where a `$ref` has no siblings; it is not needed here. */
function unwrapped(schema: MapNode): Node {
  const [only, ...rest] = itemsOf(schema.fields.get("allOf"));
  return only !== undefined && rest.length === 0 && schema.fields.size === 1 ? only : schema;
}

function withNullItem(schema: MapNode, key: "oneOf" | "anyOf", place: NodePlace): MapNode {
  const list = schema.fields.get(key);
  if (list?.kind !== "list" || list.items.some(allowsNull)) return schema;
  return withFields(schema, [[key, { ...list, items: [...list.items, nullSchema(place)] }]]);
}

function allowsNull(schema: Node): boolean {
  if (schema.kind !== "map") return false;
  const type = schema.fields.get("type");
  return (
    scalarOf(schema.fields.get("nullable")) === true ||
    scalarOf(type) === "null" ||
    itemsOf(type).some((item) => scalarOf(item) === "null")
  );
}

/** Adds null to `type` and to `enum`, if the schema has them. */
function withNullType(schema: MapNode, place: NodePlace): MapNode {
  const type = schema.fields.get("type");
  const members = schema.fields.get("enum");
  const changes: [string, Node][] = [];
  if (type !== undefined) changes.push(["type", withItem(type, "null", place)]);
  if (members?.kind === "list") changes.push(["enum", withItem(members, null, place)]);
  return withFields(schema, changes);
}

/** A list with a value added, unless it is in there; a scalar becomes a list. */
function withItem(node: Node, value: string | null, place: NodePlace): Node {
  if (node.kind === "map") return node;
  const items = node.kind === "list" ? node.items : [node];
  return items.some((item) => scalarOf(item) === value)
    ? node
    : { kind: "list", items: [...items, scalar(value, place)], place: node.place };
}

function withType(schema: MapNode, type: string, place: NodePlace): MapNode {
  return withFields(schema, [["type", { kind: "list", items: [scalar(type, place), scalar("null", place)], place }]]);
}

function nullSchema(place: NodePlace): MapNode {
  return { kind: "map", fields: new Map([["type", scalar("null", place)]]), place };
}

function scalar(value: string | null, place: NodePlace): ScalarNode {
  return { kind: "scalar", value, place };
}
