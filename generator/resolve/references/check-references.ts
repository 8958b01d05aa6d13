import { type Diagnostic, diagnostic } from "../../diagnostics.js";
import { stringOf } from "../../load/tree/fields.js";
import { quote, typeName } from "../../load/tree/quote.js";
import type { Node } from "../../load/tree/node.js";
import type { DescriptionObjects, Fault, ReferenceObject } from "../objects/find-objects.js";
import { localTarget } from "../objects/reference.js";
import { suggestTarget } from "./suggest-target.js";

/** How many dangling references get a suggestion: finding one compares all names. */
const maxSuggestions = 20;

/** Checks that every reference leads to an object of the right kind and that no chain of references is circular. */
export function checkReferences(objects: DescriptionObjects): readonly Fault[] {
  const faults: Fault[] = [];
  for (const reference of objects.references) {
    const found = checkReference(reference, objects, faults.length < maxSuggestions);
    if (found !== undefined) faults.push({ node: reference.ref, diagnostic: found });
  }
  return faults.length > 0 ? faults : findCircles(objects);
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
  if ("malformed" in target)
    return diagnostic("ref-dangling", ref.place, `${text} is not a JSON Pointer, so it refers to nothing.`);
  if ("anchor" in target) return diagnostic("ref-dangling", ref.place, `${text} refers to an anchor that does not exist.`);
  if ("otherDocument" in target)
    return diagnostic(
      "ref-unsupported",
      ref.place,
      `${text} refers to another document, and other documents cannot be read here.`,
      { help: "Pass a function that reads them, as `readReferenced`, or write all in one document." },
    );
  const found = localTarget(root, target);
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

/** Finds chains of references that never reach an object. Each circle is reported once. */
function findCircles({ root, references }: DescriptionObjects): readonly Fault[] {
  const next = new Map<Node, Node>();
  for (const { node, target } of references) {
    const found = localTarget(root, target);
    if (found !== undefined) next.set(node, found);
  }
  const refs = new Map<Node, Node>(references.map(({ node, ref }) => [node, ref]));
  const checked = new Set<Node>();
  const faults: Fault[] = [];
  for (const { node } of references) {
    const chain = new Set<Node>();
    let current: Node | undefined = node;
    while (current !== undefined && !checked.has(current) && !chain.has(current)) {
      chain.add(current);
      current = next.get(current);
    }
    if (current !== undefined && chain.has(current)) faults.push(circularReference(refs.get(current) ?? current));
    for (const each of chain) checked.add(each);
  }
  return faults;
}

function circularReference(ref: Node): Fault {
  const message = `${quote(stringOf(ref) ?? "")} refers back to itself through a chain of references.`;
  const help = "Replace one of these references by the object itself.";
  return { node: ref, diagnostic: diagnostic("ref-circular", ref.place, message, { help }) };
}
