import { isJsonObject } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { parsePointer } from "../../load/tree/pointer.js";
import { encodeName } from "./openapi-names.js";

/** The kinds of components that openapi-typescript prints, by the field in which a reference to one may be. */
const kindsByField: Readonly<Record<string, string>> = {
  headers: "headers",
  parameters: "parameters",
  requestBody: "requestBodies",
  responses: "responses",
};

/** The kind of component that a `$ref` in a field may refer to. Fields of other names contain schemas. */
export function componentKind(field: string): string {
  return Object.hasOwn(kindsByField, field) ? (kindsByField[field] ?? "") : "schemas";
}

/** The name of the component of a kind that a reference refers to; undefined if it refers to something else. */
export function componentName(ref: string, kind: string): string | undefined {
  const [components, ownKind, name, ...rest] = keysOf(ref) ?? [];
  return components === "components" && ownKind === kind && rest.length === 0 ? name : undefined;
}

/** A reference in the one spelling that openapi-typescript reads. */
export function referenceTo(kind: string, name: string): string {
  return `#/components/${kind}/${encodeName(name)}`;
}

/** The target of a `$ref` within the document; undefined if it has none, or refers to another document. */
export function resolveReference(root: Json, ref: string): Json | undefined {
  const keys = keysOf(ref);
  let node: Json | undefined = keys && root;
  for (const key of keys ?? []) {
    node = typeof node === "object" && node !== null && Object.hasOwn(node, key) ? (Reflect.get(node, key) as Json) : undefined;
  }
  return node;
}

/** The object itself, or the last target of its chain of references; undefined if the chain does not end. */
export function targetOf(value: Json, root: Json): Json | undefined {
  let target: Json | undefined = value;
  for (const seen = new Set<string>(); isJsonObject(target) && typeof target.$ref === "string";) {
    if (seen.has(target.$ref)) return undefined;
    seen.add(target.$ref);
    target = resolveReference(root, target.$ref);
  }
  return target;
}

function keysOf(ref: string): readonly string[] | undefined {
  return ref.startsWith("#") ? parsePointer(decoded(ref.slice(1))) : undefined;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
