import { asList, componentsOf, type Document, isMap, mapAt, mapsIn, operationsOf, responsePlaces } from "./document.js";
import { anywhere, at, type Mutation } from "./mutation.js";

const text = { type: "string" };
const received = {
  requestBody: { content: { "application/json": { schema: { type: "object", properties: { id: text, xEvent: text } } } } },
  responses: { "200": { description: "ok" } },
};

const serversOf = (document: Document) => mapsIn(document.servers);
const schemesOf = (document: Document) => Object.values(componentsOf(document, "securitySchemes")).filter(isMap);
const flowsOf = (document: Document) => schemesOf(document).flatMap(({ flows }) => mapsIn(flows));
const secured = (document: Document) =>
  operationsOf(document).filter(({ operation }) => asList(operation.security ?? document.security).length > 0);
const lists = (document: Document) =>
  responsePlaces(document).flatMap(({ status, response, responses }) => {
    const operation = operationsOf(document).find((place) => place.operation.responses === responses)?.operation;
    const properties = mapsIn(response.content).flatMap(({ schema }) =>
      isMap(schema) && isMap(schema.properties) ? Object.entries(schema.properties) : [],
    );
    const [name] = properties.find(([, property]) => isMap(property) && property.type === "array") ?? [];
    return status === "200" && operation !== undefined && name !== undefined && !("x-specloom-pages" in operation)
      ? [{ operation, name }]
      : [];
  });

/** Adds a security scheme, and requires it. */
function requireScheme(document: Document, place: Document, scopes: readonly string[] = []): void {
  componentsOf(document, "securitySchemes").xScheme = { type: "http", scheme: "bearer" };
  place.security = [{ xScheme: scopes }];
}

/** Mutations of what the operations of a package have in common, and of what overlays declare. */
export const packageMutations: readonly Mutation[] = [
  anywhere("server added", (document) => (document.servers = [...asList(document.servers), { url: "https://x-more.example" }])),
  anywhere("server first", (document) => (document.servers = [{ url: "https://x-first.example" }, ...asList(document.servers)])),
  at(
    "server removed",
    serversOf,
    (server, _, document) => (document.servers = asList(document.servers).filter((one) => one !== server)),
  ),
  at("version of a server changed", serversOf, (server) => (server.url = `${String(server.url)}/v99`)),
  anywhere(
    "server with a variable",
    (document) =>
      (document.servers = [{ url: "https://{xRegion}.example", variables: { xRegion: { default: "eu", enum: ["eu", "us"] } } }]),
  ),
  at(
    "value of a server variable added",
    (document) => serversOf(document).flatMap(({ variables }) => mapsIn(variables)),
    (variable) => (variable.enum = [...asList(variable.enum), "xMore"]),
  ),
  at(
    "default of a server variable changed",
    (document) => serversOf(document).flatMap(({ variables }) => mapsIn(variables)),
    (variable) => (variable.default = "xOther"),
  ),
  at("server of an operation", operationsOf, ({ operation }) => (operation.servers = [{ url: "https://x-other.example" }])),
  at("scheme required", operationsOf, ({ operation }, _, document) => requireScheme(document, operation)),
  anywhere("scheme required everywhere", (document) => requireScheme(document, document)),
  at("scheme as an alternative", secured, ({ operation }, _, document) => {
    const before = asList(operation.security ?? document.security);
    requireScheme(document, operation);
    operation.security = [...before, ...asList(operation.security)];
  }),
  at("scheme in addition", secured, ({ operation }, _, document) => {
    const before = asList(operation.security ?? document.security).filter(isMap);
    requireScheme(document, operation);
    operation.security = before.map((requirement) => ({ ...requirement, xScheme: [] }));
  }),
  at("no credentials", secured, ({ operation }) => (operation.security = [])),
  at(
    "credentials optional",
    secured,
    ({ operation }, _, document) => (operation.security = [...asList(operation.security ?? document.security), {}]),
  ),
  at("scope added", secured, ({ operation }, _, document) => {
    const before = asList(operation.security ?? document.security).filter(isMap);
    operation.security = before.map((requirement) =>
      Object.fromEntries(Object.entries(requirement).map(([name, scopes]) => [name, [...asList(scopes), "xScope"]])),
    );
  }),
  at(
    "scheme in another place",
    schemesOf,
    (scheme) => scheme.type === "apiKey" && (scheme.in = scheme.in === "query" ? "header" : "query"),
  ),
  at("scheme of another kind", schemesOf, (scheme) => {
    for (const key of Object.keys(scheme)) Reflect.deleteProperty(scheme, key);
    Object.assign(scheme, { type: "http", scheme: "basic" });
  }),
  at("address of a token changed", flowsOf, (flow) => "tokenUrl" in flow && (flow.tokenUrl = "https://x-token.example/token")),
  at("scope described", flowsOf, (flow) => (mapAt(flow, "scopes").xScope = "Another scope.")),
  anywhere("title changed", (document) => (mapAt(document, "info").description = "Another description.")),
  anywhere("version changed", (document) => (mapAt(document, "info").version = "99.0.0")),
  anywhere("webhook added", (document) => (mapAt(document, "webhooks").xHappened = { post: structuredClone(received) })),
  anywhere("two webhooks added", (document) =>
    Object.assign(mapAt(document, "webhooks"), {
      xHappened: { post: structuredClone(received) },
      xSeen: { post: structuredClone(received) },
    }),
  ),
  at(
    "callback added",
    operationsOf,
    ({ operation }) => (operation.callbacks = { xDone: { "{$request.query.url}": { post: structuredClone(received) } } }),
  ),
  anywhere(
    "component that nothing uses",
    (document) => (componentsOf(document, "schemas").XUnused = { type: "object", properties: { a: text } }),
  ),
  anywhere("tag described", (document) => (document.tags = [...asList(document.tags), { name: "x-tag", description: "A tag." }])),
  anywhere("extension of the vendor", (document) => (document["x-vendor-thing"] = { a: 1 })),
  at("extension of an operation", operationsOf, ({ operation }) => (operation["x-vendor-thing"] = ["a"])),
  at("link added", responsePlaces, ({ response }, _, document) => {
    const target = operationsOf(document).find(
      ({ operation, method }) => method === "get" && typeof operation.operationId === "string",
    );
    if (target === undefined || "$ref" in response) return false;
    mapAt(response, "links").xNext = { operationId: target.operation.operationId };
    return true;
  }),
  at("pages declared", lists, ({ operation, name }) => {
    operation.parameters = [...asList(operation.parameters), { name: "xPage", in: "query", schema: { type: "integer" } }];
    operation["x-specloom-pages"] = { style: "page", page: "xPage", items: name };
  }),
  anywhere(
    "rate limit declared",
    (document) => (document["x-specloom-rate-limit"] = { bucket: "all", requests: 10, windowSeconds: 1 }),
  ),
  at("retry declared", operationsOf, ({ operation }) => (operation["x-specloom-retry"] = { idempotent: true })),
  at("name declared", operationsOf, ({ operation }) => (operation["x-specloom-name"] = "xThings.call")),
];
