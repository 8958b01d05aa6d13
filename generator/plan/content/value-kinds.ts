import type { Api } from "../../model/types/api.js";
import { isBinaryIn } from "../../model/schema-passes/binary-strings.js";
import type { Schema, SchemaKey } from "../../model/types/schema.js";

/**
 * What a value is to whatever writes it into a path, a query or a header: `list` and `object` hold scalars, `deep` is an object that holds
 * more, `nested` a list that does, and `any` may be anything, which is found out when it is written.
 */
export type ValueKind = "scalar" | "null" | "list" | "object" | "deep" | "nested" | "bytes" | "any";

/** Everything that a value of the schema may be. */
export function valueKinds(schema: Schema, api: Api): ReadonlySet<ValueKind> {
  return new Set(kindsOf(schema, { api, found: new Map(), held: false }));
}

interface Search {
  readonly api: Api;
  /** What each schema was found to be, so that none is looked at twice; one that is still looked at holds itself. */
  readonly found: Map<SchemaKey, readonly ValueKind[]>;
  /** The value is within a list or an object: what it holds itself no longer matters. */
  readonly held: boolean;
}

function kindsOf(schema: Schema, search: Search): readonly ValueKind[] {
  switch (schema.kind) {
    case "boolean":
    case "number":
      return ["scalar"];
    case "string":
      return [isBinaryIn(schema, "request") ? "bytes" : "scalar"];
    case "null":
      return ["null"];
    case "enum":
      return schema.members.map(({ value }) => (value === null ? "null" : typeof value === "object" ? "any" : "scalar"));
    case "array":
      return [listOf([schema.items], search)];
    case "tuple":
      return [listOf([...schema.prefix, ...(schema.rest ? [schema.rest] : [])], search)];
    case "object": {
      const { additional } = schema;
      const held = [
        ...schema.properties.map((property) => property.schema),
        ...(typeof additional === "string" ? [] : [additional]),
      ];
      return [kindsWithin(held, search).every((kind) => flat.has(kind)) ? "object" : "deep"];
    }
    case "union": {
      // A union that a property tells apart is open: the variant that nobody knows yet is an object, too.
      const unknown: readonly ValueKind[] = schema.discriminator === undefined ? [] : ["object"];
      return [...schema.members.flatMap((member) => kindsOf(member, search)), ...unknown];
    }
    case "intersection":
      return kindsOfAll(schema.members, search);
    case "reference":
      return kindsOfNamed(schema.target, search);
    case "any":
    case "never":
      return ["any"];
  }
}

function kindsOfNamed(key: SchemaKey, search: Search): readonly ValueKind[] {
  const known = search.found.get(key);
  if (known !== undefined) return known;
  const target = search.api.schemas.get(key)?.schema;
  if (target === undefined) return ["any"];
  // What holds itself holds more than scalars, whatever it is.
  search.found.set(key, ["nested"]);
  const kinds = [...new Set(kindsOf(target, search))];
  search.found.set(key, kinds);
  return kinds;
}

const flat: ReadonlySet<ValueKind> = new Set(["scalar", "null", "any"]);

/** A list that may hold anything has to be looked at when it is written. */
function listOf(items: readonly Schema[], search: Search): ValueKind {
  const kinds = kindsWithin(items, search);
  if (!kinds.every((kind) => flat.has(kind))) return "nested";
  return kinds.includes("any") ? "any" : "list";
}

/** Within a list or an object, what a value holds itself is one too much. */
function kindsWithin(held: readonly Schema[], search: Search): readonly ValueKind[] {
  if (search.held) return ["nested"];
  const within = { api: search.api, found: new Map<SchemaKey, readonly ValueKind[]>(), held: true };
  return held.flatMap((schema) => kindsOf(schema, within));
}

/** A value that is all of these at once: an object if one of them says so, and otherwise what those that say anything agree on. */
function kindsOfAll(members: readonly Schema[], search: Search): readonly ValueKind[] {
  const told = members.map((member) => kindsOf(member, search)).filter((kinds) => !kinds.includes("any"));
  const objects = told.flat().filter((kind) => kind === "object" || kind === "deep");
  if (objects.length > 0) return [objects.includes("deep") ? "deep" : "object"];
  const [first, ...others] = told;
  return first !== undefined && others.every((kinds) => kinds.join() === first.join()) ? first : ["any"];
}
