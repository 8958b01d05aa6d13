import type { Api } from "../../model/types/api.js";
import { isBinaryIn } from "../../model/schema-passes/binary-strings.js";
import type { Schema, SchemaKey } from "../../model/types/schema.js";

/**
 * What matters about a value for its serialization in a path, query, header or form: `list` and `object` contain scalars only,
 * `objectOfContainers` and `listOfContainers` contain lists or objects as well, and `any` is not known before the value is serialized.
 */
export type ValueKind = "scalar" | "null" | "list" | "object" | "objectOfContainers" | "listOfContainers" | "bytes" | "any";

/** All kinds of values that a schema allows. */
export function valueKinds(schema: Schema, api: Api): ReadonlySet<ValueKind> {
  return new Set(kindsOf(schema, { api, found: new Map(), insideContainer: false }));
}

interface Search {
  readonly api: Api;
  /** The kinds of each named schema, so that each is visited once. */
  readonly found: Map<SchemaKey, readonly ValueKind[]>;
  /** The value is in a list or an object, so what it contains itself does not matter. */
  readonly insideContainer: boolean;
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
      const contents = [
        ...schema.properties.map((property) => property.schema),
        ...(typeof additional === "string" ? [] : [additional]),
      ];
      return [kindsWithin(contents, search).every((kind) => scalarKinds.has(kind)) ? "object" : "objectOfContainers"];
    }
    case "union": {
      // A union with a discriminator is open: a variant that is not known yet is an object, too.
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
  // A schema that contains itself contains more than scalars.
  search.found.set(key, ["listOfContainers"]);
  const kinds = [...new Set(kindsOf(target, search))];
  search.found.set(key, kinds);
  return kinds;
}

const scalarKinds: ReadonlySet<ValueKind> = new Set(["scalar", "null", "any"]);

/** A list of unknown items is of unknown kind. */
function listOf(items: readonly Schema[], search: Search): ValueKind {
  const kinds = kindsWithin(items, search);
  if (!kinds.every((kind) => scalarKinds.has(kind))) return "listOfContainers";
  return kinds.includes("any") ? "any" : "list";
}

/** The kinds of the values in a list or an object: containers in containers are all the same. */
function kindsWithin(contents: readonly Schema[], search: Search): readonly ValueKind[] {
  if (search.insideContainer) return ["listOfContainers"];
  const within = { api: search.api, found: new Map<SchemaKey, readonly ValueKind[]>(), insideContainer: true };
  return contents.flatMap((schema) => kindsOf(schema, within));
}

/** The kinds of an intersection: an object if one of its members is one, else what all members with known kinds have in common. */
function kindsOfAll(members: readonly Schema[], search: Search): readonly ValueKind[] {
  const known = members.map((member) => kindsOf(member, search)).filter((kinds) => !kinds.includes("any"));
  const objects = known.flat().filter((kind) => kind === "object" || kind === "objectOfContainers");
  if (objects.length > 0) return [objects.includes("objectOfContainers") ? "objectOfContainers" : "object"];
  const [first, ...others] = known;
  return first !== undefined && others.every((kinds) => kinds.join() === first.join()) ? first : ["any"];
}
