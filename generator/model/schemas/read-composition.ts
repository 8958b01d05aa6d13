import { field, itemsOf, stringOf } from "../../load/tree/fields.js";
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

/** Keywords that make a schema of their own where they stand beside a reference or a composition. */
const constrainingKeywords: ReadonlySet<string> = new Set([
  "properties",
  "required",
  "patternProperties",
  "items",
  "prefixItems",
  "enum",
  "const",
]);

/** Of a value that is no list they say nothing, so that a list must be asked for. */
const listKeywords: ReadonlySet<string> = new Set(["items", "prefixItems"]);

/** Keywords that say nothing by themselves there, and belong to the above. */
const refiningKeywords: ReadonlySet<string> = new Set(["type", "format", "additionalProperties", "minItems", "maxItems"]);

const compositionKeywords: ReadonlySet<string> = new Set(["allOf", "oneOf", "anyOf", "discriminator"]);

export function hasAllOf(node: MapNode): boolean {
  return itemsOf(field(node, "allOf")).length > 0;
}

export function hasOneOfOrAnyOf(node: MapNode): boolean {
  return ["oneOf", "anyOf"].some((key) => itemsOf(field(node, key)).length > 0);
}

/** `$ref`. Siblings that only add words stay words; others make one more part. */
export function readReference(node: MapNode, reader: SchemaReader): Schema {
  const parts = hasConstrainingKeywords(node) || hasAllOf(node) || hasOneOfOrAnyOf(node);
  const own = parts ? [withoutDocs(onlyFields(node, isSchemaKeyword), reader)] : [];
  return intersectionOf(node, [readTarget(node, reader), ...own]);
}

/** `allOf`, `oneOf` and `anyOf`, all of which hold together, and with the schema's own keywords. */
export function readComposition(node: MapNode, reader: SchemaReader): Schema {
  const parts = itemsOf(field(node, "allOf")).map((part) => reader.read(part));
  const own = hasConstrainingKeywords(node)
    ? [
        withoutDocs(
          onlyFields(node, (key) => isSchemaKeyword(key) && !compositionKeywords.has(key)),
          reader,
        ),
      ]
    : [];
  return intersectionOf(node, [
    ...parts,
    ...readAlternatives(node, "oneOf", reader),
    ...readAlternatives(node, "anyOf", reader),
    ...own,
  ]);
}

/**
 * A list of types is a union of the same schema with each of them; `nullable` is one of these. Where something else says more than the
 * type, only null is an alternative: to read the rest again for every type would double the work at every level of a nest.
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
  return withoutDocs(withFields(node, [["type", type]]), reader);
}

function readAlternatives(node: MapNode, key: string, reader: SchemaReader): readonly Schema[] {
  const members = itemsOf(field(node, key)).map((item) => reader.read(withParentType(node, item)));
  return members.length === 0 ? [] : [unionOf(node, members, readDiscriminator(node, members, reader.context))];
}

/** The type of the whole holds for an alternative that names none: `type: string` beside `oneOf` of two patterns. */
function withParentType(whole: MapNode, item: Node): Node {
  const type = field(whole, "type");
  const silent =
    item.kind === "map" && !["type", "$ref", "enum", "const", ...compositionKeywords].some((key) => item.fields.has(key));
  return silent && type?.kind === "scalar" ? withFields(item, [["type", type]]) : item;
}

function readTarget(node: MapNode, reader: SchemaReader): Schema {
  const { description } = reader.context;
  const pointer = endOfReferences(node, reader.context);
  const target = pointer === undefined ? undefined : description.nodeAt(pointer);
  if (pointer === undefined || target === undefined) return anySchema(node);
  return isNamedSchema(pointer, target) ? { kind: "reference", target: pointer, ...schemaBase(node) } : reader.read(target);
}

/** Where a reference leads to, through places that hold nothing but another reference; a schema with a name of its own is the end. */
function endOfReferences(node: Node, { description }: ModelContext): string | undefined {
  const passed = new Set<string>();
  let pointer = description.targetPointer(node);
  while (pointer !== undefined && !passed.has(pointer) && !isDefinition(pointer)) {
    passed.add(pointer);
    const target = description.nodeAt(pointer);
    const next = target?.kind === "map" && target.fields.size === 1 ? description.targetPointer(target) : undefined;
    if (next === undefined) break;
    pointer = next;
  }
  return pointer;
}

function hasConstrainingKeywords(node: MapNode): boolean {
  const told = [...constrainingKeywords].some(
    (key) => node.fields.has(key) && !(listKeywords.has(key) && !fieldEquals(node, "type", "array")),
  );
  return told || field(node, "additionalProperties")?.kind === "map";
}

function isSchemaKeyword(key: string): boolean {
  return constrainingKeywords.has(key) || refiningKeywords.has(key) || compositionKeywords.has(key);
}

/** The words of a schema stand at the whole, not at each of its parts. */
function withoutDocs(node: Node, reader: SchemaReader): Schema {
  return { ...reader.read(node), docs: {} };
}
