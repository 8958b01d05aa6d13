import { type Diagnostic, diagnostic } from "../../diagnostics.js";
import { field, itemsOf, stringOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
import { type DescriptionObjects, objectsOfKind } from "../objects/find-objects.js";
import { type ObjectKind, objectKinds } from "../objects/grammar.js";
import { firstOf } from "./unknown-fields.js";

/** The fields of each object whose value is an example. `examples` of a schema is a list of values, that of the others a map of objects. */
const exampleFields: { readonly [K in ObjectKind]?: readonly string[] } = {
  Schema: ["example"],
  Parameter: ["example"],
  Header: ["example"],
  "Media Type": ["example"],
  Example: ["value", "dataValue"],
};

/** A warning of examples that are meant to be in other files: a value is data, so a `$ref` in its place is not followed. */
export function exampleReferences(objects: DescriptionObjects): readonly Diagnostic[] {
  const valuesOfKind = (kind: ObjectKind) => objectsOfKind(objects, kind).flatMap((node) => valuesOf(node, kind));
  const found = objectKinds
    .filter((kind) => kind in exampleFields)
    .flatMap(valuesOfKind)
    .filter(isReferenceAlone);
  const first = firstOf(found);
  if (first === undefined) return [];
  const others = found.length === 1 ? "" : ` There are ${found.length} such examples.`;
  const message = `The value of an example is data, so OpenAPI does not follow this \`$ref\`.${others}`;
  const help =
    "Write `examples: { one: { $ref: … } }` instead. What it refers to, in this file or another, has the data in its field `value`.";
  return [diagnostic("example-reference", first.place, message, { help })];
}

function valuesOf(node: Node, kind: ObjectKind): readonly Node[] {
  const values = (exampleFields[kind] ?? []).flatMap((key) => field(node, key) ?? []);
  return kind === "Schema" ? [...values, ...itemsOf(field(node, "examples"))] : values;
}

function isReferenceAlone(value: Node): boolean {
  return value.kind === "map" && value.fields.size === 1 && stringOf(field(value, "$ref")) !== undefined;
}
