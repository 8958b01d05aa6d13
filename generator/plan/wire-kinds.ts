import type { Api } from "../model/api.js";
import { isBytes } from "../model/bytes.js";
import type { Schema, SchemaKey } from "../model/schema.js";

/**
 * What a value is to whatever writes it into a path, a query or a header: `list` and `object` hold scalars, `deep` is an object that holds
 * more, `nested` a list that does, and `any` may be anything, which is found out when it is written.
 */
export type WireKind = "scalar" | "null" | "list" | "object" | "deep" | "nested" | "bytes" | "any";

/** Everything that a value of the schema may be. */
export function wireKinds(schema: Schema, api: Api): ReadonlySet<WireKind> {
  return new Set(kindsOf(schema, { api, found: new Map(), held: false }));
}

interface Search {
  readonly api: Api;
  /** What each schema was found to be, so that none is looked at twice; one that is still looked at holds itself. */
  readonly found: Map<SchemaKey, readonly WireKind[]>;
  /** The value is within a list or an object: what it holds itself no longer matters. */
  readonly held: boolean;
}

function kindsOf(schema: Schema, search: Search): readonly WireKind[] {
  switch (schema.kind) {
    case "boolean":
    case "number":
      return ["scalar"];
    case "string":
      return [isBytes(schema, "request") ? "bytes" : "scalar"];
    case "null":
      return ["null"];
    case "enum":
      return schema.members.map(({ value }) => (value === null ? "null" : typeof value === "object" ? "any" : "scalar"));
    case "array":
      return [holdsScalars([schema.items], search) ? "list" : "nested"];
    case "tuple":
      return [holdsScalars([...schema.prefix, ...(schema.rest ? [schema.rest] : [])], search) ? "list" : "nested"];
    case "object": {
      const { additional } = schema;
      const held = [
        ...schema.properties.map((property) => property.schema),
        ...(typeof additional === "string" ? [] : [additional]),
      ];
      return [holdsScalars(held, search) ? "object" : "deep"];
    }
    case "union":
      return schema.members.flatMap((member) => kindsOf(member, search));
    case "intersection":
      return kindsOfAll(schema.members, search);
    case "reference":
      return kindsOfNamed(schema.target, search);
    case "any":
    case "never":
      return ["any"];
  }
}

function kindsOfNamed(key: SchemaKey, search: Search): readonly WireKind[] {
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

function holdsScalars(held: readonly Schema[], search: Search): boolean {
  if (search.held) return false;
  const within = { api: search.api, found: new Map<SchemaKey, readonly WireKind[]>(), held: true };
  const flat: ReadonlySet<WireKind> = new Set(["scalar", "null", "any"]);
  return held.every((schema) => kindsOf(schema, within).every((kind) => flat.has(kind)));
}

/** A value that is all of these at once: an object if one of them says so, and otherwise what those that say anything agree on. */
function kindsOfAll(members: readonly Schema[], search: Search): readonly WireKind[] {
  const told = members.map((member) => kindsOf(member, search)).filter((kinds) => !kinds.includes("any"));
  const objects = told.flat().filter((kind) => kind === "object" || kind === "deep");
  if (objects.length > 0) return [objects.includes("deep") ? "deep" : "object"];
  const [first, ...others] = told;
  return first !== undefined && others.every((kinds) => kinds.join() === first.join()) ? first : ["any"];
}
