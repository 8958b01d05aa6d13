import type { Diagnostic } from "../../diagnostics.js";
import { field } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer } from "../../load/tree/pointer.js";
import type { FaultsByPointer } from "../description.js";
import { type Change, changeNodes, withFields, withoutFields } from "../objects/edit.js";
import type { Fault } from "../objects/find-objects.js";
import { type ValidationUnit, type ValidationUnits, validationUnits } from "./validation-units.js";
import type { DescriptionObjects } from "../objects/find-objects.js";

/** A description without what is broken, and what that is. */
export interface ValidDescription {
  readonly root: MapNode;
  readonly removed: FaultsByPointer;
  /** What is wrong with no part of it, so that nothing of it is sound. */
  readonly unattributed: readonly Diagnostic[];
}

/** Takes out of a description what has a fault or needs what has one. Of an operation, that by which it is selected is left. */
export function removeInvalidUnits(reached: DescriptionObjects, faults: readonly Fault[]): ValidDescription {
  const parts = validationUnits(reached, faults);
  const own = new Set([...parts.values()].flatMap((part) => [...part.faults]));
  const broken = invalidUnits(parts);
  const changes = [...broken.keys()].map((part) => [part.path, changeOf(part)] as const);
  const root = changeNodes(reached.root, changes);
  const inOrder = [...new Set(faults.map(({ diagnostic }) => diagnostic))];
  return {
    root: root?.kind === "map" ? root : reached.root,
    removed: new Map([...broken].map(([part, all]) => [formatPointer(part.path), inOrder.filter((fault) => all.has(fault))])),
    unattributed: inOrder.filter((fault) => !own.has(fault)),
  };
}

/** The parts with a fault of their own, and whatever needs them, with all their faults. */
function invalidUnits(parts: ValidationUnits): ReadonlyMap<ValidationUnit, ReadonlySet<Diagnostic>> {
  const users = new Map<string, ValidationUnit[]>();
  for (const part of parts.values()) for (const need of part.needs) users.set(need, [...(users.get(need) ?? []), part]);
  const broken = new Map<ValidationUnit, Set<Diagnostic>>();
  const waiting = [...parts.values()].filter((part) => part.faults.size > 0);
  for (const part of waiting) broken.set(part, new Set(part.faults));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const faults = broken.get(next) ?? new Set();
    for (const user of users.get(formatPointer(next.path)) ?? []) {
      const before = broken.get(user) ?? new Set();
      const after = new Set([...before, ...faults]);
      if (after.size === before.size) continue;
      broken.set(user, after);
      waiting.push(user);
    }
  }
  return broken;
}

function changeOf({ kind, path }: ValidationUnit): Change {
  if (kind === "Operation") return nameOnly;
  return kind === "Path Item" && path.length === 2 ? withoutShared : () => undefined;
}

/** What is shared is given up, with it the operations, which need it; where the operations are elsewhere there is nothing left. */
function withoutShared(item: Node): Node | undefined {
  if (item.kind !== "map" || item.fields.has("$ref")) return undefined;
  const others = field(item, "additionalOperations");
  return withoutFields(item, ["parameters", ...(others?.kind === "map" ? [] : ["additionalOperations"])]);
}

const naming = ["operationId", "tags", "x-specloom-name"];

function nameOnly(operation: Node): Node {
  const responses: Node = { kind: "map", fields: new Map(), place: operation.place };
  const kept = naming.flatMap((key): [string, Node][] => {
    const node = field(operation, key);
    return node === undefined ? [] : [[key, node]];
  });
  return withFields({ ...responses, fields: new Map(kept) }, [["responses", responses]]);
}
