import type { Diagnostic } from "../../diagnostics.js";
import { field } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer } from "../../load/tree/pointer.js";
import type { FaultsByPointer } from "../description.js";
import { type Change, changeNodes, withFields, withoutFields } from "../objects/edit.js";
import type { Fault } from "../objects/find-objects.js";
import { type ValidationUnit, type ValidationUnits, validationUnits } from "./validation-units.js";
import type { DescriptionObjects } from "../objects/find-objects.js";

/** A description without its invalid parts. */
export interface ValidDescription {
  readonly root: MapNode;
  readonly removed: FaultsByPointer;
  /** Faults that belong to no validation unit, so the whole description is invalid. */
  readonly unattributed: readonly Diagnostic[];
}

/** Removes units that have a fault or depend on one that has. Of an operation, the fields that selectors match are kept. */
export function removeInvalidUnits(objects: DescriptionObjects, faults: readonly Fault[]): ValidDescription {
  const units = validationUnits(objects, faults);
  const own = new Set([...units.values()].flatMap((unit) => [...unit.faults]));
  const invalid = invalidUnits(units);
  const changes = [...invalid.keys()].map((unit) => [unit.path, changeOf(unit)] as const);
  const root = changeNodes(objects.root, changes);
  const inOrder = [...new Set(faults.map(({ diagnostic }) => diagnostic))];
  return {
    root: root?.kind === "map" ? root : objects.root,
    removed: new Map([...invalid].map(([unit, all]) => [formatPointer(unit.path), inOrder.filter((fault) => all.has(fault))])),
    unattributed: inOrder.filter((fault) => !own.has(fault)),
  };
}

/** The units with faults and all units that depend on them, with the faults of both. */
function invalidUnits(units: ValidationUnits): ReadonlyMap<ValidationUnit, ReadonlySet<Diagnostic>> {
  const dependents = new Map<string, ValidationUnit[]>();
  for (const unit of units.values())
    for (const dependency of unit.dependencies) dependents.set(dependency, [...(dependents.get(dependency) ?? []), unit]);
  const invalid = new Map<ValidationUnit, Set<Diagnostic>>();
  const waiting = [...units.values()].filter((unit) => unit.faults.size > 0);
  for (const unit of waiting) invalid.set(unit, new Set(unit.faults));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const faults = invalid.get(next) ?? new Set();
    for (const dependent of dependents.get(formatPointer(next.path)) ?? []) {
      const before = invalid.get(dependent) ?? new Set();
      const after = new Set([...before, ...faults]);
      if (after.size === before.size) continue;
      invalid.set(dependent, after);
      waiting.push(dependent);
    }
  }
  return invalid;
}

function changeOf({ kind, path }: ValidationUnit): Change {
  if (kind === "Operation") return selectableFieldsOnly;
  return kind === "Path Item" && path.length === 2 ? withoutShared : () => undefined;
}

/** Removes what the operations of a path item share; a path item that is a reference is removed as a whole. */
function withoutShared(item: Node): Node | undefined {
  if (item.kind !== "map" || item.fields.has("$ref")) return undefined;
  const additional = field(item, "additionalOperations");
  return withoutFields(item, ["parameters", ...(additional?.kind === "map" ? [] : ["additionalOperations"])]);
}

/** The fields of an operation that selectors match. */
const selectableFields = ["operationId", "tags", "x-specloom-name"];

function selectableFieldsOnly(operation: Node): Node {
  const responses: Node = { kind: "map", fields: new Map(), place: operation.place };
  const kept = selectableFields.flatMap((key): [string, Node][] => {
    const node = field(operation, key);
    return node === undefined ? [] : [[key, node]];
  });
  return withFields({ ...responses, fields: new Map(kept) }, [["responses", responses]]);
}
