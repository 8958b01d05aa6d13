/**
 * The fields of every object of Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2, and what each contains. Only a field that contains objects may
 * contain references; in data (an example, a default, an extension) a `$ref` is not a reference, and `nullable` is not a keyword.
 */
// prettier-ignore
export const objectKinds = [
  "Document", "Swagger", "Info", "Contact", "License", "Server", "Server Variable", "Components", "Path Item", "Operation",
  "External Documentation", "Parameter", "Header", "Request Body", "Response", "Media Type", "Encoding", "Callback", "Example", "Link", "Tag",
  "Schema", "Discriminator", "XML", "Security Scheme", "OAuth Flows", "OAuth Flow", "Security Requirement",
] as const;

export type ObjectKind = (typeof objectKinds)[number];

/**
 * A field contains one object, a list of objects, or a map of objects (in an "extensible map", keys that start with `x-` are extensions), or
 * values: "plain" is a string, a number, a boolean, or a list, "plain map" a map of these, "data" any value, which may look like a reference.
 */
export type FieldContent =
  | { readonly as: "one"; readonly kind: ObjectKind }
  | { readonly as: "list"; readonly kind: ObjectKind }
  /**
   * With `orLists: "objects"`, a value may be a list of objects that others refer to as a whole: some owners share lists of parameters so. With
   * `"names"`, it may be a list of strings.
   */
  | { readonly as: "map"; readonly kind: ObjectKind; readonly orLists?: "objects" | "names" }
  | { readonly as: "extensible map"; readonly kind: ObjectKind }
  | { readonly as: "plain" }
  | { readonly as: "plain map" }
  | { readonly as: "data" };

export interface ObjectRule {
  /** Whether a `$ref` is allowed in its place. */
  readonly referable: boolean;
  /** Whether another type than a map is an error here; otherwise the reader of the object decides. */
  readonly checked: boolean;
  readonly fields: ReadonlyMap<string, FieldContent>;
  /** The content of every other field that is not an extension: a Callback Object is a map of path items. */
  readonly additional?: FieldContent;
}

const one = (kind: ObjectKind): FieldContent => ({ kind, as: "one" });
const list = (kind: ObjectKind): FieldContent => ({ kind, as: "list" });
const map = (kind: ObjectKind): FieldContent => ({ kind, as: "map" });
const shared = (kind: ObjectKind): FieldContent => ({ kind, as: "map", orLists: "objects" });
const extensible = (kind: ObjectKind): FieldContent => ({ kind, as: "extensible map" });
const plainMap: FieldContent = { as: "plain map" };
const data: FieldContent = { as: "data" };

type Fields = Readonly<Record<string, FieldContent>>;
type RuleFlag = "referable" | "unchecked";

/** @param names - the fields with plain values */
function rule(flags: readonly RuleFlag[], names: string, fields: Fields = {}, additional?: FieldContent): ObjectRule {
  const plain = names.split(" ").filter(Boolean).map((name) => [name, { as: "plain" }] as const); // prettier-ignore
  return {
    referable: flags.includes("referable"),
    checked: !flags.includes("unchecked"),
    fields: new Map<string, FieldContent>([...plain, ...Object.entries(fields)]),
    ...(additional && { additional }),
  };
}

const docs = { externalDocs: one("External Documentation") };
const value = { schema: one("Schema"), examples: map("Example"), example: data, content: map("Media Type") };
const unnamedParts = { prefixEncoding: list("Encoding"), itemEncoding: one("Encoding") };
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** In Swagger 2.0, parameters and headers have keywords of a schema themselves. */
const swaggerValue =
  "type format collectionFormat maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems enum multipleOf";
const swaggerItems = { items: one("Schema"), default: data };

/** Keywords of JSON Schema 2020-12, of older drafts (`definitions`, `id`, `dependencies`), and of OpenAPI, with plain values. */
const plainKeywords =
  "$schema $id id $anchor $ref $dynamicRef $dynamicAnchor $recursiveRef $recursiveAnchor $comment type format title description deprecated readOnly writeOnly enum required multipleOf maximum " +
  "exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxContains minContains maxProperties " +
  "minProperties contentEncoding contentMediaType nullable";

/** Keywords that contain schemas or data. */
// prettier-ignore
const keywords: Fields = {
  ...Object.fromEntries(["allOf", "oneOf", "anyOf", "prefixItems"].map((key) => [key, list("Schema")])),
  ...Object.fromEntries(["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"].map((key) => [key, map("Schema")])),
  ...Object.fromEntries(["items", "additionalProperties", "unevaluatedItems", "unevaluatedProperties", "contains", "propertyNames",
                         "contentSchema", "not", "if", "then", "else"].map((key) => [key, one("Schema")])),
  ...Object.fromEntries(["default", "const", "example", "examples", "$vocabulary"].map((key) => [key, data])),
  // In older drafts, a dependency is a schema or a list of property names.
  dependencies: { kind: "Schema", as: "map", orLists: "names" },
  dependentRequired: plainMap, discriminator: one("Discriminator"), xml: one("XML"), ...docs,
};

