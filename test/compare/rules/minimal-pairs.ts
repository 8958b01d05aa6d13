/** A pair of descriptions for each rule, and the rule of the opposite change. */

export type Schema = { readonly [keyword: string]: unknown } | boolean;

export interface Case {
  readonly rule: string;
  readonly opposite: string;
  readonly old: object;
  readonly now: object;
}

interface Parts {
  readonly operation?: object;
  readonly components?: object;
  readonly root?: object;
  readonly paths?: object;
}

/** A description with one operation, `POST /things`, which parts replace or extend. */
export function api({ operation = {}, components = {}, root = {}, paths = {} }: Parts = {}): object {
  const responses = {
    "200": {
      description: "The things.",
      content: { "application/json": { schema: { type: "object", properties: { id: { type: "string" } } } } },
    },
  };
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    servers: [{ url: "https://things.example" }],
    paths: { "/things": { post: { operationId: "sendThings", responses, ...operation } }, ...paths },
    components,
    ...root,
  };
}

/** The same operation, whose body has the property `value` of this type. */
export function sending(schema: Schema, required = false): object {
  return api({
    operation: {
      requestBody: body({
        type: "object",
        properties: { value: schema, other: { type: "string" } },
        ...(required && { required: ["value"] }),
      }),
    },
  });
}

export function sendingWhole(schema: Schema): object {
  return api({ operation: { requestBody: body(schema) } });
}

/** The same operation, whose answer has the property `value` of this type. */
export function receiving(schema: Schema, required = false): object {
  return receivingWhole({
    type: "object",
    properties: { value: schema, other: { type: "string" } },
    ...(required && { required: ["value"] }),
  });
}

export function receivingWhole(schema: Schema, components: object = {}): object {
  return api({
    operation: { responses: { "200": { description: "The things.", content: { "application/json": { schema } } } } },
    components,
  });
}

function body(schema: Schema): object {
  return { required: true, content: { "application/json": { schema } } };
}

const text = { type: "string" };
const number = { type: "number" };
const open = { enum: ["a", "b"] };
const objectOf = (properties: object, more: object = {}): Schema => ({ type: "object", properties, ...more });
const variant = (name: string, more: object = {}) => objectOf({ kind: { const: name }, ...more }, { required: ["kind"] });

function both(rule: string, opposite: string, old: object, now: object): Case {
  return { rule, opposite, old, now };
}

// prettier-ignore
const sentCases: readonly Case[] = [
  both("sent-property-added",          "sent-property-removed",   sendingWhole(objectOf({ a: text, b: text })), sendingWhole(objectOf({ a: text, b: text, c: text }))),
  both("sent-required-property-added", "sent-property-removed",   sendingWhole(objectOf({ a: text })), sendingWhole(objectOf({ a: text, b: text }, { required: ["b"] }))),
  both("sent-property-renamed",        "sent-property-renamed",   sendingWhole(objectOf({ a: text, b: text })), sendingWhole(objectOf({ a: text, c: text }))),
  both("sent-property-required",       "sent-property-optional",  sending(text), sending(text, true)),
  both("sent-null-added",              "sent-null-removed",       sending(text), sending({ type: ["string", "null"] })),
  both("sent-type-widened",            "sent-type-narrowed",      sending(text), sending({ type: ["string", "number"] })),
  both("sent-type-changed",            "sent-type-changed",       sending(text), sending(number)),
  both("sent-value-added",             "sent-value-removed",      sending({ enum: ["a"] }), sending(open)),
  both("sent-values-listed",           "sent-values-unlisted",    sending(text), sending(open)),
  both("sent-constant-removed",        "sent-constant-added",     sending({ enum: ["a", "b"] }), sending({ const: "a" })),
  both("sent-others-accepted",         "sent-others-refused",     sending(objectOf({ a: text })), sending(objectOf({ a: text }, { additionalProperties: text }))),
  both("sent-variant-added",           "sent-variant-removed",    sending({ oneOf: [variant("a"), variant("b")] }), sending({ oneOf: [variant("a"), variant("b"), variant("c")] })),
  both("sent-items-fewer",             "sent-items-more",         sending({ type: "array", prefixItems: [text, text], items: false }), sending({ type: "array", prefixItems: [text, text], minItems: 2, items: false })),
  both("sent-bounds-narrowed",         "sent-bounds-widened",     sending({ ...text, maxLength: 9 }), sending({ ...text, maxLength: 5 })),
  both("sent-bounds-narrowed",         "sent-bounds-widened",     sending(number), sending({ type: "integer" })),
  both("sent-default-changed",         "sent-default-changed",    sending({ ...text, default: "a" }), sending({ ...text, default: "b" })),
  both("sent-format-widened",          "sent-format-changed",     sending({ type: "integer", format: "int32" }), sending({ type: "integer", format: "int64" })),
  both("sent-format-changed",          "sent-format-changed",     sending({ ...text, format: "date" }), sending({ ...text, format: "date-time" })),
];

