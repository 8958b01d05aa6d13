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
  return new Set(kindsOf(schema, api, new Set()));
}

function kindsOf(schema: Schema, api: Api, visited: ReadonlySet<SchemaKey>): readonly WireKind[] {
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
      return [holdsScalars([schema.items], api, visited) ? "list" : "nested"];
    case "tuple":
      return [holdsScalars([...schema.prefix, ...(schema.rest ? [schema.rest] : [])], api, visited) ? "list" : "nested"];
    case "object": {
      const { additional } = schema;
      const held = [
        ...schema.properties.map((property) => property.schema),
        ...(typeof additional === "string" ? [] : [additional]),
      ];
      return [holdsScalars(held, api, visited) ? "object" : "deep"];
    }
    case "union":
      return schema.members.flatMap((member) => kindsOf(member, api, visited));
    case "intersection":
      return kindsOfAll(schema.members, api, visited);
    case "reference": {
      const target = api.schemas.get(schema.target)?.schema;
      if (target === undefined) return ["any"];
      // What holds itself holds more than scalars, whatever it is.
      return visited.has(schema.target) ? ["nested"] : kindsOf(target, api, new Set([...visited, schema.target]));
    }
    case "any":
    case "never":
      return ["any"];
  }
}

function holdsScalars(held: readonly Schema[], api: Api, visited: ReadonlySet<SchemaKey>): boolean {
  const flat: ReadonlySet<WireKind> = new Set(["scalar", "null", "any"]);
  return held.every((schema) => kindsOf(schema, api, visited).every((kind) => flat.has(kind)));
}

/** A value that is all of these at once: an object if one of them says so, and otherwise what those that say anything agree on. */
function kindsOfAll(members: readonly Schema[], api: Api, visited: ReadonlySet<SchemaKey>): readonly WireKind[] {
  const told = members.map((member) => kindsOf(member, api, visited)).filter((kinds) => !kinds.includes("any"));
  const objects = told.flat().filter((kind) => kind === "object" || kind === "deep");
  if (objects.length > 0) return [objects.includes("deep") ? "deep" : "object"];
  const [first, ...others] = told;
  return first !== undefined && others.every((kinds) => kinds.join() === first.join()) ? first : ["any"];
}
