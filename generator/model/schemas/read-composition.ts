import { field, itemsOf, scalarOf, stringOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { withFields } from "../../resolve/objects/edit.js";
import type { ModelContext } from "../reading/context.js";
import { readDiscriminator } from "./read-discriminator.js";
import { isDefinition, isNamedSchema } from "./named-schemas.js";
import type { Schema } from "../types/schema.js";
import { fieldEquals } from "./read-schema-docs.js";
import type { SchemaReader } from "./schema-reader.js";
import { anySchema, schemaBase, onlyFields } from "./schema-reader.js";
import { intersectionOf, unionOf } from "./combine-schemas.js";

/** Keywords that constrain the value, so that beside a reference or a composition they become one more part of an intersection. */
const constrainingKeywords: ReadonlySet<string> = new Set([
  "properties",
  "required",
  "patternProperties",
  "items",
  "prefixItems",
  "enum",
  "const",
]);

/** Keywords that only constrain arrays, so they count only beside `type: array`. */
const arrayKeywords: ReadonlySet<string> = new Set(["items", "prefixItems"]);

/** Keywords that become part of such a schema, but do not make one by themselves. */
const refiningKeywords: ReadonlySet<string> = new Set([
  ...["type", "format", "additionalProperties", "unevaluatedProperties", "minItems", "maxItems"],
]);

const compositionKeywords: ReadonlySet<string> = new Set(["allOf", "oneOf", "anyOf", "discriminator"]);

export function hasAllOf(node: MapNode): boolean {
  return itemsOf(field(node, "allOf")).length > 0;
}

export function hasOneOfOrAnyOf(node: MapNode): boolean {
  return itemsOf(field(node, "oneOf")).length > 0 || itemsOf(field(node, "anyOf")).length > 0;
}

/** `$ref`. Siblings that constrain the value become one more part of an intersection. */
export function readReference(node: MapNode, reader: SchemaReader): Schema {
  const parts = hasConstrainingKeywords(node) || hasAllOf(node) || hasOneOfOrAnyOf(node);
  const own = parts ? [reader.readUndocumented(onlyFields(node, isSchemaKeyword))] : [];
  return intersectionOf(node, [readTarget(node, reader), ...own]);
}

/** The intersection of `allOf`, `oneOf`, `anyOf` and the schema's other keywords. */
export function readComposition(node: MapNode, reader: SchemaReader): Schema {
  const parts = itemsOf(field(node, "allOf")).map((part) => reader.read(part));
  const own = hasConstrainingKeywords(node)
    ? [reader.readUndocumented(onlyFields(node, (key) => isSchemaKeyword(key) && !compositionKeywords.has(key)))]
    : [];
  return intersectionOf(node, [
    ...parts,
    ...readAlternatives(node, "oneOf", reader),
    ...readAlternatives(node, "anyOf", reader),
    ...own,
  ]);
}

/**
 * A list of types becomes a union of the same schema with each of them; `nullable` was converted to such a list. Beside a reference or a
 * composition only null becomes a member: to read these again for every type would double the work at every level of nesting.
 */
export function readTypeList(node: MapNode, reader: SchemaReader): Schema {
  const type = field(node, "type");
  const types = type?.kind === "scalar" ? [type] : itemsOf(type);
  if (!node.fields.has("$ref") && !hasAllOf(node) && !hasOneOfOrAnyOf(node))
    return unionOf(
      node,
      types.map((type) => readAsType(node, type, reader)),
    );
  const others = types.filter((type) => stringOf(type) !== "null");
  const rest = readAsType(node, others.length === 1 ? others[0] : undefined, reader);
  return unionOf(node, others.length < types.length ? [rest, { kind: "null", ...schemaBase(node) }] : [rest]);
}

function readAsType(node: MapNode, type: Node | undefined, reader: SchemaReader): Schema {
  // Most lists of types come from `nullable`, and of null no other keyword says anything.
  if (stringOf(type) === "null") return { kind: "null", ...schemaBase(node) };
  return reader.readUndocumented(withFields(node, [["type", type]]));
}

function readAlternatives(node: MapNode, key: string, reader: SchemaReader): readonly Schema[] {
  const members = itemsOf(field(node, key)).map((item) => reader.read(withParentType(node, item)));
  return members.length === 0 ? [] : [unionOf(node, members, readDiscriminator(node, members, reader.context))];
}

/** An alternative without a type gets the type beside `oneOf` or `anyOf`: `type: string` beside `oneOf` of two patterns. */
function withParentType(parent: MapNode, item: Node): Node {
  const type = field(parent, "type");
  const isUntyped =
    item.kind === "map" && !["type", "$ref", "enum", "const", ...compositionKeywords].some((key) => item.fields.has(key));
  return isUntyped && type?.kind === "scalar" ? withFields(item, [["type", type]]) : item;
}

function readTarget(node: MapNode, reader: SchemaReader): Schema {
  const { description } = reader.context;
  const pointer = endOfReferences(node, reader.context);
  const target = pointer === undefined ? undefined : description.nodeAt(pointer);
  if (pointer === undefined || target === undefined) return anySchema(node);
  return isNamedSchema(pointer, target) ? { kind: "reference", target: pointer, ...schemaBase(node) } : reader.read(target);
}

/** The pointer at the end of a chain of objects with nothing but a `$ref`; definitions end the chain, because they have names. */
function endOfReferences(node: Node, { description }: ModelContext): string | undefined {
  const visited = new Set<string>();
  let pointer = description.targetPointer(node);
  while (pointer !== undefined && !visited.has(pointer) && !isDefinition(pointer)) {
    visited.add(pointer);
    const target = description.nodeAt(pointer);
    const next = target?.kind === "map" && target.fields.size === 1 ? description.targetPointer(target) : undefined;
    if (next === undefined) break;
    pointer = next;
  }
  return pointer;
}

function hasConstrainingKeywords(node: MapNode): boolean {
  const constrains = [...constrainingKeywords].some(
    (key) => node.fields.has(key) && !(arrayKeywords.has(key) && !fieldEquals(node, "type", "array")),
  );
  return constrains || field(node, "additionalProperties")?.kind === "map" || allowsMoreProperties(node);
}

/** An explicit permission of further properties beside a reference or an `allOf`. Beside `oneOf` it would hide what tells the alternatives apart. */
function allowsMoreProperties(node: MapNode): boolean {
  const written = field(node, "additionalProperties") ?? field(node, "unevaluatedProperties");
  const isComposed = node.fields.has("$ref") || hasAllOf(node);
  return isComposed && !hasOneOfOrAnyOf(node) && (written?.kind === "map" || scalarOf(written) === true);
}

function isSchemaKeyword(key: string): boolean {
  return constrainingKeywords.has(key) || refiningKeywords.has(key) || compositionKeywords.has(key);
}