// prettier-ignore
const receivedCases: readonly Case[] = [
  both("received-property-added",      "received-property-removed", receivingWhole(objectOf({ a: text })), receivingWhole(objectOf({ a: text, b: text }))),
  both("received-property-renamed",    "received-property-renamed", receivingWhole(objectOf({ a: text, b: text })), receivingWhole(objectOf({ a: text, c: text }))),
  both("received-property-required",   "received-property-optional", receiving(text), receiving(text, true)),
  both("received-null-added",          "received-null-removed",     receiving(text), receiving({ type: ["string", "null"] })),
  both("received-type-widened",        "received-type-narrowed",    receiving(text), receiving({ type: ["string", "number"] })),
  both("received-type-changed",        "received-type-changed",     receiving(text), receiving(number)),
  both("received-type-described",      "received-type-unknown",     receiving({}), receiving(text)),
  both("received-value-added",         "received-value-removed",    receiving({ enum: ["a"] }), receiving(open)),
  both("received-values-listed",       "received-values-unlisted",  receiving(text), receiving(open)),
  both("received-constant-removed",    "received-constant-added",   receiving(open), receiving({ const: "a" })),
  both("received-constant-narrowed",   "received-constant-added",   receiving(text), receiving({ const: "a" })),
  both("received-others-returned",     "received-others-removed",   receiving(objectOf({ a: text })), receiving(objectOf({ a: text }, { additionalProperties: text }))),
  both("received-others-described",    "received-others-returned",  receiving({ type: "object" }), receiving(objectOf({ a: text }))),
  both("received-variant-added",       "received-variant-removed",  receivingUnion("Cat", "Dog"), receivingUnion("Cat", "Dog", "Bird")),
  both("received-union-widened",       "received-variant-removed",  receiving({ anyOf: [objectOf({ a: text }), objectOf({ b: text })] }), receiving({ anyOf: [objectOf({ a: text }), objectOf({ b: text }), objectOf({ c: text })] })),
  both("variant-covered",              "received-variant-removed",           receiving({ anyOf: [objectOf({ a: text }), objectOf({ b: text })] }), receiving({ anyOf: [objectOf({ a: text }), objectOf({ b: text }), objectOf({ a: text, c: text })] })),
  both("received-items-fewer",         "received-items-more",       receiving({ type: "array", prefixItems: [text], minItems: 1, items: false }), receiving({ type: "array", prefixItems: [text], items: false })),
  both("received-bounds-changed",      "received-bounds-changed",   receiving({ ...text, maxLength: 9 }), receiving({ ...text, maxLength: 5 })),
  both("received-default-changed",     "received-default-changed",  receiving({ ...text, default: "a" }), receiving({ ...text, default: "b" })),
  both("received-format-narrowed",     "received-format-changed",   receiving(text), receiving({ ...text, format: "date" })),
  both("received-format-changed",      "received-format-changed",   receiving({ ...text, format: "date" }), receiving({ ...text, format: "date-time" })),
  both("received-body-added",          "received-type-changed",     api({ operation: { responses: { "200": { description: "Done." } } } }), receiving(text)),
  both("received-bounds-changed",      "received-bounds-changed",   receiving(number), receiving({ type: "integer" })),
  both("deprecated",                   "deprecation-removed",       receiving(text), receiving({ ...text, deprecated: true })),
  both("documentation-changed",        "documentation-changed",     receiving({ ...text, description: "A." }), receiving({ ...text, description: "B." })),
];

function receivingUnion(...names: readonly string[]): object {
  const schemas = Object.fromEntries(names.map((name) => [name, objectOf({ kind: text, [name]: text }, { required: ["kind"] })]));
  const oneOf = names.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  return receivingWhole({ oneOf, discriminator: { propertyName: "kind" } }, { schemas });
}

const ok = { "200": { description: "Done." } };
const get = (more: object = {}) => ({ get: { responses: ok, ...more } });
const withResponses = (responses: object) => api({ operation: { responses } });
const withParameter = (parameter: object) =>
  api({ operation: { parameters: [{ name: "q", in: "query", schema: text, ...parameter }] } });
