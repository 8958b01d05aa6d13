import type { Diagnostic } from "../../diagnostics.js";
import { field, fieldsOf, isExtension, itemsOf, stringOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer } from "../../load/tree/pointer.js";
import { nodeAt, withoutFields } from "../objects/edit.js";
import type { Fault } from "../objects/find-objects.js";
import { grammar, type ObjectKind } from "../objects/grammar.js";
import { methodFields, operationsOfPathItem, pathItemFields } from "./path-items.js";
import { rootKind, type DescriptionObjects } from "../objects/find-objects.js";
import { parseReference } from "../objects/reference.js";
import { hasTypeOf, isReferenceObject, walk } from "../objects/walk.js";

/** What is sound or broken as a whole: an operation, what the operations of a path share, or a component. */
export interface ValidationUnit {
  readonly path: Path;
  readonly kind: ObjectKind;
  /** Without the parts within it. */
  readonly node: Node;
  /** Its own faults. */
  readonly faults: Set<Diagnostic>;
  /** The pointers of the parts that it needs. */
  readonly needs: Set<string>;
}

type Path = readonly string[];
export type ValidationUnits = ReadonlyMap<string, ValidationUnit>;

/** The parts of a description by pointer, each with its own faults and with what it needs. */
export function validationUnits({ root, onlyReferenced: beyond }: DescriptionObjects, faults: readonly Fault[]): ValidationUnits {
  const others = beyond.map(({ path, kind }) => part(path, kind, nodeAt(root, path) ?? root));
  const parts = new Map([...partsOfPaths(root), ...components(root), ...others].map((each) => [formatPointer(each.path), each]));
  const told = new Map<Node, Diagnostic[]>();
  for (const { node, diagnostic } of faults) told.set(node, [...(told.get(node) ?? []), diagnostic]);
  for (const each of parts.values()) collectFaults(each, parts, told);
  addVariants(parts);
  return parts;
}

function part(path: Path, kind: ObjectKind, node: Node, needs: readonly string[] = []): ValidationUnit {
  return { path, kind, node, faults: new Set(), needs: new Set(needs) };
}

function partsOfPaths(root: MapNode): readonly ValidationUnit[] {
  return pathItemFields.flatMap((holder) =>
    [...fieldsOf(field(root, holder))].flatMap(([path, item]) => (isExtension(path) ? [] : partsOfItem([holder, path], item))),
  );
}

function partsOfItem(path: Path, item: Node): readonly ValidationUnit[] {
  const operations = operationsOfPathItem(item);
  const held = [...methodFields, ...(field(item, "additionalOperations")?.kind === "map" ? ["additionalOperations"] : [])];
  const shared = item.kind === "map" ? withoutFields(item, held) : item;
  return [
    part(path, "Path Item", shared),
    ...operations.map(([keys, node]) => part([...path, ...keys], "Operation", node, [formatPointer(path)])),
  ];
}

function components(root: MapNode): readonly ValidationUnit[] {
  const [holder, kind] = rootKind(root) === "Swagger" ? ([[], "Swagger"] as const) : ([["components"], "Components"] as const);
  return [...grammar[kind].fields].flatMap(([section, held]) =>
    held.as === "map"
      ? [...fieldsOf(nodeAt(root, [...holder, section]))].map(([name, node]) => part([...holder, section, name], held.kind, node))
      : [],
  );
}

/** Finds the faults of a part and the parts that it refers to. */
function collectFaults(
  { node, kind, faults, needs }: ValidationUnit,
  parts: ValidationUnits,
  told: ReadonlyMap<Node, readonly Diagnostic[]>,
): void {
  const meet = (met: Node): void => {
    for (const fault of told.get(met) ?? []) faults.add(fault);
  };
  const need = (ref: Node): void => {
    const target = parseReference(ref);
    for (const pointer of "path" in target ? partsAt(target.path, parts) : []) needs.add(pointer);
  };
  const visit = (met: Node, of: ObjectKind): Node => {
    meet(met);
    const ref = isReferenceObject(met, of) ? field(met, "$ref") : undefined;
    for (const mapped of fieldsOf(field(field(met, "discriminator"), "mapping")).values()) need(asReference(mapped));
    if (ref === undefined) return met;
    meet(ref);
    need(ref);
    return met;
  };
  if (hasTypeOf(node, kind)) walk(node, kind, { visit, onWrongType: meet });
  else meet(node);
}

/** The part that a path leads into; of a path item, its operations as well. */
function partsAt(path: Path, parts: ValidationUnits): readonly string[] {
  for (let end = path.length; end > 0; end--) {
    const pointer = formatPointer(path.slice(0, end));
    const found = parts.get(pointer);
    if (found === undefined) continue;
    const within = found.kind === "Path Item" ? [...parts.keys()].filter((key) => key.startsWith(`${pointer}/`)) : [];
    return [pointer, ...within];
  }
  return [];
}

/** A mapping names a schema, or refers to one. */
function asReference(mapped: Node): Node {
  const text = stringOf(mapped) ?? "";
  return text.includes("#") ? mapped : { ...mapped, kind: "scalar", value: `#${formatPointer(["components", "schemas", text])}` };
}

/** Whoever needs a schema with a discriminator needs what is made of it, which says so itself: by `allOf`, or beside a `$ref`. */
function addVariants(parts: ValidationUnits): void {
  const made = new Map<string, string[]>();
  for (const [pointer, { node, kind }] of parts) {
    if (kind !== "Schema") continue;
    for (const ref of [node, ...itemsOf(field(node, "allOf"))].flatMap((base) => field(base, "$ref") ?? [])) {
      const target = parseReference(ref);
      const base = "path" in target ? formatPointer(target.path) : "";
      made.set(base, [...(made.get(base) ?? []), pointer]);
    }
  }
  for (const [pointer, { node, needs }] of parts) {
    if (field(node, "discriminator") === undefined) continue;
    const waiting = [pointer];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const fresh = (made.get(next) ?? []).filter((variant) => !needs.has(variant));
      for (const variant of fresh) needs.add(variant);
      waiting.push(...fresh);
    }
  }
}
