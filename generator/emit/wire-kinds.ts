import type { NamedSchema, Schema, SchemaKey } from "../model/schema.js";
import type { ParameterPlan } from "../plan/package.js";

/** What the value of a parameter is to whatever writes it. */
type WireKind = "scalar" | "null" | "list" | "object" | "other";
type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;

// What each way of writing a parameter can take; the columns are aligned by hand.
// prettier-ignore
const writable: readonly { readonly in: string; readonly style?: string | undefined; readonly kinds: readonly WireKind[] }[] = [
  { in: "path",                             kinds: ["scalar"] },
  { in: "header",                           kinds: ["scalar", "null", "list"] },
  { in: "query",  style: "commaSeparated",  kinds: ["list", "null"] },
  { in: "query",  style: "spaceDelimited",  kinds: ["list", "null"] },
  { in: "query",  style: "pipeDelimited",   kinds: ["list", "null"] },
  { in: "query",  style: "deepObject",      kinds: ["object", "null", "list"] },
  { in: "query",  style: "json",            kinds: ["scalar", "null", "list", "object", "other"] },
  { in: "query",                            kinds: ["scalar", "null", "list"] },
];

/**
 * Whether the request can write every value that the parameter's schema allows. Where it cannot, the caller hands in the text that
 * goes onto the wire.
 */
export function isWritable({ parameter, style }: ParameterPlan, schemas: Schemas): boolean {
  const row = writable.find((candidate) => candidate.in === parameter.in && candidate.style === style);
  return row !== undefined && wireKinds(parameter.schema, schemas, new Set()).every((kind) => row.kinds.includes(kind));
}

function wireKinds(schema: Schema, schemas: Schemas, visited: Set<SchemaKey>): readonly WireKind[] {
  switch (schema.kind) {
    case "boolean":
    case "number":
      return ["scalar"];
    case "string":
      return [schema.binary ? "other" : "scalar"];
    case "null":
      return ["null"];
    case "enum":
      return schema.members.map(({ value }) => (value === null ? "null" : typeof value === "object" ? "other" : "scalar"));
    case "array":
      return wireKinds(schema.items, schemas, visited).every((kind) => kind === "scalar" || kind === "null")
        ? ["list"]
        : ["other"];
    case "object":
      return ["object"];
    case "union":
      return schema.members.flatMap((member) => wireKinds(member, schemas, visited));
    case "reference": {
      const target = schemas.get(schema.target)?.schema;
      if (target === undefined || visited.has(schema.target)) return ["other"];
      return wireKinds(target, schemas, new Set([...visited, schema.target]));
    }
    case "any":
    case "never":
    case "tuple":
    case "intersection":
      return ["other"];
  }
}
