import { isJsonArray } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { parsePointer } from "../../load/tree/pointer.js";
import { compareJson, sortedBy } from "../../model/reading/order.js";
import { prose } from "../text/tsdoc.js";

/** Fields whose own keys are names that the description chose; `x-` means nothing special among these. */
const nameMaps = new Set(
  `properties patternProperties $defs schemas responses requestBodies securitySchemes callbacks pathItems paths webhooks content headers
  dependentSchemas`.split(/\s+/),
);
/** Prose, which ends up in comments. */
const proseFields = new Set(["description", "title", "summary", "format"]);
/** Values, and what only a reader of the description needs. */
const dropped = new Set("default discriminator encoding example examples externalDocs links mapping variables".split(" "));
/** Lists whose order says nothing. */
const sets = new Set("anyOf enum oneOf parameters required security tags type".split(" "));
/** How many references may be written out; past it a type is unknown. */
const mostInlined = 10_000;

interface Cleaning {
  readonly root: Json;
  /** The references within which this piece is written out. */
  readonly open: ReadonlySet<string>;
  readonly budget: { inlined: number };
}

/**
 * Takes out of a description what is not about types, and makes safe what is left: extensions, values, prose, references that lead
 * elsewhere or into the middle of something. Keys and sets come in one order, whatever theirs was.
 */
export function typesOnly(root: Json): Json {
  return cleanObject(root, { root, open: new Set(), budget: { inlined: mostInlined } });
}

function cleanObject(value: Json, cleaning: Cleaning): Json {
  if (isJsonArray(value)) return value.map((item) => cleanObject(item, cleaning));
  if (typeof value !== "object" || value === null) return value;
  const { $ref } = value;
  if (typeof $ref === "string") return cleanReference($ref, cleaning);
  if (isJsonArray(value.allOf) && value.allOf.includes(false)) return false;
  return mapFields(value, (name, field) =>
    dropped.has(name) || name.startsWith("x-") ? undefined : cleanField(name, field, cleaning),
  );
}

/** A component keeps its name. Anything else is written out: the types of an operation are not where its description is. */
function cleanReference($ref: string, cleaning: Cleaning): Json {
  if (/^#\/components\/[^/]+\/[^/]+$/.test($ref)) return { $ref };
  const target = resolveReference(cleaning.root, $ref);
  cleaning.budget.inlined -= 1;
  if (target === undefined || cleaning.open.has($ref) || cleaning.budget.inlined < 0) return {};
  return cleanObject(target, { ...cleaning, open: new Set([...cleaning.open, $ref]) });
}

function cleanField(name: string, field: Json, cleaning: Cleaning): Json | undefined {
  if (proseFields.has(name) && typeof field === "string") return prose(field);
  // The library looks it up as part of an address, with `%2f` for a slash. Without its name an operation is written out in its path.
  if (name === "operationId" && typeof field === "string" && field.includes("%")) return undefined;
  if (sets.has(name) && isJsonArray(field)) {
    const items = name === "enum" ? field : field.map((item) => cleanObject(item, cleaning));
    return [...items].sort(compareJson);
  }
  if (name === "const" || name === "enum") return field;
  // The library cannot tell `true`, which adds nothing, from an object.
  if (name === "allOf" && isJsonArray(field)) return cleanObject(field.filter((part) => part !== true), cleaning); // prettier-ignore
  const isNameMap = nameMaps.has(name) || name === "parameters";
  return isNameMap && typeof field === "object" && field !== null && !isJsonArray(field)
    ? mapFields(field, (_, item) => cleanObject(item, cleaning))
    : cleanObject(field, cleaning);
}

function mapFields(object: { readonly [key: string]: Json }, make: (name: string, field: Json) => Json | undefined): Json {
  const entries = sortedBy(Object.entries(object), ([name]) => name).flatMap(([name, field]) => {
    const made = make(name, field);
    return made === undefined ? [] : [[name, made] as const];
  });
  return Object.fromEntries(entries);
}

/** What a reference within a description leads to; undefined where it leads out of it, or nowhere. */
export function resolveReference(root: Json, ref: string): Json | undefined {
  const keys = ref.startsWith("#") ? parsePointer(decoded(ref.slice(1))) : undefined;
  let node: Json | undefined = keys && root;
  for (const key of keys ?? []) {
    node = typeof node === "object" && node !== null && Object.hasOwn(node, key) ? (Reflect.get(node, key) as Json) : undefined;
  }
  return node;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
