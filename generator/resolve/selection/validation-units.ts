import type { Diagnostic } from "../../diagnostics.js";
import { field, fieldsOf, isExtension, itemsOf, stringOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer } from "../../load/tree/pointer.js";
import { nodeAt, withoutFields } from "../objects/edit.js";
import type { Fault } from "../objects/find-objects.js";
import { grammar, type ObjectKind } from "../objects/grammar.js";
import { methodFields, operationsOfPathItem, pathItemContainers } from "../objects/path-items.js";
import { rootKind, type DescriptionObjects } from "../objects/find-objects.js";
import { localPointer, parseReference } from "../objects/reference.js";
import { hasTypeOf, refOf, walk } from "../objects/walk.js";

/** The smallest part of a description that is kept or removed: an operation, a path item without its operations, or a component. */
export interface ValidationUnit {
  readonly path: Path;
  readonly kind: ObjectKind;
  /** A path item is without its operations, which are units of their own. */
  readonly node: Node;
  readonly faults: Set<Diagnostic>;
  /** The pointers of the units that it refers to. */
  readonly dependencies: Set<string>;
}

type Path = readonly string[];
export type ValidationUnits = ReadonlyMap<string, ValidationUnit>;

/** The units of a description by pointer, each with its own faults and its dependencies. */
export function validationUnits({ root, onlyReferenced }: DescriptionObjects, faults: readonly Fault[]): ValidationUnits {
  const referenced = onlyReferenced.map(({ path, kind }) => createUnit(path, kind, nodeAt(root, path) ?? root));
  const units = new Map(
    [...unitsOfPaths(root), ...componentUnits(root), ...referenced].map((each) => [formatPointer(each.path), each]),
  );
  const faultsByNode = new Map<Node, Diagnostic[]>();
  for (const { node, diagnostic } of faults) faultsByNode.set(node, [...(faultsByNode.get(node) ?? []), diagnostic]);
  for (const each of units.values()) collectFaults(each, units, faultsByNode);
  addVariants(units);
  return units;
}

function createUnit(path: Path, kind: ObjectKind, node: Node, dependencies: readonly string[] = []): ValidationUnit {
  return { path, kind, node, faults: new Set(), dependencies: new Set(dependencies) };
}

function unitsOfPaths(root: MapNode): readonly ValidationUnit[] {
  return pathItemContainers.flatMap((holder) =>
    [...fieldsOf(field(root, holder))].flatMap(([path, item]) =>
      isExtension(path) ? [] : unitsOfPathItem([holder, path], item),
    ),
  );
}

function unitsOfPathItem(path: Path, item: Node): readonly ValidationUnit[] {
  const operations = operationsOfPathItem(item);
  const operationFields = [
    ...methodFields,
    ...(field(item, "additionalOperations")?.kind === "map" ? ["additionalOperations"] : []),
  ];
  const shared = item.kind === "map" ? withoutFields(item, operationFields) : item;
  return [
    createUnit(path, "Path Item", shared),
    ...operations.map(([keys, node]) => createUnit([...path, ...keys], "Operation", node, [formatPointer(path)])),
  ];
}

function componentUnits(root: MapNode): readonly ValidationUnit[] {
  const [holder, kind] = rootKind(root) === "Swagger" ? ([[], "Swagger"] as const) : ([["components"], "Components"] as const);
  return [...grammar[kind].fields].flatMap(([section, content]) =>
    content.as === "map"
      ? [...fieldsOf(nodeAt(root, [...holder, section]))].map(([name, node]) =>
          createUnit([...holder, section, name], content.kind, node),
        )
      : [],
  );
}

/** Collects the faults in a unit and the units that it refers to. */
function collectFaults(
  { node, kind, faults, dependencies }: ValidationUnit,
  units: ValidationUnits,
  faultsByNode: ReadonlyMap<Node, readonly Diagnostic[]>,
): void {
  const addFaults = (of: Node): void => {
    for (const fault of faultsByNode.get(of) ?? []) faults.add(fault);
  };
  const addDependency = (ref: Node): void => {
    const target = parseReference(ref);
    for (const pointer of "path" in target ? pointersOfUnitsAt(target.path, units) : []) dependencies.add(pointer);
  };
  const visit = (visited: Node, visitedKind: ObjectKind): Node => {
    addFaults(visited);
    const ref = refOf(visited, visitedKind);
    for (const mapped of fieldsOf(field(field(visited, "discriminator"), "mapping")).values()) addDependency(asReference(mapped));
    if (ref === undefined) return visited;
    addFaults(ref);
    addDependency(ref);
    return visited;
  };
  const onMisplacedReference = (holder: MapNode): void => {
    addFaults(holder.fields.get("$ref") ?? holder);
  };
  if (hasTypeOf(node, kind)) walk(node, kind, { visit, onWrongType: addFaults, onMisplacedReference });
  else addFaults(node);
}

/** The unit that contains a path; of a path item, its operations as well. */
function pointersOfUnitsAt(path: Path, units: ValidationUnits): readonly string[] {
  for (let end = path.length; end > 0; end--) {
    const pointer = formatPointer(path.slice(0, end));
    const found = units.get(pointer);
    if (found === undefined) continue;
    const operations = found.kind === "Path Item" ? [...units.keys()].filter((key) => key.startsWith(`${pointer}/`)) : [];
    return [pointer, ...operations];
  }
  return [];
}

/** A mapping value is a schema name or a reference. */
function asReference(mapped: Node): Node {
  const text = stringOf(mapped) ?? "";
  return text.includes("#") ? mapped : { ...mapped, kind: "scalar", value: `#${formatPointer(["components", "schemas", text])}` };
}

/** A schema with a discriminator depends on its variants: schemas that refer to it in `allOf`, or by a `$ref` of their own. */
function addVariants(units: ValidationUnits): void {
  const extending = new Map<string, string[]>();
  for (const [pointer, { node, kind }] of units) {
    if (kind !== "Schema") continue;
    for (const ref of [node, ...itemsOf(field(node, "allOf"))].flatMap((base) => field(base, "$ref") ?? [])) {
      const base = localPointer(parseReference(ref)) ?? "";
      extending.set(base, [...(extending.get(base) ?? []), pointer]);
    }
  }
  for (const [pointer, { node, dependencies }] of units) {
    if (field(node, "discriminator") === undefined) continue;
    const waiting = [pointer];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const added = (extending.get(next) ?? []).filter((variant) => !dependencies.has(variant));
      for (const variant of added) dependencies.add(variant);
      waiting.push(...added);
    }
  }
}
