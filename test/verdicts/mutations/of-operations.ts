import {
  asList,
  bodiesOf,
  type Document,
  isMap,
  mapAt,
  mapsIn,
  operationsOf,
  type OperationPlace,
  parametersOf,
  queryParameters,
  responsePlaces,
  responsesOf,
  contentsOf,
} from "./document.js";
import { anywhere, at, type Mutation } from "./mutation.js";

const text = { type: "string" };
const fault = { type: "object", required: ["xCode"], properties: { xCode: text, xDetails: { type: "array", items: text } } };

function jsonOf(schema: object): object {
  return { "application/json": { schema } };
}

function addParameter(operation: Document, more: object): void {
  operation.parameters = [...asList(operation.parameters), { name: "xNewParameter", in: "query", schema: text, ...more }];
}

const withBody = (document: Document) => operationsOf(document).filter(({ operation }) => "requestBody" in operation);
const withoutBody = (document: Document) =>
  operationsOf(document).filter(
    ({ operation, method }) => !("requestBody" in operation) && ["post", "put", "patch"].includes(method),
  );
const optionalParameters = (document: Document) =>
  parametersOf(document).filter(({ parameter }) => parameter.in === "query" || parameter.in === "header");
const arrayParameters = (document: Document) =>
  queryParameters(document).filter(({ parameter: { schema } }) => isMap(schema) && schema.type === "array");
const successes = (document: Document) => responsePlaces(document).filter(({ status }) => status.startsWith("2"));
const failures = (document: Document) => responsePlaces(document).filter(({ status }) => !status.startsWith("2"));

/** Renames a key without moving it. */
function renameKey(map: Document, from: string, to: string): boolean {
  if (to in map) return false;
  const entries = Object.entries(map).map(([key, value]): [string, unknown] => [key === from ? to : key, value]);
  for (const key of Object.keys(map)) Reflect.deleteProperty(map, key);
  Object.assign(map, Object.fromEntries(entries));
  return true;
}

function copyOperation(document: Document, { path, method, operation }: OperationPlace): unknown {
  const parameters = mapsIn(operation.parameters).filter(({ in: place }) => place !== "path");
  if (path.includes("{") || !isMap(document.paths)) return false;
  document.paths["/x-copied-things"] = { [method]: { ...structuredClone(operation), operationId: undefined, parameters } };
  return true;
}

