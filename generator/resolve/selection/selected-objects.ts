import type { Node } from "../../load/tree/node.js";
import { formatPointer, parsePointer } from "../../load/tree/pointer.js";
import { nodeAt } from "../objects/edit.js";
import type { DescriptionObjects } from "../objects/find-objects.js";
import { hasTypeOf, walk } from "../objects/walk.js";
import { type ValidationUnit, validationUnits } from "./validation-units.js";

/** The objects of a description without those that belong to other operations alone. */
export function objectsOfOperations(objects: DescriptionObjects, operations: Iterable<string>): DescriptionObjects {
  const units = validationUnits(objects, []);
  const reached = new Set<string>();
  // Where a path item is a reference, its operations are parts of the target.
  const waiting = [...operations].flatMap((pointer) => [pointer, pathItemOf(pointer)]);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(units.get(next)?.dependencies ?? []));
  }
  const isKept = ({ kind, path }: ValidationUnit): boolean => kind === "Security Scheme" || reached.has(formatPointer(path));
  const kept = nodesOf([...units.values()].filter(isKept), objects);
  const left = nodesOf(
    [...units.values()].filter((unit) => !isKept(unit)),
    objects,
  );
  const kinds = [...objects.kinds].filter(([node]) => kept.has(node) || !left.has(node));
  return { ...objects, kinds: new Map(kinds) };
}

function pathItemOf(pointer: string): string {
  return formatPointer((parsePointer(pointer) ?? []).slice(0, 2));
}

/** The objects in some units. The node of a path item is another one than in the description, without its operations. */
function nodesOf(units: readonly ValidationUnit[], { root }: DescriptionObjects): ReadonlySet<Node> {
  const nodes = new Set<Node>();
  const visit = (visited: Node): Node => {
    nodes.add(visited);
    return visited;
  };
  for (const { node, kind, path } of units) {
    visit(nodeAt(root, path) ?? node);
    if (hasTypeOf(node, kind)) walk(node, kind, { visit });
  }
  return nodes;
}
