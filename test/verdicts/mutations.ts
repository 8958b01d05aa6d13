/** One change of each kind that OpenAPI allows, at a random place of a description. */

export interface Document {
  [key: string]: unknown;
}

/** Picks one of some values; undefined of none. */
export type Pick = <T>(values: readonly T[]) => T | undefined;

export interface Mutation {
  readonly name: string;
  /** Changes the document; false if it has no place for this change. */
  readonly apply: (document: Document, pick: Pick) => boolean;
}

const methods = ["get", "put", "post", "delete", "patch"];
const skipped = new Set(["example", "examples", "default", "enum", "x-examples"]);

export function isMap(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** All objects of a document, without those in examples. */
function objectsIn(value: unknown): readonly Document[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (!isMap(value)) return [];
  return [value, ...Object.entries(value).flatMap(([key, child]) => (skipped.has(key) ? [] : objectsIn(child)))];
}

function operationsOf(
  document: Document,
): readonly { readonly item: Document; readonly method: string; readonly operation: Document; readonly path: string }[] {
  return Object.entries(isMap(document.paths) ? document.paths : {}).flatMap(([path, item]) =>
    isMap(item)
      ? methods.flatMap((method) => (isMap(item[method]) ? [{ path, item, method, operation: item[method] }] : []))
      : [],
  );
}

const scalarTypes = ["string", "integer", "boolean"];

function schemasWith(document: Document, test: (schema: Document) => boolean): readonly Document[] {
  return objectsIn(document).filter((one) => !("in" in one) && test(one));
}

function objectSchemas(document: Document): readonly Document[] {
  return schemasWith(
    document,
    ({ properties }) => isMap(properties) && Object.keys(properties).length > 0 && Object.values(properties).every(isMap),
  );
}

/** A mutation of one place of those that are found. */
function at<T>(name: string, find: (document: Document) => readonly T[], change: (place: T, pick: Pick) => unknown): Mutation {
  return {
    name,
    apply: (document, pick) => {
      const place = pick(find(document));
      return place !== undefined && change(place, pick) !== false;
    },
  };
}

function propertyOf(schema: Document, pick: Pick): { readonly properties: Document; readonly name: string } | undefined {
  const properties = schema.properties;
  const name = isMap(properties) ? pick(Object.keys(properties)) : undefined;
  return isMap(properties) && name !== undefined ? { properties, name } : undefined;
}

function requiredOf({ required }: Document): readonly string[] {
  return Array.isArray(required) ? required.map(String) : [];
}

function setRequired(schema: Document, names: readonly string[]): void {
  if (names.length === 0) delete schema.required;
  else schema.required = names;
}

const parametersOf = (document: Document) =>
  operationsOf(document).flatMap(({ operation }) =>
    Array.isArray(operation.parameters) ? operation.parameters.filter(isMap).map((parameter) => ({ operation, parameter })) : [],
  );
const queryParameters = (document: Document) => parametersOf(document).filter(({ parameter }) => parameter.in === "query");
const responsesOf = (document: Document) =>
  operationsOf(document).flatMap(({ operation }) => (isMap(operation.responses) ? [operation.responses] : []));
const bodiesOf = (document: Document) =>
  operationsOf(document).flatMap(({ operation }) =>
    isMap(operation.requestBody) && !("$ref" in operation.requestBody) ? [operation.requestBody] : [],
  );

function removeParameter({ operation, parameter }: { readonly operation: Document; readonly parameter: Document }): void {
  operation.parameters = (Array.isArray(operation.parameters) ? operation.parameters : []).filter((one) => one !== parameter);
}

function addParameter(operation: Document, required: boolean): void {
  const parameter = { name: "xNewParameter", in: "query", required, schema: { type: "string" } };
  operation.parameters = [...asList(operation.parameters), parameter];
}

const operationPlaces = (document: Document) => operationsOf(document);
const enumsOf = (document: Document) =>
  objectsIn(document).filter(({ enum: values }) => Array.isArray(values) && values.length > 1);
const scalarsOf = (document: Document) =>
  schemasWith(document, ({ type, enum: values }) => scalarTypes.includes(String(type)) && values === undefined);

const stringsOf = (document: Document) => scalarsOf(document).filter(({ type }) => type === "string");

export const mutations: readonly Mutation[] = [
  at("operation removed", operationPlaces, ({ item, method }) => Reflect.deleteProperty(item, method)),
  {
    name: "operation added",
    apply: (document) =>
      isMap(document.paths) &&
      ((document.paths["/x-new-things"] = { get: { responses: { "200": { description: "ok" } } } }), true),
  },
  at("operationId changed", operationPlaces, ({ operation }) => (operation.operationId = "fetchSomethingElse")),
  at("tags changed", operationPlaces, ({ operation }) => (operation.tags = ["another tag"])),
  at("summary changed", operationPlaces, ({ operation }) => (operation.summary = "Another summary.")),
  at("operation deprecated", operationPlaces, ({ operation }) => (operation.deprecated = true)),
  at("optional parameter added", operationPlaces, ({ operation }) => addParameter(operation, false)),
  at("required parameter added", operationPlaces, ({ operation }) => addParameter(operation, true)),
  at("parameter removed", queryParameters, removeParameter),
  at("parameter renamed", queryParameters, ({ parameter }) => (parameter.name = "xRenamed")),
  at("parameter required", queryParameters, ({ parameter }) => (parameter.required = parameter.required !== true)),
  at("parameter moved", queryParameters, ({ parameter }) => (parameter.in = "header")),
  at("response removed", responsesOf, (responses, pick) => {
    const status = pick(Object.keys(responses));
    if (status === undefined || Object.keys(responses).length < 2) return false;
    Reflect.deleteProperty(responses, status);
    return true;
  }),
  at("error response added", responsesOf, (responses) => (responses["418"] = { description: "teapot" })),
  at(
    "success response added",
    responsesOf,
    (responses) => (responses["299"] = { description: "odd", content: { "application/json": { schema: { type: "string" } } } }),
  ),
  at("body required", bodiesOf, (body) => (body.required = body.required !== true)),
  at(
    "property added",
    objectSchemas,
    (schema) => isMap(schema.properties) && (schema.properties.xNewProperty = { type: "string" }),
  ),
  at("required property added", objectSchemas, (schema) => {
    if (isMap(schema.properties)) schema.properties.xNewProperty = { type: "string" };
    setRequired(schema, [...requiredOf(schema), "xNewProperty"]);
    return true;
  }),
  at("property removed", objectSchemas, (schema, pick) => {
    const found = propertyOf(schema, pick);
    if (found === undefined) return false;
    Reflect.deleteProperty(found.properties, found.name);
    setRequired(
      schema,
      requiredOf(schema).filter((name) => name !== found.name),
    );
    return true;
  }),
  at("property renamed", objectSchemas, (schema, pick) => {
    const found = propertyOf(schema, pick);
    if (found === undefined) return false;
    found.properties.xRenamed = found.properties[found.name];
    Reflect.deleteProperty(found.properties, found.name);
    setRequired(
      schema,
      requiredOf(schema).map((name) => (name === found.name ? "xRenamed" : name)),
    );
    return true;
  }),
  at("property required or not", objectSchemas, (schema, pick) => {
    const found = propertyOf(schema, pick);
    const required = requiredOf(schema);
    if (found === undefined) return false;
    setRequired(
      schema,
      required.includes(found.name) ? required.filter((name) => name !== found.name) : [...required, found.name],
    );
    return true;
  }),
  at("property read only", objectSchemas, (schema, pick) => toggle(schema, pick, "readOnly")),
  at("property write only", objectSchemas, (schema, pick) => toggle(schema, pick, "writeOnly")),
  at("type changed", scalarsOf, (schema) => (schema.type = schema.type === "string" ? "integer" : "string")),
  at("nullable changed", scalarsOf, (schema) => (schema.nullable = schema.nullable !== true)),
  at("array in place of scalar", scalarsOf, (schema) => {
    const inner = { ...schema };
    for (const key of Object.keys(schema)) Reflect.deleteProperty(schema, key);
    Object.assign(schema, { type: "array", items: inner });
    return true;
  }),
  at("values listed", stringsOf, (schema) => (schema.enum = ["a", "b"])),
  at("limit added", stringsOf, (schema) => (schema.maxLength = 7)),
  at("format changed", stringsOf, (schema) => (schema.format = "hostname")),
  at("default changed", stringsOf, (schema) => (schema.default = "another")),
  at("description changed", scalarsOf, (schema) => (schema.description = "Another description.")),
  at("schema deprecated", scalarsOf, (schema) => (schema.deprecated = schema.deprecated !== true)),
  at("value added", enumsOf, (schema) => (schema.enum = [...asList(schema.enum), "XNEW"])),
  at("value removed", enumsOf, (schema) => (schema.enum = asList(schema.enum).slice(1))),
  at("values unlisted", enumsOf, (schema) => Reflect.deleteProperty(schema, "enum")),
  at("others closed", objectSchemas, (schema) => (schema.additionalProperties = false)),
  at("others described", objectSchemas, (schema) => (schema.additionalProperties = { type: "string" })),
  at(
    "variant added",
    (document) => objectsIn(document).filter(({ oneOf }) => Array.isArray(oneOf)),
    (schema) =>
      (schema.oneOf = [
        ...asList(schema.oneOf),
        { type: "object", required: ["xKind"], properties: { xKind: { type: "string" } } },
      ]),
  ),
  at(
    "variant removed",
    (document) => objectsIn(document).filter(({ oneOf }) => asList(oneOf).length > 1),
    (schema) => (schema.oneOf = asList(schema.oneOf).slice(1)),
  ),
  at(
    "part of allOf removed",
    (document) => objectsIn(document).filter(({ allOf }) => asList(allOf).length > 1),
    (schema) => (schema.allOf = asList(schema.allOf).slice(1)),
  ),
  at(
    "part of allOf added",
    (document) => objectsIn(document).filter(({ allOf }) => Array.isArray(allOf)),
    (schema) => (schema.allOf = [...asList(schema.allOf), { type: "object", properties: { xPart: { type: "integer" } } }]),
  ),
];

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function toggle(schema: Document, pick: Pick, keyword: string): boolean {
  const found = propertyOf(schema, pick);
  const property = found?.properties[found.name];
  if (!isMap(property) || "$ref" in property) return false;
  property[keyword] = property[keyword] !== true;
  return true;
}
