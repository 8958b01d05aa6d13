import { diagnostic } from "../../diagnostics.js";
import { quote } from "../../load/tree/quote.js";
import type { SchemaPass } from "./schema-pass.js";
import type { ModelContext } from "../reading/context.js";
import { intersectionOf } from "../schemas/combine-schemas.js";
import { composedValues } from "../traversal/composed-values.js";
import { mapSchema } from "../traversal/map-schema.js";
import type { EnumMember, NamedSchemas, Schema, SchemaKey } from "../types/schema.js";

/** What a value is, as far as the schema tells; null counts as nothing, because most kinds may be nullable. */
type ValueKind = "array" | "object" | "scalar";

/**
 * Keywords for objects say nothing about arrays, strings and numbers, and no value is both. Where an `allOf` has parts of both kinds, the parts
 * for objects are left out, and that is reported: the type of an array with properties would have no value that can be sent.
 */
export function contradictionResolver(schemas: NamedSchemas, { report }: ModelContext): SchemaPass {
  const kindOf = composedValues<ValueKind | undefined>(schemas, valueKind);
  return (schema, name) =>
    mapSchema(schema, (part) => {
      if (part.kind !== "intersection") return part;
      const kinds = part.members.map(kindOf);
      const other = kinds.find((kind) => kind !== undefined && kind !== "object");
      if (other === undefined || !kinds.includes("object")) return part;
      report(contradiction(part, name, other));
      const { docs, place } = part;
      const rest = intersectionOf(
        part,
        part.members.filter((_, index) => kinds[index] !== "object"),
      );
      return { ...rest, docs: { ...rest.docs, ...docs }, place };
    });
}

function valueKind(
  schema: Schema,
  ofMember: (member: Schema) => ValueKind | undefined,
  ofNamed: (key: SchemaKey) => ValueKind | undefined,
): ValueKind | undefined {
  switch (schema.kind) {
    case "reference":
      return ofNamed(schema.target);
    case "object":
      return "object";
    case "array":
    case "tuple":
      return "array";
    case "string":
    case "number":
    case "boolean":
      return "scalar";
    case "enum":
      return schema.members.every(isScalar) ? "scalar" : undefined;
    case "intersection": {
      const kinds = schema.members.map(ofMember).filter((kind) => kind !== undefined);
      return kinds.find((kind) => kind !== "object") ?? kinds[0];
    }
    case "union": {
      const kinds = new Set(schema.members.filter(({ kind }) => kind !== "null").map(ofMember));
      return kinds.size === 1 ? [...kinds][0] : undefined;
    }
    case "any":
    case "never":
    case "null":
      return undefined;
  }
}

function isScalar({ value }: EnumMember): boolean {
  return typeof value !== "object";
}

function contradiction({ place }: Schema, name: string | undefined, kind: "array" | "scalar") {
  const subject = name === undefined ? "A schema" : quote(name);
  const what = kind === "array" ? "an array" : "a string, number or boolean";
  return diagnostic(
    "unsupported",
    place,
    `${subject}: no value is ${what} and an object at once; the parts for objects are left out.`,
    { help: "Remove the parts that are not meant, or write alternatives as `oneOf`." },
  );
}
