import { field, itemsOf, scalarOf, stringOf } from "../../load/tree/fields.js";
import type { ListNode, MapNode, Node, NodePlace, ScalarNode } from "../../load/tree/node.js";
import { withFields, withoutFields } from "../objects/edit.js";
import { tabStyle } from "./collection-formats.js";

/** Fields of the parameter itself; all others are keywords of its schema. */
const parameterFields = ["in", "name", "required", "collectionFormat", "allowEmptyValue"];

/** `style` and `explode` of OpenAPI 3 for each `collectionFormat`. */
const styles: ReadonlyMap<string, readonly [style: string, explode: boolean]> = new Map([
  ["csv", ["form", false]],
  ["ssv", ["spaceDelimited", false]],
  ["tsv", [tabStyle, false]],
  ["pipes", ["pipeDelimited", false]],
  ["multi", ["form", true]],
]);

/** Replaces the `formData` parameters of an operation by one body: an object with a property for each form field. */
export function withFormBody(operation: MapNode): MapNode {
  const parameters = itemsOf(field(operation, "parameters"));
  const fields = parameters.filter(isFormField);
  const [first] = fields;
  if (first === undefined) return operation;
  const rest = parameters.filter((node) => !isFormField(node));
  return withFields(operation, [
    ["parameters", list([...rest, bodyOf(fields, first.place)], first.place)],
    ["consumes", list(mediaTypes(operation, fields).map((type) => scalar(type, first.place)), first.place)], // prettier-ignore
  ]);
}

function isFormField(node: Node): node is MapNode {
  return node.kind === "map" && stringOf(field(node, "in")) === "formData";
}

function bodyOf(fields: readonly MapNode[], place: NodePlace): MapNode {
  const required = fields.filter((node) => scalarOf(field(node, "required")) === true).flatMap((node) => field(node, "name") ?? []); // prettier-ignore
  const properties = fields.map((node): [string, Node] => [nameOf(node), withoutFields(node, parameterFields)]);
  const encodings = fields.flatMap((node): [string, Node][] => {
    const encoding = encodingOf(node);
    return encoding === undefined ? [] : [[nameOf(node), encoding]];
  });
  const schema = map([
    ["type", scalar("object", place)],
    ["properties", map(properties, place)],
    ...(required.length > 0 ? [["required", list(required, place)] as const] : []),
  ], place); // prettier-ignore
  return map([
    ["in", scalar("body", place)],
    ["name", scalar("body", place)],
    ["required", scalar(required.length > 0, place)],
    ["schema", schema],
    ...(encodings.length > 0 ? [["encoding", map(encodings, place)] as const] : []),
  ], place); // prettier-ignore
}

/** An array is comma-separated by default in Swagger 2.0, but not in OpenAPI 3, where the field is repeated for each item. */
function encodingOf(node: MapNode): MapNode | undefined {
  if (stringOf(field(node, "type")) !== "array") return undefined;
  const format = field(node, "collectionFormat");
  const [style, explode] = styles.get(stringOf(format) ?? "csv") ?? ["form", false];
  const place = (format ?? node).place;
  return map([["style", scalar(style, place)], ["explode", scalar(explode, place)]], place); // prettier-ignore
}

const multipart = "multipart/form-data";
const forms: readonly string[] = ["application/x-www-form-urlencoded", multipart];

/** A form with a file must be multipart; another one keeps the form media types that the operation declares. */
function mediaTypes(operation: MapNode, fields: readonly MapNode[]): readonly string[] {
  if (fields.some((node) => stringOf(field(node, "type")) === "file")) return [multipart];
  const declared = itemsOf(field(operation, "consumes")).flatMap((type) => stringOf(type) ?? []);
  const wanted = forms.filter((type) => declared.includes(type));
  return wanted.length > 0 ? wanted : forms.slice(0, 1);
}

function nameOf(node: MapNode): string {
  return stringOf(field(node, "name")) ?? "";
}

function map(fields: Iterable<readonly [string, Node]>, place: NodePlace): MapNode {
  return { kind: "map", fields: new Map(fields), place };
}

function list(items: readonly Node[], place: NodePlace): ListNode {
  return { kind: "list", items, place };
}

function scalar(value: string | boolean, place: NodePlace): ScalarNode {
  return { kind: "scalar", value, place };
}
