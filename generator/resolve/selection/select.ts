import { type Diagnostic, diagnostic, Refusal, type Report } from "../../diagnostics.js";
import { field, fieldsOf, isExtension, itemsOf, stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer, parsePointer } from "../../load/tree/pointer.js";
import { closestName } from "../references/closest-name.js";
import { createDescription } from "../references/create-description.js";
import type { Description } from "../description.js";
import { withFields, withoutFields } from "../objects/edit.js";
import { methodFields, operationsOfPathItem, pathItemFields } from "./path-items.js";
import { parseSelector, type SelectableOperation, type Selector } from "./selectors.js";

/** Which operations of a description become part of the package. */
export interface Selection {
  /** Those of which one matches; all where there is none. */
  readonly include: readonly string[];
  /** But not those of which one matches. */
  readonly exclude: readonly string[];
}

/** An operation with the place where it stands, the item and the field, references followed. */
interface Found extends SelectableOperation {
  readonly pointer: string;
}

/**
 * The description with the selected operations alone. What is wrong elsewhere is no more than worth a note. Models that nothing reaches any
 * more are left out by the stages that follow.
 *
 * @param nameOf - the name that the package gives to the operation at a JSON Pointer
 * @throws Refusal - `usage`, `selection-unmatched` where a selector matches nothing, or nothing is left, and the faults of what is selected
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
  const isSelected = (operation: Found): boolean =>
    (included.length === 0 || included.some(({ matches }) => matches(operation))) &&
    !excluded.some(({ matches }) => matches(operation));
  const selected = new Set(operations.filter(isSelected).map(({ pointer }) => pointer));
  if (selected.size === 0)
    throw new Refusal([diagnostic("selection-unmatched", undefined, "The selection contains no operation of the description.")]);
  tellBroken(description.removed, selected, report);
  const kept = pathItemFields.map((holder): [string, Node | undefined] => [holder, withSelected(description, holder, selected)]);
  return createDescription(withFields(description.root, kept.filter(([, node]) => node !== undefined))); // prettier-ignore
}

/** What is selected must be sound. The faults of everything else are notes. */
function tellBroken(broken: Description["removed"], selected: ReadonlySet<string>, report: Report): void {
  const [first, ...rest] = new Set([...broken].flatMap(([pointer, faults]) => (selected.has(pointer) ? faults : [])));
  if (first !== undefined) throw new Refusal([first, ...rest]);
  for (const fault of new Set([...broken.values()].flat()))
    report({ ...fault, severity: "note", message: `${fault.message} No selected operation depends on it.` });
}

function operationsOf(description: Description, nameOf: (pointer: string) => string): readonly Found[] {
  const lost = pathItemFields.flatMap((holder) => lostItems(description, holder));
  return [...lost, ...soundOperations(description, nameOf)];
}

/** Path items whose operations are not known stand for themselves. */
function lostItems({ root, removed: broken }: Description, holder: Holder): readonly Found[] {
  return [...broken.keys()].flatMap((pointer) => {
    const [first, key = "", ...others] = parsePointer(pointer) ?? [];
    if (first !== holder || others.length > 0 || fieldsOf(field(root, holder)).has(key)) return [];
    return { pointer, ...keyOf(holder, key), tags: [], method: "", names: [] };
  });
}

function soundOperations(description: Description, nameOf: (pointer: string) => string): readonly Found[] {
  return pathItemFields.flatMap((holder) =>
    [...fieldsOf(field(description.root, holder))].flatMap(([key, written]) =>
      isItem(holder, key)
        ? operationsOfPathItem(itemOf(description, written)).map(([keys, node]): Found => {
            const pointer = formatPointer([holder, key, ...keys]);
            const tags = itemsOf(field(node, "tags")).flatMap((tag) => stringOf(tag) ?? []);
            const id = stringOf(field(node, "operationId"));
            const names = [nameOf(pointer), id ?? ""].filter(Boolean);
            return { pointer, ...keyOf(holder, key), tags, method: keys.at(-1) ?? "", names };
          })
        : [],
    ),
  );
}

type Holder = (typeof pathItemFields)[number];

/** Extensions stand among paths; a webhook may be called whatever it likes. */
function isItem(holder: Holder, key: string): boolean {
  return holder === "webhooks" || !isExtension(key);
}

function keyOf(holder: Holder, key: string): Pick<SelectableOperation, "path" | "webhook"> {
  return holder === "paths" ? { path: key } : { webhook: key };
}

/** A path item that is elsewhere is written out: which of its operations are selected depends on the path. */
function itemOf(description: Description, written: Node): Node {
  const found = description.targetPointer(written) === undefined ? written : description.follow(written).node;
  if (found === written || found.kind !== "map" || written.kind !== "map") return written;
  return withFields(found, withoutFields(written, ["$ref"]).fields);
}

function withSelected(description: Description, holder: Holder, selected: ReadonlySet<string>): MapNode | undefined {
  const items = field(description.root, holder);
  if (items?.kind !== "map") return undefined;
  return withFields(
    items,
    [...items.fields].map(([path, written]): [string, Node | undefined] => {
      if (!isItem(holder, path)) return [path, written];
      const item = itemOf(description, written);
      const kept = item.kind === "map" ? withSelectedOperations(item, [holder, path], selected) : item;
      return [path, operationsOfPathItem(kept).length > 0 ? kept : undefined];
    }),
  );
}

function withSelectedOperations(item: MapNode, at: readonly string[], selected: ReadonlySet<string>): MapNode {
  const isLeft = (keys: readonly string[]): boolean => selected.has(formatPointer([...at, ...keys]));
  const left = withoutFields(item, methodFields.filter((method) => !isLeft([method]))); // prettier-ignore
  const additional = field(item, "additionalOperations");
  if (additional?.kind !== "map") return left;
  const others = [...additional.fields.keys()].filter((method) => !isLeft(["additionalOperations", method]));
  return withFields(left, [["additionalOperations", withoutFields(additional, others)]]);
}

function refuseUnmatched(selectors: readonly Selector[], operations: readonly SelectableOperation[]): void {
  const [first, ...rest] = selectors
    .filter(({ matches }) => !operations.some(matches))
    .map((selector) => unmatched(selector, operations));
  if (first !== undefined) throw new Refusal([first, ...rest]);
}

function unmatched({ text, valuesOf: of }: Selector, operations: readonly SelectableOperation[]): Diagnostic {
  const kind = text.slice(0, text.indexOf(":"));
  const values = [...new Set(operations.flatMap(of))].filter((value) => value !== "").sort();
  const near = closestName(text.slice(kind.length + 1), values);
  const shown = values.slice(0, 10).map((value) => quote(`${kind}:${value}`));
  const some =
    shown.length === 0 ? `No operation has a ${kind}.` : `There are ${shown.join(", ")}${values.length > 10 ? " and more" : ""}.`;
  const help = near === undefined ? some : `Did you mean ${quote(`${kind}:${near}`)}?`;
  return diagnostic("selection-unmatched", undefined, `${quote(text)} matches no operation of the description.`, { help });
}
