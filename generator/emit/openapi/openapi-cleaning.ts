import { isJsonArray, isJsonObject } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { compareJson, sortedBy } from "../../model/reading/order.js";
import { encodeName, encodePath, encodeValue } from "./openapi-names.js";
import { prose } from "../text/tsdoc.js";
import { componentKind, componentName, referenceTo, resolveReference } from "./openapi-references.js";

/** Fields whose keys are names from the description; there, `x-` does not start an extension. */
const nameMaps = new Set(
  `properties patternProperties $defs schemas responses requestBodies securitySchemes callbacks pathItems paths webhooks content headers
  dependentSchemas`.split(/\s+/),
);
/** Text that openapi-typescript writes into comments. */
const commentFields = new Set(["description", "title", "summary", "format"]);
/** Fields that do not affect types. Of `$defs`, openapi-typescript makes a property; references into it are replaced by their targets. */
const droppedFields = new Set(
  "$defs callbacks default discriminator encoding example examples externalDocs links mapping variables".split(" "),
);
/** Arrays whose order has no meaning. */
const unorderedArrays = new Set("anyOf enum oneOf parameters required security tags type".split(" "));
/** The maximum number of references that are replaced by their targets; after that, types are unknown. */
const maxInlined = 10_000;

interface Cleaning {
  readonly root: Json;
  /** The references that are being replaced by their targets. */
  readonly inlining: ReadonlySet<string>;
  readonly budget: { inlined: number };
}

/**
 * Prepares a description for openapi-typescript: removes extensions and other fields that do not affect types, escapes text for comments,
 * replaces references that do not refer to a component of the right kind by their targets, and sorts keys, and arrays whose order has no
 * meaning.
 *
 * @param root - The description that references refer to.
 * @param description - The same with repaired operations.
 */
export function prepareForTypes(root: Json, description: Json): Json {
  return cleanObject(description, { root, inlining: new Set(), budget: { inlined: maxInlined } });
}

/** @param kind - The kind of component that a reference in this place is kept for. */
function cleanObject(value: Json, cleaning: Cleaning, kind = "schemas"): Json {
  if (isJsonArray(value)) return value.map((item) => cleanObject(item, cleaning, kind));
  if (typeof value !== "object" || value === null) return value;
  const { $ref } = value;
  if (typeof $ref === "string") return cleanReference($ref, kind, cleaning);
  if (isJsonArray(value.allOf) && value.allOf.includes(false)) return false;
  return mapFields(value, (name, field) =>
    droppedFields.has(name) || name.startsWith("x-") ? undefined : cleanField(name, field, cleaning),
  );
}

/** References to components of the right kind are kept. Other targets have no type of their own, so they are inserted. */
function cleanReference($ref: string, kind: string, cleaning: Cleaning): Json {
  const name = componentName($ref, kind);
  if (name !== undefined) return { $ref: referenceTo(kind, name) };
  const target = resolveReference(cleaning.root, $ref);
  cleaning.budget.inlined -= 1;
  if (target === undefined || cleaning.inlining.has($ref) || cleaning.budget.inlined < 0) return {};
  return cleanObject(target, { ...cleaning, inlining: new Set([...cleaning.inlining, $ref]) }, kind);
}

function cleanField(name: string, field: Json, cleaning: Cleaning): Json | undefined {
  if (commentFields.has(name) && typeof field === "string") return prose(field);
  if ((name === "operationId" || name === "name") && typeof field === "string") return encodeName(field);
  if (name === "components" && isJsonObject(field))
    return mapFields(field, (kind, items) => cleanComponents(kind, items, cleaning));
  if (unorderedArrays.has(name) && isJsonArray(field)) {
    const items = name === "enum" ? field.map(encodeValue) : field.map((item) => cleanItem(name, item, cleaning));
    return [...items].sort(compareJson);
  }
  if (name === "const" || name === "enum") return encodeValue(field);
  // openapi-typescript takes `true`, which allows everything, for an object.
  if (name === "allOf" && isJsonArray(field)) return cleanObject(field.filter((part) => part !== true), cleaning); // prettier-ignore
  const isNameMap = nameMaps.has(name) || name === "parameters";
  return isNameMap && typeof field === "object" && field !== null && !isJsonArray(field)
    ? withEncodedNames(
        mapFields(field, (_, item) => (isJsonArray(item) ? undefined : cleanObject(item, cleaning, componentKind(name)))),
        name,
      )
    : cleanObject(field, cleaning, componentKind(name));
}

/** openapi-typescript follows no reference from one component to another, except between schemas. */
function cleanComponents(kind: string, items: Json, cleaning: Cleaning): Json {
  if (!isJsonObject(items)) return items;
  const cleaned = mapFields(items, (_, item) =>
    isJsonArray(item) ? undefined : cleanObject(item, cleaning, kind === "schemas" ? kind : ""),
  );
  return withEncodedNames(cleaned, kind);
}

function cleanItem(name: string, item: Json, cleaning: Cleaning): Json {
  return name === "required" && typeof item === "string" ? encodeName(item) : cleanObject(item, cleaning, componentKind(name));
}

function withEncodedNames(map: { readonly [key: string]: Json }, field: string): Json {
  const encode = field === "paths" || field === "content" ? encodePath : encodeName;
  return Object.fromEntries(Object.entries(map).map(([name, item]) => [encode(name), item]));
}

function mapFields(
  object: { readonly [key: string]: Json },
  make: (name: string, field: Json) => Json | undefined,
): { readonly [key: string]: Json } {
  const entries = sortedBy(Object.entries(object), ([name]) => name).flatMap(([name, field]) => {
    const made = make(name, field);
    return made === undefined ? [] : [[name, made] as const];
  });
  return Object.fromEntries(entries);
}
