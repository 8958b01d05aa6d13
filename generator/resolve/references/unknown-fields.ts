import { type Diagnostic, diagnostic } from "../../diagnostics.js";
import { field, fieldsOf, isExtension, itemsOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
import { quote } from "../../load/tree/quote.js";
import { childAt } from "../objects/edit.js";
import { type DescriptionObjects, objectsOfKind, rootKind } from "../objects/find-objects.js";
import { grammar, type ObjectKind, swaggerFields } from "../objects/grammar.js";
import { operationsOfPathItem } from "../objects/path-items.js";
import { isReferenceObject } from "../objects/walk.js";
import { closestName } from "./closest-name.js";

/** How many known fields a message lists if none is similar. */
const maxListed = 8;

/** An object, or a map with a `$ref` in its place. */
type FieldOwner = ObjectKind | "Reference";

/** A field that an object does not have, at each of its places. */
interface UnknownField {
  readonly owner: FieldOwner;
  readonly key: string;
  readonly nodes: Node[];
}

/** Warnings of what is not read, and of operations that say nothing. */
export function unreadParts(objects: DescriptionObjects): readonly Diagnostic[] {
  return [...unknownFields(objects), ...emptyOperations(objects)];
}

/**
 * Warns of fields that OpenAPI does not have, which are not read: misspelled ones, and those of another version. Each field of each kind of
 * object is reported once, at its first place. A field with the target of a reference is read through the reference.
 */
function unknownFields(objects: DescriptionObjects): readonly Diagnostic[] {
  const found = new Map<string, UnknownField>();
  const referenced = nodesAbove(objects);
  const isSwagger = rootKind(objects.root) === "Swagger";
  // `forEach` makes no pair for each object and field.
  objects.kinds.forEach((kind, node) => {
    const owner = ownerOf(node, kind);
    const known = fieldsOfOwner(owner, isSwagger);
    if (known === undefined) return;
    fieldsOf(node).forEach((value, key) => {
      if (known.has(key) || isExtension(key) || referenced.has(value)) return;
      const unknown = found.get(`${owner} ${key}`) ?? { owner, key, nodes: [] };
      unknown.nodes.push(value);
      found.set(`${owner} ${key}`, unknown);
    });
  });
  const inOrder = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, unknown]) => unknown);
  return inOrder.map((unknown) => unknownField(unknown, isSwagger));
}

/** Warns of operations that say nothing, once for all of them: usually, what they say is somewhere that is not read. */
function emptyOperations(objects: DescriptionObjects): readonly Diagnostic[] {
  const incoming = incomingItems(objects);
  const items = objectsOfKind(objects, "Path Item").filter((item) => !incoming.has(item));
  const empty = items.flatMap(emptyOperationsOf).filter((operation) => objects.kinds.has(operation));
  const first = firstOf(empty);
  if (first === undefined) return [];
  const others = empty.length === 1 ? "" : ` There are ${empty.length} such operations.`;
  const message = `The operation has neither parameters nor a body nor responses, so what it returns is unknown.${others}`;
  return [diagnostic("operation-empty", first.place, message, { help: "Describe at least one response." })];
}

/** The Path Items of webhooks and callbacks. A request of the service may well have nothing but its name. */
function incomingItems(objects: DescriptionObjects): ReadonlySet<Node> {
  return new Set(
    [field(objects.root, "webhooks"), ...objectsOfKind(objects, "Callback")].flatMap((node) => [...fieldsOf(node).values()]),
  );
}

function emptyOperationsOf(item: Node): readonly Node[] {
  if (itemsOf(field(item, "parameters")).length > 0) return [];
  return operationsOfPathItem(item).flatMap(([, operation]) => {
    const isEmpty = ["parameters", "requestBody", "responses"].every((key) => isEmptyField(field(operation, key)));
    return operation.kind === "map" && isEmpty ? [operation] : [];
  });
}

function isEmptyField(node: Node | undefined): boolean {
  return fieldsOf(node).size === 0 && itemsOf(node).length === 0;
}

const referenceFields: ReadonlySet<string> = new Set(["$ref", "summary", "description"]);

/** Schemas and path items may have siblings of a `$ref`; those of other objects in OpenAPI 3.0 are removed by a repair. */
function ownerOf(node: Node, kind: ObjectKind): FieldOwner {
  return kind !== "Schema" && kind !== "Path Item" && isReferenceObject(node, kind) ? "Reference" : kind;
}

const fieldSets = new Map<string, ReadonlySet<string>>();

/** The fields that an object may have; undefined if it may have any. */
function fieldsOfOwner(owner: FieldOwner, isSwagger: boolean): ReadonlySet<string> | undefined {
  if (owner === "Reference") return referenceFields;
  if (grammar[owner].additional !== undefined) return undefined;
  const key = `${owner} ${String(isSwagger)}`;
  const known = fieldSets.get(key);
  if (known !== undefined) return known;
  const fields = [...grammar[owner].fields.keys()].filter((name) => isSwagger || swaggerFields[owner]?.has(name) !== true);
  const set = new Set(fields);
  fieldSets.set(key, set);
  return set;
}

/** The first node by document and pointer, which does not depend on the order of keys. */
export function firstOf(nodes: readonly Node[]): Node | undefined {
  const keyOf = ({ place }: Node): string => `${place.source} ${place.pointer}`;
  return nodes.reduce<Node | undefined>((first, node) => (first && keyOf(first) <= keyOf(node) ? first : node), undefined);
}

/** The nodes on the way to objects that only references lead to. */
function nodesAbove({ root, onlyReferenced }: DescriptionObjects): ReadonlySet<Node> {
  const above = new Set<Node>();
  for (const { path } of onlyReferenced) {
    let node: Node | undefined = root;
    for (const key of path) {
      node = childAt(node, key);
      if (node !== undefined) above.add(node);
    }
  }
  return above;
}

function unknownField({ owner, key, nodes }: UnknownField, isSwagger: boolean): Diagnostic {
  const first = firstOf(nodes);
  const known = [...(fieldsOfOwner(owner, isSwagger) ?? [])];
  const near = closestName(key, known);
  const others = nodes.length === 1 ? "" : ` It occurs ${nodes.length} times.`;
  const listed = known.length > maxListed ? {} : { help: `Known are ${known.map(quote).join(", ")}.` };
  const message = `${withArticle(owner)} has no field ${quote(key)}, so it is not read.${others}`;
  return diagnostic("field-unknown", first?.place, message, near === undefined ? listed : { help: `Did you mean ${quote(near)}?` }); // prettier-ignore
}

const names: { readonly [K in FieldOwner]?: string } = { Document: "The description", Swagger: "The description" };

export function withArticle(kind: FieldOwner): string {
  return names[kind] ?? `${/^[AEIOX]/.test(kind) ? "An" : "A"} ${kind} Object`;
}
