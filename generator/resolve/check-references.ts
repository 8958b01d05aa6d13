import { type Diagnostic, diagnostic } from "../diagnostics.js";
import { code, fieldsOf, itemsOf, stringOf, typeName } from "../load/fields.js";
import type { Node } from "../load/node.js";
import { formatPointer } from "../load/pointer.js";
import { closest } from "./closest.js";
import { childAt, nodeAt } from "./edit.js";
import type { MetReference, Reached } from "./reachable.js";

/** So many dangling references get a suggestion: to find one, every name has to be looked at. */
const suggestions = 20;

/** Every fault of the references of a description: those that lead nowhere, elsewhere, to the wrong thing, or in a circle. */
export function checkReferences(reached: Reached): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  for (const reference of reached.references) {
    const fault = checkReference(reference, reached, faults.length < suggestions);
    if (fault !== undefined) faults.push(fault);
  }
  return faults.length > 0 ? faults : findCircles(reached);
}

function checkReference(reference: MetReference, { root, kinds }: Reached, suggest: boolean): Diagnostic | undefined {
  const { ref, kind, target } = reference;
  const text = code(stringOf(ref) ?? "");
  if (stringOf(ref) === undefined)
    return diagnostic("wrong-type", ref.place, `\`$ref\` must be a string, but is ${typeName(ref)}.`);
  if ("malformed" in target) return diagnostic("ref-dangling", ref.place, `${text} is no JSON Pointer, so it refers to nothing.`);
  if ("elsewhere" in target) {
    const help = "Bundle the description into one file first, for example with `redocly bundle`.";
    return diagnostic(
      "ref-unsupported",
      ref.place,
      `${text} refers to another document; references within one document are supported.`,
      { help },
    );
  }
  if ("anchor" in target) {
    return diagnostic("ref-unsupported", ref.place, `${text} refers to an anchor, which is not supported.`, {
      help: "Refer to the place: `#/components/schemas/Name`.",
    });
  }
  const found = nodeAt(root, target.path);
  if (found === undefined)
    return diagnostic(
      "ref-dangling",
      ref.place,
      `${text} refers to nothing in the description.`,
      suggest ? suggestion(root, target.path) : {},
    );
  const foundKind = kinds.get(found);
  if (foundKind === kind) return undefined;
  const is = foundKind === undefined ? typeName(found) : `a ${foundKind}`;
  return diagnostic("wrong-type", ref.place, `${text} must refer to a ${kind}, but refers to ${is}.`);
}

/** What the author may have meant: the nearest name at the first step that leads nowhere. */
function suggestion(root: Node, path: readonly string[]): { readonly help?: string } {
  let node = root;
  for (const [index, key] of path.entries()) {
    const next = childAt(node, key);
    if (next === undefined) {
      const near = closest(key, fieldsOf(node).keys());
      const rest = path.slice(index + 1);
      return near === undefined
        ? missing(node, path.slice(0, index))
        : { help: `Did you mean ${code(`#${formatPointer([...path.slice(0, index), near, ...rest])}`)}?` };
    }
    node = next;
  }
  return {};
}

function missing(node: Node, path: readonly string[]): { readonly help: string } {
  const count = node.kind === "list" ? itemsOf(node).length : fieldsOf(node).size;
  return {
    help: `${code(`#${formatPointer(path)}`)} is ${typeName(node)} with ${count} ${node.kind === "list" ? "items" : "fields"}; add what is missing, or refer to another place.`,
  };
}

/** A reference to a reference may go on, but not come back: nothing would ever be described. Each circle is told once. */
function findCircles({ root, references }: Reached): readonly Diagnostic[] {
  const next = new Map<Node, Node>();
  for (const { node, target } of references) {
    const found = "path" in target ? nodeAt(root, target.path) : undefined;
    if (found !== undefined) next.set(node, found);
  }
  const refs = new Map<Node, Node>(references.map(({ node, ref }) => [node, ref]));
  const settled = new Set<Node>();
  const faults: Diagnostic[] = [];
  for (const { node } of references) {
    const way = new Set<Node>();
    let current: Node | undefined = node;
    while (current !== undefined && !settled.has(current) && !way.has(current)) {
      way.add(current);
      current = next.get(current);
    }
    if (current !== undefined && way.has(current)) faults.push(circle(refs.get(current) ?? current));
    for (const passed of way) settled.add(passed);
  }
  return faults;
}

function circle(ref: Node): Diagnostic {
  return diagnostic("ref-circular", ref.place, `${code(stringOf(ref) ?? "")} leads back to itself, through references alone.`, {
    help: "Let one of them be what it describes, not a reference.",
  });
}
