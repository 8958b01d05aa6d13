import { type Diagnostic, diagnostic } from "../../diagnostics.js";
import { stringOf } from "../../load/tree/fields.js";
import { quote, typeName } from "../../load/tree/quote.js";
import type { Node } from "../../load/tree/node.js";
import { nodeAt } from "../objects/edit.js";
import type { Fault } from "../objects/find-objects.js";
import type { ReferenceObject, DescriptionObjects } from "../objects/find-objects.js";
import { suggestTarget } from "./suggest-target.js";

/** So many dangling references get a suggestion: to find one, every name has to be looked at. */
const suggestions = 20;

/** Every fault of the references of a description: those that lead nowhere, elsewhere, to the wrong thing, or in a circle. */
export function checkReferences(reached: DescriptionObjects): readonly Fault[] {
  const faults: Fault[] = [];
  for (const reference of reached.references) {
    const found = checkReference(reference, reached, faults.length < suggestions);
    if (found !== undefined) faults.push({ node: reference.ref, diagnostic: found });
  }
  return faults.length > 0 ? faults : findCircles(reached);
}

function checkReference(
  reference: ReferenceObject,
  { root, kinds }: DescriptionObjects,
  suggest: boolean,
): Diagnostic | undefined {
  const { ref, kind, target } = reference;
  const text = quote(stringOf(ref) ?? "");
  if (stringOf(ref) === undefined)
    return diagnostic("wrong-type", ref.place, `\`$ref\` must be a string, but is ${typeName(ref)}.`);
  if ("malformed" in target) return diagnostic("ref-dangling", ref.place, `${text} is not a JSON Pointer, so it refers to nothing.`);
  if ("anchor" in target) return diagnostic("ref-dangling", ref.place, `${text} refers to an anchor that does not exist.`);
  if ("elsewhere" in target)
    return diagnostic("ref-unsupported", ref.place, `${text} refers to another document, and other documents cannot be read here.`);
  const found = nodeAt(root, target.path);
  if (found === undefined)
    return diagnostic(
      "ref-dangling",
      ref.place,
      `${text} refers to nothing in the description.`,
      suggest ? suggestTarget(root, target.path) : {},
    );
  const foundKind = kinds.get(found);
  if (foundKind === kind) return undefined;
  const is = foundKind === undefined ? typeName(found) : `a ${foundKind}`;
  return diagnostic("wrong-type", ref.place, `${text} must refer to a ${kind}, but refers to ${is}.`);
}

/** A reference to a reference may go on, but not come back: nothing would ever be described. Each circle is told once. */
function findCircles({ root, references }: DescriptionObjects): readonly Fault[] {
  const next = new Map<Node, Node>();
  for (const { node, target } of references) {
    const found = "path" in target ? nodeAt(root, target.path) : undefined;
    if (found !== undefined) next.set(node, found);
  }
  const refs = new Map<Node, Node>(references.map(({ node, ref }) => [node, ref]));
  const settled = new Set<Node>();
  const faults: Fault[] = [];
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

function circle(ref: Node): Fault {
  const message = `${quote(stringOf(ref) ?? "")} refers back to itself through a chain of references.`;
  const help = "Replace one of these references by the object itself.";
  return { node: ref, diagnostic: diagnostic("ref-circular", ref.place, message, { help }) };
}
