/**
 * What OpenAPI's objects hold, as far as a walk needs to know: which fields lead to which kind of object. A field that is not listed is
 * data (an example, a default, an enum, an extension, a text): a `$ref` in there is no reference, a `nullable` no keyword.
 */
// prettier-ignore
export const objectKinds = [
  "Document", "Swagger", "Components", "Path Item", "Operation", "Parameter", "Header", "Request Body", "Response",
  "Media Type", "Encoding", "Callback", "Example", "Link", "Security Scheme", "Schema",
] as const;

export type ObjectKind = (typeof objectKinds)[number];

/** A field holds one object, a list of them, or a map of them: by any key, or by any that is no extension. */
export interface FieldContent {
  readonly kind: ObjectKind;
  readonly as: "one" | "list" | "map" | "extensible map";
}

export interface ObjectRule {
  /** A Reference Object may stand in its place. */
  readonly referable: boolean;
  readonly fields: ReadonlyMap<string, FieldContent>;
  /** What every field holds that is no extension, where the object is a map by nature. */
  readonly additional?: FieldContent;
}

const one = (kind: ObjectKind): FieldContent => ({ kind, as: "one" });
const list = (kind: ObjectKind): FieldContent => ({ kind, as: "list" });
const map = (kind: ObjectKind): FieldContent => ({ kind, as: "map" });
const extensible = (kind: ObjectKind): FieldContent => ({ kind, as: "extensible map" });

const rule = (referable: boolean, fields: Readonly<Record<string, FieldContent>>, others?: FieldContent): ObjectRule => ({
  referable,
  fields: new Map(Object.entries(fields)),
  ...(others && { additional: others }),
});

const value = { schema: one("Schema"), examples: map("Example"), content: map("Media Type") };
const streamed = { itemSchema: one("Schema"), prefixEncoding: list("Encoding"), itemEncoding: one("Encoding") };
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** The vocabulary of JSON Schema 2020-12 that holds schemas, and what older drafts called the same. */
// prettier-ignore
const schema = {
  ...Object.fromEntries(["allOf", "oneOf", "anyOf", "prefixItems"].map((key) => [key, list("Schema")])),
  ...Object.fromEntries(["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"].map((key) => [key, map("Schema")])),
  ...Object.fromEntries(["items", "additionalProperties", "unevaluatedItems", "unevaluatedProperties", "contains", "propertyNames",
                         "contentSchema", "not", "if", "then", "else"].map((key) => [key, one("Schema")])),
};

/** One line a kind. Swagger 2.0, OpenAPI 3.0, 3.1 and 3.2 together: what a version does not know does not stand in its documents. */
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