/** Mutations of paths, operations, parameters, request bodies and responses. */
export const operationMutations: readonly Mutation[] = [
  anywhere(
    "operation added",
    (document) => (mapAt(document, "paths")["/x-new-things"] = { get: { responses: { "200": { description: "ok" } } } }),
  ),
  at("operation copied", operationsOf, (place, _, document) => copyOperation(document, place)),
  at("operation removed", operationsOf, ({ item, method }) => Reflect.deleteProperty(item, method)),
  at("method of an operation added", operationsOf, ({ item, operation }) => {
    if ("put" in item) return false;
    item.put = { ...structuredClone(operation), operationId: "putXThing", requestBody: undefined };
    return true;
  }),
  at(
    "path renamed",
    operationsOf,
    ({ path }, _, document) => isMap(document.paths) && renameKey(document.paths, path, `/x-prefix${path}`),
  ),
  anywhere("another version leaks in", (document) => {
    const paths = mapAt(document, "paths");
    const found = Object.entries(paths).filter(([path]) => /\/v\d+\//.test(path));
    for (const [path, item] of found) {
      const copy = structuredClone(item);
      for (const operation of mapsIn(copy)) Reflect.deleteProperty(operation, "operationId");
      paths[path.replace(/\/v\d+\//, "/v99/")] = copy;
    }
    return found.length > 0;
  }),
  at("operationId changed", operationsOf, ({ operation }) => (operation.operationId = "fetchSomethingElse")),
  at("operationId removed", operationsOf, ({ operation }) => "operationId" in operation && delete operation.operationId),
  at("tags changed", operationsOf, ({ operation }) => (operation.tags = ["another tag"])),
  at("summary changed", operationsOf, ({ operation }) => (operation.summary = "Another summary.")),
  at("operation deprecated", operationsOf, ({ operation }) => (operation.deprecated = operation.deprecated !== true)),
  at("optional parameter added", operationsOf, ({ operation }) => addParameter(operation, { required: false })),
  at("optional header parameter added", operationsOf, ({ operation }) =>
    addParameter(operation, { in: "header", name: "X-New-Parameter" }),
  ),
  at("required parameter added", operationsOf, ({ operation }) => addParameter(operation, { required: true })),
  at("object parameter added", operationsOf, ({ operation }) =>
    addParameter(operation, { style: "deepObject", explode: true, schema: { type: "object", properties: { a: text } } }),
  ),
  at("parameter removed", optionalParameters, ({ operation, parameter }) => {
    operation.parameters = asList(operation.parameters).filter((one) => one !== parameter);
  }),
  at("parameter renamed", queryParameters, ({ parameter }) => (parameter.name = "xRenamed")),
  at("parameter required", optionalParameters, ({ parameter }) => (parameter.required = parameter.required !== true)),
  at("parameter moved", queryParameters, ({ parameter }) => (parameter.in = "header")),
  at("parameter deprecated", optionalParameters, ({ parameter }) => (parameter.deprecated = true)),
  at("parameter described", optionalParameters, ({ parameter }) => (parameter.description = "Another description.")),
  at(
    "parameter with an empty value",
    queryParameters,
    ({ parameter }) => (parameter.allowEmptyValue = parameter.allowEmptyValue !== true),
  ),
  at(
    "parameter with reserved characters",
    queryParameters,
    ({ parameter }) => (parameter.allowReserved = parameter.allowReserved !== true),
  ),
  at("parameter not exploded", arrayParameters, ({ parameter }) => (parameter.explode = parameter.explode === false)),
  at("parameter delimited by pipes", arrayParameters, ({ parameter }) =>
    Object.assign(parameter, { style: "pipeDelimited", explode: false }),
  ),
  at("parameter as JSON", queryParameters, ({ parameter }) => {
    if (!isMap(parameter.schema)) return false;
    parameter.content = jsonOf(parameter.schema);
    delete parameter.schema;
    return true;
  }),
  at(
    "body added",
    withoutBody,
    ({ operation }) => (operation.requestBody = { content: jsonOf({ type: "object", properties: { xField: text } }) }),
  ),
  at(
    "required body added",
    withoutBody,
    ({ operation }) =>
      (operation.requestBody = { required: true, content: jsonOf({ type: "object", properties: { xField: text } }) }),
  ),
  at("body removed", withBody, ({ operation }) => delete operation.requestBody),
  at("body required", bodiesOf, (body) => (body.required = body.required !== true)),
  at("body in another media type", bodiesOf, (body, pick) => {
    const content = mapAt(body, "content");
    const name = pick(Object.keys(content));
    return (
      name !== undefined &&
      renameKey(content, name, name.includes("json") ? "application/x-www-form-urlencoded" : "application/json")
    );
  }),
  at("body also in another media type", bodiesOf, (body) => {
    const [first] = mapsIn(body.content);
    const content = mapAt(body, "content");
    if (first === undefined || "application/x-www-form-urlencoded" in content) return false;
    content["application/x-www-form-urlencoded"] = structuredClone(first);
    return true;
  }),
  at("body also as text", bodiesOf, (body) => (mapAt(body, "content")["text/plain"] = { schema: text })),
  at("encoding of a body changed", bodiesOf, (body) => {
    const content = mapsIn(
      Object.fromEntries(Object.entries(mapAt(body, "content")).filter(([name]) => name.includes("form"))),
    )[0];
    const [name] =
      content !== undefined && isMap(content.schema) && isMap(content.schema.properties)
        ? Object.keys(content.schema.properties)
        : [];
    if (content === undefined || name === undefined) return false;
    content.encoding = { [name]: { contentType: "application/json" } };
    return true;
  }),
  at(
    "response removed",
    responsePlaces,
    ({ responses, status }) => Object.keys(responses).length > 1 && Reflect.deleteProperty(responses, status),
  ),
  at("error response added", responsesOf, (responses) => (responses["418"] = { description: "teapot" })),
  at(
    "error response with a body added",
    responsesOf,
    (responses) => (responses["418"] = { description: "teapot", content: jsonOf(fault) }),
  ),
  at(
    "range of errors added",
    responsesOf,
    (responses) => !("4XX" in responses) && (responses["4XX"] = { description: "wrong", content: jsonOf(fault) }),
  ),
  at(
    "default response added",
    responsesOf,
    (responses) => !("default" in responses) && (responses.default = { description: "wrong", content: jsonOf(fault) }),
  ),
  at("success response added", responsesOf, (responses) => (responses["299"] = { description: "odd", content: jsonOf(text) })),
  at(
    "success response without a body added",
    responsesOf,
    (responses) => !("204" in responses) && (responses["204"] = { description: "empty" }),
  ),
  at("success response repeated", successes, ({ responses, response }) => (responses["203"] = structuredClone(response))),
  at("success as a range", successes, ({ responses, status }) => renameKey(responses, status, "2XX")),
  at("success as another status", successes, ({ responses, status }) =>
    renameKey(responses, status, status === "200" ? "201" : "200"),
  ),
  at("success as default", successes, ({ responses, status }) => renameKey(responses, status, "default")),
  at(
    "error as a range",
    failures,
    ({ responses, status }) => /^\d+$/.test(status) && renameKey(responses, status, `${status.charAt(0)}XX`),
  ),
  at("error as default", failures, ({ responses, status }) => renameKey(responses, status, "default")),
  at("response described", responsePlaces, ({ response }) => (response.description = "Another description.")),
  at("response header added", responsePlaces, ({ response }) => (mapAt(response, "headers")["X-New-Header"] = { schema: text })),
  at(
    "response headers removed",
    (document) => responsePlaces(document).filter(({ response }) => "headers" in response),
    ({ response }) => delete response.headers,
  ),
  at(
    "body of a response removed",
    (document) => responsePlaces(document).filter(({ response }) => "content" in response),
    ({ response }) => delete response.content,
  ),
  at(
    "body of a response added",
    (document) => responsePlaces(document).filter(({ response }) => !("content" in response) && !("$ref" in response)),
    ({ response }) => (response.content = jsonOf(fault)),
  ),
  at(
    "response in another media type",
    (document) => responsePlaces(document).filter(({ response }) => isMap(response.content)),
    ({ response }, pick) => {
      const name = pick(Object.keys(mapAt(response, "content")));
      return (
        name !== undefined &&
        renameKey(
          mapAt(response, "content"),
          name,
          pick(["application/xml", "text/csv", "application/vnd.acme+json", "text/event-stream"]) ?? "",
        )
      );
    },
  ),
  at(
    "response also in another media type",
    responsePlaces,
    ({ response }) => isMap(response.content) && (response.content["text/csv"] = { schema: text }),
  ),
  at("schema of a media type removed", contentsOf, (content) => delete content.schema),
  at("root in an array", contentsOf, (content) => (content.schema = { type: "array", items: content.schema })),
  at(
    "root in an object",
    contentsOf,
    (content) => (content.schema = { type: "object", required: ["data"], properties: { data: content.schema } }),
  ),
];
