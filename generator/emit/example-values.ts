import type { Json } from "../load/node.js";
import type { Discriminator, NamedSchema, ObjectSchema, Schema, SchemaKey } from "../model/schema.js";
import { code, type Code, join } from "./code.js";
import { fits } from "./example-fits.js";
import { key, lit } from "./literals.js";

export type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;

/** An expression, or undefined where no value can be made up: a schema that requires itself, or that allows none. */
export type Example = Code | undefined;
export type Fields = ReadonlyMap<string, Code>;

const deepest = 8;
const longest = 2000;

/** Values that look like their format. */
const byFormat = new Map<string, string>([
  ["date", "2025-01-31"],
  ["date-time", "2025-01-31T09:30:00Z"],
  ["time", "09:30:00Z"],
  ["duration", "PT15M"],
  ["email", "ada@example.com"],
  ["uri", "https://example.com"],
  ["url", "https://example.com"],
  ["hostname", "example.com"],
  ["ipv4", "192.0.2.1"],
  ["ipv6", "2001:db8::1"],
  ["uuid", "6f1f9f0c-1c0e-4d8b-9a53-0f6a4f6b2c11"],
  ["byte", "aGVsbG8="],
]);

/** Values that look like what their name promises, where no format tells more. */
const byName: readonly (readonly [RegExp, string])[] = [
  [/ids?$/i, "512"],
  [/name|title|company/i, "Acme"],
  [/after|cursor|token/i, "100"],
];

/** A plausible value of a schema, preferably the description's own. */
export function exampleOf(schema: Schema, name: string, schemas: Schemas, depth = 0): Example {
  if (depth > deepest) return undefined;
  return given(schema, schemas) ?? made(schema, name, schemas, depth);
}

/** The first example, or else the default, that is right. */
export function given(schema: Schema, schemas: Schemas, more: readonly Json[] = []): Example {
  const { docs } = schema;
  const candidates = [...more, ...(docs.examples ?? []), ...(docs.default === undefined ? [] : [docs.default])];
  const found = candidates.find((value) => value !== null && fits(value, schema, schemas));
  return found === undefined || JSON.stringify(found).length > longest ? undefined : lit(found);
}

function made(schema: Schema, name: string, schemas: Schemas, depth: number): Example {
  switch (schema.kind) {
    case "reference": {
      const target = schemas.get(schema.target)?.schema;
      return target && exampleOf(target, name, schemas, depth + 1);
    }
    case "string":
      return schema.binary ? code`new Blob(["content"])` : lit(stringExample(schema.docs.format, name));
    case "number":
      return lit(numberExample(schema));
    case "boolean":
      return code`true`;
    case "null":
      return code`null`;
    case "any":
      return lit("anything");
    case "enum":
      return schema.members[0] && lit(schema.members[0].value);
    case "array": {
      const item = exampleOf(schema.items, name, schemas, depth + 1);
      return item === undefined ? code`[]` : code`[${item}]`;
    }
    case "tuple":
      return list(schema.prefix.slice(0, schema.required).map((item) => exampleOf(item, name, schemas, depth + 1)));
    case "object":
    case "intersection":
      return objectLiteral(exampleFields(schema, schemas, depth));
    case "union":
      return firstOf(schema.members, schema.discriminator, name, schemas, depth);
    case "never":
      return undefined;
  }
}

/** The fields of an object that must be there; a few more where nothing must. */
export function exampleFields(schema: Schema, schemas: Schemas, depth = 0): Fields | undefined {
  if (schema.kind === "object") return objectFields(schema, schemas, depth);
  if (schema.kind === "reference") {
    const target = schemas.get(schema.target)?.schema;
    return depth > deepest || target === undefined ? undefined : exampleFields(target, schemas, depth + 1);
  }
  if (schema.kind !== "intersection") return undefined;
  const all = new Map<string, Code>();
  for (const member of schema.members) {
    const fields = member.kind === "any" ? new Map<string, Code>() : exampleFields(member, schemas, depth + 1);
    if (fields === undefined) return undefined;
    for (const [name, value] of fields) all.set(name, value);
  }
  return all;
}

function objectFields(schema: ObjectSchema, schemas: Schemas, depth: number): Fields | undefined {
  const writable = schema.properties.filter(({ readOnly }) => !readOnly);
  const required = writable.filter((property) => property.required);
  const optional = depth > 2 || required.length > 0 ? [] : writable.slice(0, 2);
  const fields = new Map<string, Code>();
  for (const { name, required: must, schema: value } of [...required, ...optional]) {
    const example = exampleOf(value, name, schemas, depth + 1);
    if (example !== undefined) fields.set(name, example);
    else if (must) return undefined;
  }
  if (writable.length === 0 && typeof schema.additional !== "string") addEntry(fields, schema.additional, schemas, depth);
  return fields;
}

function addEntry(fields: Map<string, Code>, schema: Schema, schemas: Schemas, depth: number): void {
  const value = exampleOf(schema, "name", schemas, depth + 1);
  if (value !== undefined) fields.set("name", value);
}

export function objectLiteral(fields: Fields | undefined): Example {
  if (fields === undefined) return undefined;
  const entries = [...fields].map(([name, value]) => code`${key(name)}: ${value}`);
  return entries.length === 0 ? code`{}` : code`{ ${join(entries, ", ")} }`;
}

/** The first alternative that is not null, with the discriminator's value where there is one. */
function firstOf(
  members: readonly Schema[],
  discriminator: Discriminator | undefined,
  name: string,
  schemas: Schemas,
  depth: number,
): Example {
  const ordered = [...members.filter(({ kind }) => kind !== "null"), ...members.filter(({ kind }) => kind === "null")];
  for (const member of ordered) {
    const [tag] = member.kind === "reference" ? (discriminator?.values.get(member.target) ?? []) : [];
    const fields = tag === undefined || discriminator === undefined ? undefined : exampleFields(member, schemas, depth + 1);
    const example =
      fields === undefined || discriminator === undefined || tag === undefined
        ? exampleOf(member, name, schemas, depth + 1)
        : objectLiteral(new Map([...fields, [discriminator.property, lit(tag)]]));
    if (example !== undefined) return example;
  }
  return undefined;
}

function list(items: readonly Example[]): Example {
  const known = items.filter((item) => item !== undefined);
  return known.length < items.length ? undefined : code`[${join(known, ", ")}]`;
}

function stringExample(format: string | undefined, name: string): string {
  return byFormat.get(format ?? "") ?? byName.find(([pattern]) => pattern.test(name))?.[1] ?? "text";
}

function numberExample({ docs }: Schema): number {
  const bounds = new Map((docs.constraints ?? []).map(({ keyword, value }) => [keyword, value]));
  const [least, most] = [bounds.get("minimum"), bounds.get("maximum")];
  if (typeof least === "number" && least > 1) return least;
  return typeof most === "number" && most < 1 ? most : 1;
}
