import { componentsOf, type Document, isMap, objectsIn, replace, targetOf } from "./document.js";

/** References of a description to its components. */

/** A text as a step of a JSON Pointer. */
function step(name: string): string {
  return name.replace(/~/g, "~0").replace(/\//g, "~1");
}

export function inline(reference: Document, document: Document): boolean {
  const target = targetOf(document, reference);
  if (target === undefined || JSON.stringify(target).includes(String(reference.$ref))) return false;
  replace(reference, structuredClone(target));
  return true;
}

export function extract(document: Document, kind: string, part: Document, name: string): void {
  componentsOf(document, kind)[name] = { ...part };
  replace(part, { $ref: `#/components/${kind}/${step(name)}` });
}

export function renameComponent(document: Document, kind: string, from: string, to: string): void {
  const components = componentsOf(document, kind);
  components[to] = components[from];
  Reflect.deleteProperty(components, from);
  const [before, after] = [`#/components/${kind}/${step(from)}`, `#/components/${kind}/${step(to)}`];
  for (const object of objectsIn(document)) {
    if (object.$ref === before) object.$ref = after;
    const mapping = isMap(object.discriminator) && isMap(object.discriminator.mapping) ? object.discriminator.mapping : {};
    for (const [value, target] of Object.entries(mapping)) if (target === before || target === from) mapping[value] = after;
  }
}