const schemes = {
  securitySchemes: { token: { type: "http", scheme: "bearer" }, key: { type: "apiKey", in: "header", name: "X-Key" } },
};
const secured = (security: readonly object[], components: object = schemes) => api({ operation: { security }, components });
const oauth = (...scopes: readonly string[]) =>
  secured([{ login: scopes }], {
    securitySchemes: {
      login: {
        type: "oauth2",
        flows: { clientCredentials: { tokenUrl: "https://things.example/token", scopes: { a: "A", b: "B" } } },
      },
    },
  });
const page = {
  "200": {
    description: "A page.",
    content: {
      "application/json": { schema: objectOf({ items: { type: "array", items: text }, next: text }, { required: ["items"] }) },
    },
  },
};
const paged = (more: object = {}) =>
  api({
    operation: {
      responses: page,
      parameters: [
        { name: "after", in: "query", schema: text },
        { name: "before", in: "query", schema: text },
      ],
      ...more,
    },
  });
const cursor = (input: string) => ({ "x-specloom-pages": { style: "cursor", cursor: input, items: "items", next: "next" } });
const inputs = objectOf(
  { inputs: { type: "array", items: objectOf({ id: text }, { required: ["id"] }) } },
  { required: ["inputs"] },
);
const results = {
  "200": {
    description: "Results.",
    content: {
      "application/json": {
        schema: objectOf(
          { results: { type: "array", items: objectOf({ id: text }, { required: ["id"] }) } },
          { required: ["results"] },
        ),
      },
    },
  },
};
const batched = (more: object = {}) => api({ operation: { requestBody: body(inputs), responses: results, ...more } });
const batch = (maximum: number) => ({
  "x-specloom-batch": { inputs: "inputs", results: "results", key: "id", resultKey: "id", maximum },
});
const webhooks = (more: object = {}) =>
  api({ root: { webhooks: { pinged: { post: { requestBody: body(objectOf({ a: text })), responses: ok } }, ...more } } });
const hook = { post: { requestBody: body(objectOf({ a: text })), responses: ok } };
const receivingAs = (mediaType: string) =>
  withResponses({ "200": { description: "The things.", content: { [mediaType]: { schema: objectOf({ a: text }) } } } });
const calledAt = (address: string) => ({ [address]: { post: { requestBody: body(objectOf({ a: text })), responses: ok } } });
const callback = { "{$request.body#/url}": { post: { requestBody: body(objectOf({ a: text })), responses: ok } } };
const callbacks = (more: object) => api({ operation: { callbacks: more } });
const failing = (...statuses: readonly string[]) =>
  Object.fromEntries(statuses.map((status) => [status, { description: "It failed." }]));
const model = (name: string) =>
  receivingWhole({ $ref: `#/components/schemas/${name}` }, { schemas: { [name]: objectOf({ a: text }) } });
const fault = (schema: Schema) => ({ description: "It failed.", content: { "application/json": { schema } } });
const faults = (a: Schema, b: Schema) =>
  api({
    operation: { responses: { ...ok, "400": fault(a) } },
    paths: { "/others": get({ responses: { ...ok, "400": fault(b) } }) },
  });
const multipart = (more: object) =>
  api({ operation: { requestBody: { content: { "multipart/form-data": { schema: objectOf({ a: text }), ...more } } } } });
const tokensFrom = (name: string) =>
  secured([{ login: [] }], {
    securitySchemes: {
      login: { type: "oauth2", flows: { clientCredentials: { tokenUrl: `https://${name}.example/token`, scopes: {} } } },
    },
  });
/** The model of an answer that the package does not parse. */
const unread = (schema: Schema) =>
  api({
    operation: {
      responses: {
        "200": { description: "The things.", content: { "application/xml": { schema: { $ref: "#/components/schemas/Thing" } } } },
      },
    },
    components: { schemas: { Thing: schema } },
  });
const server = (...urls: readonly string[]) => api({ root: { servers: urls.map((url) => ({ url })) } });
const variable = (first: string, ...more: readonly string[]) =>
  api({
    root: {
      servers: [{ url: "https://{region}.things.example", variables: { region: { default: first, enum: [first, ...more] } } }],
    },
  });
const versions = (defaultVersion: string, prefixes: object) =>
  api({ root: { "x-specloom-versions": { default: defaultVersion, ...prefixes } }, paths: {} });
const others = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`/leak${index}`, get()]));

