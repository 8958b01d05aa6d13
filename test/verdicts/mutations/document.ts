/** A description as JSON, and the places in it where it can be changed. */

export interface Document {
  [key: string]: unknown;
}

const methods = ["get", "put", "post", "delete", "patch"];
const skipped = new Set(["example", "examples", "default", "enum", "x-examples"]);

export function isMap(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The maps of a list, or of the values of a map. */
export function mapsIn(value: unknown): readonly Document[] {
  return (isMap(value) ? Object.values(value) : asList(value)).filter(isMap);
}

/** The map under a key, which is made if it is absent. */
export function mapAt(parent: Document, key: string): Document {
  const known = parent[key];
  if (isMap(known)) return known;
  const made: Document = {};
  parent[key] = made;
  return made;
}

/** Puts the content of one map into another, which keeps its identity. */
export function replace(map: Document, content: Document): void {
  const copy = { ...content };
  for (const key of Object.keys(map)) Reflect.deleteProperty(map, key);
  Object.assign(map, copy);
}

/** All objects of a document, without those in examples. */
export function objectsIn(value: unknown): readonly Document[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (!isMap(value)) return [];
  return [value, ...Object.entries(value).flatMap(([key, child]) => (skipped.has(key) ? [] : objectsIn(child)))];
}

export interface OperationPlace {
  readonly path: string;
  readonly item: Document;
  readonly method: string;
  readonly operation: Document;
}

export function operationsOf(document: Document): readonly OperationPlace[] {
  return Object.entries(isMap(document.paths) ? document.paths : {}).flatMap(([path, item]) =>
    isMap(item)
      ? methods.flatMap((method) => (isMap(item[method]) ? [{ path, item, method, operation: item[method] }] : []))
      : [],
  );
}

export interface ParameterPlace {
  readonly operation: Document;
  readonly parameter: Document;
}

export function parametersOf(document: Document): readonly ParameterPlace[] {
  return operationsOf(document).flatMap(({ operation }) =>
    mapsIn(operation.parameters).map((parameter) => ({ operation, parameter })),
  );
}

export function queryParameters(document: Document): readonly ParameterPlace[] {
  return parametersOf(document).filter(({ parameter }) => parameter.in === "query");
}

/** The maps of responses by status. */
export function responsesOf(document: Document): readonly Document[] {
  return operationsOf(document).flatMap(({ operation }) => (isMap(operation.responses) ? [operation.responses] : []));
}

export interface ResponsePlace {
  readonly responses: Document;
  readonly status: string;
  readonly response: Document;
}

export function responsePlaces(document: Document): readonly ResponsePlace[] {
  return responsesOf(document).flatMap((responses) =>
    Object.entries(responses).flatMap(([status, response]) => (isMap(response) ? [{ responses, status, response }] : [])),
  );
}

export function bodiesOf(document: Document): readonly Document[] {
  return operationsOf(document).flatMap(({ operation }) =>
    isMap(operation.requestBody) && !("$ref" in operation.requestBody) ? [operation.requestBody] : [],
  );
}

/** Media Type Objects with a schema, of requests and responses. */
export function contentsOf(document: Document): readonly Document[] {
  return objectsIn(document).flatMap(({ content }) => mapsIn(content).filter(({ schema }) => isMap(schema)));
}

export function componentsOf(document: Document, kind: string): Document {
  return mapAt(mapAt(document, "components"), kind);
}

/** The component that a reference names, if it is one of the same document. */
export function targetOf(document: Document, { $ref: reference }: Document): Document | undefined {
  const steps = typeof reference === "string" && reference.startsWith("#/") ? reference.slice(2).split("/") : undefined;
  const unescaped = steps?.map((step) => decodeURIComponent(step).replace(/~1/g, "/").replace(/~0/g, "~"));
  const found = unescaped?.reduce<unknown>((parent, step) => (isMap(parent) ? parent[step] : undefined), document);
  return isMap(found) ? found : undefined;
}
