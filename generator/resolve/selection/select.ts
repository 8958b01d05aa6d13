import { type Diagnostic, diagnostic, refuse, refuseAny, type Report } from "../../diagnostics.js";
import { field, fieldsOf, isExtension, itemsOf, stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer, parsePointer } from "../../load/tree/pointer.js";
import { closestName } from "../references/closest-name.js";
import { createDescription } from "../references/create-description.js";
import type { Description } from "../description.js";
import { withFields, withoutFields } from "../objects/edit.js";
import { methodFields, operationsOfPathItem, pathItemContainers, withSiblings } from "../objects/path-items.js";
import { parseSelector, type SelectableOperation, type Selector } from "./selectors.js";

/** Which operations of a description become part of the package. */
export interface Selection {
  /** Selectors; an operation must match one of them. An empty list matches all operations. */
  readonly include: readonly string[];
  /** Selectors; an operation must match none of them. */
  readonly exclude: readonly string[];
}

/** An operation, or a path item whose operations are unknown, and its pointer. */
interface Candidate extends SelectableOperation {
  readonly pointer: string;
}

/**
 * Removes all operations that are not selected. Faults elsewhere in the description are reported as notes. Schemas that become unused are
 * left out by later stages.
 *
 * @param nameOf - the name that the package gives to the operation at a JSON Pointer
 * @throws Refusal - `usage`, `selection-unmatched` if a selector matches nothing or no operation is left, and the faults of selected operations
 */
export function select(
  description: Description,
  { include, exclude }: Selection,
  nameOf: (pointer: string) => string,
  report: Report,
): Description {
  const operations = operationsOf(description, nameOf);
  const [included, excluded] = [include.map(parseSelector), exclude.map(parseSelector)];
  refuseUnmatched([...included, ...excluded], operations);
  const isSelected = (operation: Candidate): boolean =>
    (included.length === 0 || included.some(({ matches }) => matches(operation))) &&
    !excluded.some(({ matches }) => matches(operation));
  const selected = new Set(operations.filter(isSelected).map(({ pointer }) => pointer));
  if (selected.size === 0) refuse("selection-unmatched", undefined, "The selection contains no operation of the description.");
  reportRemoved(description.removed, selected, report);
  for (const told of description.unreadIn?.(selected) ?? []) report(told);
  const kept = pathItemContainers.map((holder): [string, Node | undefined] => [
    holder,
    withSelected(description, holder, selected),
  ]);
  return createDescription(withFields(description.root, kept.filter(([, node]) => node !== undefined))); // prettier-ignore
}

/** Refuses faults of selected operations; all other faults are reported as notes. */
function reportRemoved(removed: Description["removed"], selected: ReadonlySet<string>, report: Report): void {
  refuseAny(new Set([...removed].flatMap(([pointer, faults]) => (selected.has(pointer) ? faults : []))));
  for (const fault of new Set([...removed.values()].flat()))
    report({ ...fault, severity: "note", message: `${fault.message} No selected operation depends on it.` });
}

function operationsOf(description: Description, nameOf: (pointer: string) => string): readonly Candidate[] {
  const removed = pathItemContainers.flatMap((holder) => removedPathItems(description, holder));
  return [...removed, ...remainingOperations(description, nameOf)];
}

/** Path items that were removed as a whole: their operations are unknown, so they can be selected by path only. */
function removedPathItems({ root, removed }: Description, holder: Holder): readonly Candidate[] {
  return [...removed.keys()].flatMap((pointer) => {
    const [first, key = "", ...others] = parsePointer(pointer) ?? [];
    if (first !== holder || others.length > 0 || fieldsOf(field(root, holder)).has(key)) return [];
    return { pointer, ...keyOf(holder, key), tags: [], method: "", names: [] };
  });
}

function remainingOperations(description: Description, nameOf: (pointer: string) => string): readonly Candidate[] {
  return pathItemContainers.flatMap((holder) =>
    [...fieldsOf(field(description.root, holder))].flatMap(([key, node]) =>
      isPathItem(holder, key)
        ? operationsOfPathItem(pathItemOf(description, node)).map(([keys, operation]): Candidate => {
            const pointer = formatPointer([holder, key, ...keys]);
            const tags = itemsOf(field(operation, "tags")).flatMap((tag) => stringOf(tag) ?? []);
            const id = stringOf(field(operation, "operationId"));
            const names = [nameOf(pointer), id ?? ""].filter(Boolean);
            return { pointer, ...keyOf(holder, key), tags, method: keys.at(-1) ?? "", names };
          })
        : [],
    ),
  );
}

type Holder = (typeof pathItemContainers)[number];

/** `paths` may contain extensions; in `webhooks`, every key is a name. */
function isPathItem(holder: Holder, key: string): boolean {
  return holder === "webhooks" || !isExtension(key);
}

function keyOf(holder: Holder, key: string): Pick<SelectableOperation, "path" | "webhook"> {
  return holder === "paths" ? { path: key } : { webhook: key };
}

/** Replaces a reference by its path item, since other paths may refer to the same item and select other operations of it. */
function pathItemOf(description: Description, node: Node): Node {
  const found = description.follow(node);
  if (found === node || found.kind !== "map" || node.kind !== "map") return node;
  return withSiblings(found, node);
}

function withSelected(description: Description, holder: Holder, selected: ReadonlySet<string>): MapNode | undefined {
  const items = field(description.root, holder);
  if (items?.kind !== "map") return undefined;
  return withFields(
    items,
    [...items.fields].map(([path, node]): [string, Node | undefined] => {
      if (!isPathItem(holder, path)) return [path, node];
      const item = pathItemOf(description, node);
      const kept = item.kind === "map" ? withSelectedOperations(item, [holder, path], selected) : item;
      return [path, operationsOfPathItem(kept).length > 0 ? kept : undefined];
    }),
  );
}

function withSelectedOperations(item: MapNode, path: readonly string[], selected: ReadonlySet<string>): MapNode {
  const isSelected = (keys: readonly string[]): boolean => selected.has(formatPointer([...path, ...keys]));
  const kept = withoutFields(item, methodFields.filter((method) => !isSelected([method]))); // prettier-ignore
  const additional = field(item, "additionalOperations");
  if (additional?.kind !== "map") return kept;
  const others = [...additional.fields.keys()].filter((method) => !isSelected(["additionalOperations", method]));
  return withFields(kept, [["additionalOperations", withoutFields(additional, others)]]);
}

function refuseUnmatched(selectors: readonly Selector[], operations: readonly SelectableOperation[]): void {
  const unmatched = selectors.filter(({ matches }) => !operations.some(matches));
  refuseAny(unmatched.map((selector) => noMatchError(selector, operations)));
}

function noMatchError({ text, valuesOf }: Selector, operations: readonly SelectableOperation[]): Diagnostic {
  const kind = text.slice(0, text.indexOf(":"));
  const values = [...new Set(operations.flatMap(valuesOf))].filter((value) => value !== "").sort();
  const near = closestName(text.slice(kind.length + 1), values);
  const shown = values.slice(0, 10).map((value) => quote(`${kind}:${value}`));
  const available =
    shown.length === 0 ? `No operation has a ${kind}.` : `There are ${shown.join(", ")}${values.length > 10 ? " and more" : ""}.`;
  const help = near === undefined ? available : `Did you mean ${quote(`${kind}:${near}`)}?`;
  return diagnostic("selection-unmatched", undefined, `${quote(text)} matches no operation of the description.`, { help });
}
