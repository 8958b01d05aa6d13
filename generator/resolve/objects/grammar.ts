/**
 * Which fields of an OpenAPI object contain which kind of object. A field that is not listed contains data (an example, a default, an enum,
 * an extension, a string): a `$ref` in there is not a reference, and `nullable` is not a keyword.
 */
// prettier-ignore
export const objectKinds = [
  "Document", "Swagger", "Components", "Path Item", "Operation", "Parameter", "Header", "Request Body", "Response",
  "Media Type", "Encoding", "Callback", "Example", "Link", "Security Scheme", "Schema",
] as const;

export type ObjectKind = (typeof objectKinds)[number];

/** A field contains one object, a list of objects, or a map of objects; in an "extensible map", keys that start with `x-` are extensions. */
export interface FieldContent {
  readonly kind: ObjectKind;
  readonly as: "one" | "list" | "map" | "extensible map";
}

export interface ObjectRule {
  /** Whether a `$ref` is allowed in its place. */
  readonly referable: boolean;
  readonly fields: ReadonlyMap<string, FieldContent>;
  /** The content of every other field that is not an extension: a Callback Object is a map of path items. */
  readonly additional?: FieldContent;
}

const one = (kind: ObjectKind): FieldContent => ({ kind, as: "one" });
const list = (kind: ObjectKind): FieldContent => ({ kind, as: "list" });
const map = (kind: ObjectKind): FieldContent => ({ kind, as: "map" });
const extensible = (kind: ObjectKind): FieldContent => ({ kind, as: "extensible map" });

const rule = (referable: boolean, fields: Readonly<Record<string, FieldContent>>, additional?: FieldContent): ObjectRule => ({
  referable,
  fields: new Map(Object.entries(fields)),
  ...(additional && { additional }),
});

const value = { schema: one("Schema"), examples: map("Example"), content: map("Media Type") };
const streamed = { itemSchema: one("Schema"), prefixEncoding: list("Encoding"), itemEncoding: one("Encoding") };
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** The keywords of JSON Schema 2020-12 that contain schemas, and `definitions` of older drafts. */
// prettier-ignore
const schema = {
  ...Object.fromEntries(["allOf", "oneOf", "anyOf", "prefixItems"].map((key) => [key, list("Schema")])),
  ...Object.fromEntries(["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"].map((key) => [key, map("Schema")])),
  ...Object.fromEntries(["items", "additionalProperties", "unevaluatedItems", "unevaluatedProperties", "contains", "propertyNames",
                         "contentSchema", "not", "if", "then", "else"].map((key) => [key, one("Schema")])),
};

/** Swagger 2.0, OpenAPI 3.0, 3.1 and 3.2 in one table: a field that a version does not have does not occur in its documents. */
// prettier-ignore
export const grammar: Readonly<Record<ObjectKind, ObjectRule>> = {
  "Document":        rule(false, { paths: extensible("Path Item"), webhooks: map("Path Item"), components: one("Components") }),
  "Swagger":         rule(false, {
                       paths: extensible("Path Item"), definitions: map("Schema"), parameters: map("Parameter"), responses: map("Response"),
                       securityDefinitions: map("Security Scheme"),
                     }),
  "Components":      rule(false, {
                       schemas: map("Schema"), responses: map("Response"), parameters: map("Parameter"), examples: map("Example"),
                       requestBodies: map("Request Body"), headers: map("Header"), securitySchemes: map("Security Scheme"),
                       links: map("Link"), callbacks: map("Callback"), pathItems: map("Path Item"), mediaTypes: map("Media Type"),
                     }),
  "Path Item":       rule(true,  {
                       ...Object.fromEntries(methods.map((method) => [method, one("Operation")])),
                       additionalOperations: map("Operation"), parameters: list("Parameter"),
                     }),
  "Operation":       rule(false, {
                       parameters: list("Parameter"), requestBody: one("Request Body"), responses: extensible("Response"), callbacks: map("Callback"),
                     }),
  "Parameter":       rule(true,  value),
  "Header":          rule(true,  value),
  "Request Body":    rule(true,  { content: map("Media Type") }),
  "Response":        rule(true,  { headers: map("Header"), content: map("Media Type"), links: map("Link"), schema: one("Schema") }),
  "Media Type":      rule(true,  { schema: one("Schema"), examples: map("Example"), encoding: map("Encoding"), ...streamed }),
  "Encoding":        rule(false, { headers: map("Header"), encoding: map("Encoding"), ...streamed }),
  "Callback":        rule(true,  {}, one("Path Item")),
  "Example":         rule(true,  {}),
  "Link":            rule(true,  {}),
  "Security Scheme": rule(true,  {}),
  "Schema":          rule(true,  schema),
};
