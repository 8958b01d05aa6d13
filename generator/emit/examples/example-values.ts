import type { Json } from "../../load/tree/node.js";
import { isBinaryIn } from "../../model/schema-passes/binary-strings.js";
import type { Discriminator, Property, Schema } from "../../model/types/schema.js";
import { code, type Code, join } from "../text/code.js";
import { schemaLookup } from "../../model/traversal/dereference.js";
import { discriminatorValues } from "../../model/traversal/discriminator-values.js";
import { usualMember } from "../../plan/content/usual-member.js";
import { propertySchemaIn } from "../types/discriminated-unions.js";
import { visibleProperties } from "../types/visible-properties.js";
import { type ExampleScope, firstValidExample } from "./matches-schema.js";
import { propertyKey, literal } from "../text/literals.js";

/** An expression; undefined if there is no example: the schema requires itself, or allows no value. */
export type Example = Code | undefined;
export type Fields = ReadonlyMap<string, Code>;

const maxDepth = 8;

/** Examples by `format`. */
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

/** Examples by property name, for strings without a known format. */
const byName: readonly (readonly [RegExp, string])[] = [
  [/ids?$/i, "512"],
  [/name|title|company/i, "Acme"],
  [/after|cursor|token/i, "100"],
];

/** An example value of a schema: from the description, otherwise generated. */
export function exampleOf(schema: Schema, name: string, scope: ExampleScope, depth = 0): Example {
  if (depth > maxDepth) return undefined;
  return describedExample(schema, scope) ?? generatedExample(schema, name, scope, depth);
}

/** The first valid example of the description, or its valid default. */
export function describedExample(schema: Schema, scope: ExampleScope, additional: readonly Json[] = []): Example {
  const { examples = [], default: value } = schema.docs;
  const example = firstValidExample([...additional, ...examples, ...(value === undefined ? [] : [value])], schema, scope);
  return example === undefined ? undefined : literal(example);
}

function generatedExample(schema: Schema, name: string, scope: ExampleScope, depth: number): Example {
  switch (schema.kind) {
    case "reference": {
      const target = scope.schemas.get(schema.target)?.schema;
      return target && exampleOf(target, name, scope, depth + 1);
    }
    case "string":
      return isBinaryIn(schema, scope.direction) ? code`new Blob(["content"])` : literal(stringExample(schema.docs.format, name));
    case "number":
      return literal(numberExample(schema));
    case "boolean":
      return code`true`;
    case "null":
      return code`null`;
    case "any":
      return literal("anything");
    case "enum": {
      const member = usualMember(schema);
      return member === undefined ? undefined : literal(member);
    }
    case "array": {
      const item = exampleOf(schema.items, name, scope, depth + 1);
      return item === undefined ? code`[]` : code`[${item}]`;
    }
    case "tuple":
      return arrayLiteral(schema.prefix.slice(0, schema.required).map((item) => exampleOf(item, name, scope, depth + 1)));
    case "object":
    case "intersection":
      return objectLiteral(exampleFields(schema, scope, depth));
    case "union":
      return firstAlternative(schema.members, schema.discriminator, name, scope, depth);
    case "never":
      return undefined;
  }
}

/**
 * The required properties of an object, or two optional ones if none is required. Properties that every object inherits, such as `toString`, are
 * always included: TypeScript would check the inherited ones against their types.
 */
export function exampleFields(schema: Schema, scope: ExampleScope, depth = 0): Fields | undefined {
  const members = propertiesOf(schema, scope, depth);
  if (members === undefined) return undefined;
  const visible = visibleProperties({ properties: [...members.properties.values()] }, scope);
  const required = visible.filter(({ name, required }) => required || name in Object.prototype);
  const optional = depth > 2 || required.length > 0 ? [] : visible.slice(0, 2);
  const fields = new Map<string, Code>();
  for (const property of [...required, ...optional]) {
    const example = exampleOf(property.schema, property.name, scope, depth + 1);
    if (example !== undefined) fields.set(property.name, example);
    else if (required.includes(property)) return undefined;
  }
  const entry = visible.length === 0 && members.entry && exampleOf(members.entry, "name", scope, depth + 1);
  return entry ? fields.set("name", entry) : fields;
}