// prettier-ignore
const packageCases: readonly Case[] = [
  both("operation-added",                  "operation-removed",        api(), api({ paths: { "/others": get() } })),
  both("operation-renamed",                "operation-renamed",        api({ operation: { operationId: "sendThings" } }), api({ operation: { operationId: "dispatchThings" } })),
  both("operations-leaked",                "operation-removed",        api(), api({ paths: others })),
  both("request-changed",                  "request-changed",          api({ paths: { "/others": get({ operationId: "others.find" }) } }), api({ paths: { "/any/others": get({ operationId: "others.find" }) } })),
  both("parameter-moved",                  "parameter-moved",          withParameter({}), withParameter({ in: "header" })),
  both("parameter-serialized-differently", "parameter-serialized-differently", withParameter({ schema: { type: "array", items: text } }), withParameter({ schema: { type: "array", items: text }, explode: false })),
  both("body-media-type-changed",          "body-media-type-changed",  api({ operation: { requestBody: { content: { "application/json": { schema: objectOf({ a: text }) } } } } }), api({ operation: { requestBody: { content: { "application/x-www-form-urlencoded": { schema: objectOf({ a: text }) } } } } })),
  both("body-serialized-differently",      "body-serialized-differently", multipart({}), multipart({ encoding: { a: { contentType: "application/json" } } })),
  both("response-media-type-changed",      "response-media-type-changed", receivingAs("application/json"), receivingAs("application/vnd.things+json")),
  both("response-status-added",            "response-status-removed",  withResponses(ok), withResponses({ ...ok, "201": { description: "Made." } })),
  both("response-status-added",            "error-status-removed",     withResponses(ok), withResponses({ ...ok, ...failing("404") })),
  both("response-header-added",            "response-header-removed",  withResponses(ok), withResponses({ "200": { description: "Done.", headers: { "X-Rest": { schema: text } } } })),
  both("pages-added",                      "pages-removed",            paged(), paged(cursor("after"))),
  both("pages-changed",                    "pages-changed",            paged(cursor("before")), paged(cursor("after"))),
  both("batch-added",                      "batch-removed",            batched(), batched(batch(10))),
  both("batch-changed",                    "batch-changed",            batched(batch(10)), batched(batch(20))),
  both("limits-changed",                   "limits-changed",           api(), api({ root: { "x-specloom-rate-limit": { bucket: "all", requests: 10, windowSeconds: 1 } } })),
  both("retries-changed",                  "retries-changed",          api(), api({ operation: { "x-specloom-retry": { idempotent: true } } })),
  both("security-required",                "security-widened",         secured([{ token: [] }, {}]), secured([{ token: [] }])),
  both("security-changed",                 "security-changed",         secured([{ token: [] }]), secured([{ key: [] }])),
  both("security-required",                "security-removed",         secured([]), secured([{ key: [] }])),
  both("scope-added",                      "scope-removed",            oauth("a"), oauth("a", "b")),
  both("option-added",                     "option-removed",           secured([]), secured([{ key: [] }])),
  both("option-value-added",               "option-value-removed",     variable("eu", "us"), variable("eu", "us", "asia")),
  both("option-default-changed",           "option-default-changed",   variable("eu", "us"), variable("us", "eu")),
  both("token-address-changed",            "token-address-changed",    tokensFrom("a"), tokensFrom("b")),
  both("server-added",                     "server-removed",           server("https://a.example"), server("https://a.example", "https://b.example")),
  both("server-changed",                   "server-changed",           server("https://a.example"), server("https://b.example")),
  both("error-body-unknown",               "error-body-described",     faults(objectOf({ a: text }), objectOf({ a: text })), faults(objectOf({ a: text }), objectOf({ b: text }))),
  both("webhook-added",                    "webhook-removed",          webhooks(), webhooks({ ponged: hook })),
  both("callback-added",                   "callback-removed",         callbacks({}), callbacks({ onEvent: callback })),
  both("callback-address-changed",         "callback-address-changed", callbacks({ onEvent: callback }), callbacks({ onEvent: calledAt("{$request.body#/hook}") })),
  both("export-added",                     "export-removed",           receiving(text), receivingWhole({ type: "object", properties: { value: { $ref: "#/components/schemas/Thing" }, other: text } }, { schemas: { Thing: objectOf({ a: text, b: text }) } })),
  both("export-changed",                   "export-changed",           unread(objectOf({ a: text })), unread(objectOf({ a: text, b: text }))),
  both("export-renamed",                   "export-renamed",           model("Thing"), model("Item")),
  both("type-parameter-added",             "type-parameter-removed",   receiving({ type: "object", additionalProperties: text }), receiving({ type: "object", additionalProperties: text, "x-specloom-typed": "Values" })),
  both("version-added",                    "version-removed",          versions("v1", { v1: "/things" }), versions("v1", { v1: "/things", v2: "/v2/things" })),
  both("version-changed",                  "version-changed",          versions("v1", { v1: "/things", v2: "/v2/things" }), versions("v2", { v1: "/v1/things", v2: "/things" })),
];

export const cases: readonly Case[] = [...sentCases, ...receivedCases, ...packageCases];