/** One table for all versions: a field that a version does not have is read all the same, if a description of that version has it. */
// prettier-ignore
export const grammar: Readonly<Record<ObjectKind, ObjectRule>> = {
  "Document":               rule([], "openapi $self $schema jsonSchemaDialect", {
                              info: one("Info"), servers: list("Server"), paths: extensible("Path Item"), webhooks: map("Path Item"),
                              components: one("Components"), security: list("Security Requirement"), tags: list("Tag"), ...docs,
                            }),
  "Swagger":                rule([], "swagger host basePath schemes consumes produces", {
                              info: one("Info"), paths: extensible("Path Item"), definitions: map("Schema"), parameters: map("Parameter"),
                              responses: map("Response"), securityDefinitions: map("Security Scheme"), security: list("Security Requirement"),
                              tags: list("Tag"), ...docs,
                            }),
  "Info":                   rule(["unchecked"], "title summary description termsOfService version", { contact: one("Contact"), license: one("License") }),
  "Contact":                rule(["unchecked"], "name url email"),
  "License":                rule(["unchecked"], "name identifier url"),
  "Server":                 rule(["unchecked"], "url description name", { variables: map("Server Variable") }),
  "Server Variable":        rule(["unchecked"], "enum default description"),
  "Components":             rule([], "", {
                              schemas: map("Schema"), responses: shared("Response"), parameters: shared("Parameter"), examples: shared("Example"),
                              requestBodies: shared("Request Body"), headers: shared("Header"), securitySchemes: shared("Security Scheme"),
                              links: shared("Link"), callbacks: shared("Callback"), pathItems: shared("Path Item"), mediaTypes: shared("Media Type"),
                            }),
  "Path Item":              rule(["referable"], "$ref summary description", {
                              ...Object.fromEntries(methods.map((method) => [method, one("Operation")])),
                              additionalOperations: map("Operation"), servers: list("Server"), parameters: list("Parameter"),
                            }),
  "Operation":              rule([], "tags summary description operationId deprecated consumes produces schemes", {
                              parameters: list("Parameter"), requestBody: one("Request Body"), responses: extensible("Response"),
                              callbacks: map("Callback"), security: list("Security Requirement"), servers: list("Server"), ...docs,
                            }),
  "External Documentation": rule(["unchecked"], "description url"),
  "Parameter":              rule(["referable"], `name in description required deprecated allowEmptyValue style explode allowReserved ${swaggerValue}`, { ...value, ...swaggerItems }),
  "Header":                 rule(["referable"], `description required deprecated style explode ${swaggerValue}`, { ...value, ...swaggerItems }),
  "Request Body":           rule(["referable"], "description required", { content: map("Media Type") }),
  "Response":               rule(["referable"], "summary description", {
                              headers: map("Header"), content: map("Media Type"), links: map("Link"), schema: one("Schema"), examples: data,
                            }),
  "Media Type":             rule(["referable"], "", { schema: one("Schema"), example: data, examples: map("Example"), encoding: map("Encoding"), itemSchema: one("Schema"), ...unnamedParts }),
  "Encoding":               rule([], "contentType style explode allowReserved", { headers: map("Header"), encoding: map("Encoding"), ...unnamedParts }),
  "Callback":               rule(["referable"], "", {}, one("Path Item")),
  "Example":                rule(["referable"], "summary description externalValue serializedValue", { value: data, dataValue: data }),
  "Link":                   rule(["referable"], "operationRef operationId description", { parameters: data, requestBody: data, server: one("Server") }),
  "Tag":                    rule(["unchecked"], "name summary description parent kind", docs),
  "Schema":                 rule(["referable"], plainKeywords, keywords),
  "Discriminator":          rule(["unchecked"], "propertyName defaultMapping", { mapping: plainMap }),
  "XML":                    rule(["unchecked"], "nodeType name namespace prefix attribute wrapped"),
  "Security Scheme":        rule(["referable"], "type description name in scheme bearerFormat openIdConnectUrl oauth2MetadataUrl deprecated flow authorizationUrl tokenUrl", {
                              flows: one("OAuth Flows"), scopes: plainMap,
                            }),
  "OAuth Flows":            rule(["unchecked"], "", Object.fromEntries(
                              ["implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization"].map((flow) => [flow, one("OAuth Flow")]))),
  "OAuth Flow":             rule(["unchecked"], "authorizationUrl deviceAuthorizationUrl tokenUrl refreshUrl", { scopes: plainMap }),
  "Security Requirement":   rule(["unchecked"], "", {}, { as: "plain" }),
};

const swaggerValueFields: ReadonlySet<string> = new Set([...swaggerValue.split(" "), ...Object.keys(swaggerItems)]);

/** Fields that only Swagger 2.0 has: in OpenAPI 3 they are not read. */
export const swaggerFields: { readonly [K in ObjectKind]?: ReadonlySet<string> } = {
  Operation: new Set(["consumes", "produces", "schemes"]),
  Parameter: swaggerValueFields,
  Header: swaggerValueFields,
  Response: new Set(["schema", "examples"]),
  "Security Scheme": new Set(["flow", "authorizationUrl", "tokenUrl", "scopes"]),
};