/** The properties of an object, including those of the schemas in its `allOf`. */
interface ObjectProperties {
  readonly properties: ReadonlyMap<string, Property>;
  /** The schema of additional properties. */
  readonly entry: Schema | undefined;
}

function propertiesOf(schema: Schema, scope: ExampleScope, depth: number): ObjectProperties | undefined {
  if (depth > maxDepth) return undefined;
  if (schema.kind === "object") {
    const entry = typeof schema.additional === "string" ? undefined : schema.additional;
    return { properties: new Map(schema.properties.map((property) => [property.name, property])), entry };
  }
  if (schema.kind === "reference") {
    const target = scope.schemas.get(schema.target)?.schema;
    return target && propertiesOf(target, scope, depth + 1);
  }
  if (schema.kind !== "intersection") return undefined;
  const parts = schema.members.filter(({ kind }) => kind !== "any").map((member) => propertiesOf(member, scope, depth + 1));
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  const properties = new Map<string, Property>();
  for (const property of known.flatMap((part) => [...part.properties.values()])) {
    properties.set(property.name, mergeProperty(properties.get(property.name), property));
  }
  return { properties, entry: known.find(({ entry }) => entry !== undefined)?.entry };
}

const primitives = new Set<Schema["kind"]>(["string", "number", "boolean", "null"]);

/** Merges two declarations of a property: the more specific schema is used; two different primitive types allow no value. */
function mergeProperty(first: Property | undefined, second: Property): Property {
  if (first === undefined) return second;
  const kinds = [first.schema.kind, second.schema.kind] as const;
  if (kinds[0] !== kinds[1] && kinds.every((kind) => primitives.has(kind)))
    return { ...second, required: first.required || second.required, schema: { ...second.schema, kind: "never" } };
  const specificity = ({ schema }: Property): number => (schema.kind === "any" ? 0 : schema.kind === "enum" ? 2 : 1);
  const { schema } = specificity(first) > specificity(second) ? first : second;
  return { ...second, schema, required: first.required || second.required, readOnly: first.readOnly || second.readOnly };
}

export function objectLiteral(fields: Fields | undefined): Example {
  if (fields === undefined) return undefined;
  const entries = [...fields].map(([name, value]) => code`${propertyKey(name)}: ${value}`);
  return entries.length === 0 ? code`{}` : code`{ ${join(entries, ", ")} }`;
}

/** The first alternative with an example, preferably not null, with the value of the discriminator. */
function firstAlternative(
  members: readonly Schema[],
  discriminator: Discriminator | undefined,
  name: string,
  scope: ExampleScope,
  depth: number,
): Example {
  const ordered = [...members.filter(({ kind }) => kind !== "null"), ...members.filter(({ kind }) => kind === "null")];
  for (const member of ordered) {
    const field = discriminator && discriminatorField(member, discriminator, scope);
    const fields = field && exampleFields(member, scope, depth + 1);
    const example = fields ? objectLiteral(new Map([...fields, field])) : exampleOf(member, name, scope, depth + 1);
    if (example !== undefined) return example;
  }
  return undefined;
}

/** The discriminating property with its value; undefined if the member declares a constant, which its own example contains. */
function discriminatorField(
  member: Schema,
  { property, values }: Discriminator,
  scope: ExampleScope,
): readonly [string, Code] | undefined {
  const declared = propertySchemaIn(member, property, scope.schemas);
  const texts = member.kind === "reference" ? (values.get(member.target) ?? []) : [];
  const [value] = discriminatorValues(texts, declared, schemaLookup(scope.schemas));
  return value === undefined || (declared?.kind === "enum" && declared.constant) ? undefined : [property, literal(value)];
}

function arrayLiteral(items: readonly Example[]): Example {
  const known = items.filter((item) => item !== undefined);
  return known.length < items.length ? undefined : code`[${join(known, ", ")}]`;
}

function stringExample(format: string | undefined, name: string): string {
  return byFormat.get(format ?? "") ?? byName.find(([pattern]) => pattern.test(name))?.[1] ?? "text";
}

function numberExample({ docs }: Schema): number {
  const bounds = new Map((docs.constraints ?? []).map(({ keyword, value }) => [keyword, value]));
  const [minimum, maximum] = [bounds.get("minimum"), bounds.get("maximum")];
  if (typeof minimum === "number" && minimum > 1) return minimum;
  return typeof maximum === "number" && maximum < 1 ? maximum : 1;
}
