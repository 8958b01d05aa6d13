/** A description that takes its text from the caller in every place that can have free text. */

/** Returns the text for a place. A place with a benign text has a grammar, and other texts are refused. */
export type NextText = (place: string, benign?: string) => string;

/** Places with a grammar. They are tested one by one, since a refusal for one hides all others. */
export const grammarPlaces: readonly string[] = placesWithGrammar();

export function hostileDescription(next: NextText): string {
  const security = next("security name");
  return JSON.stringify({
    openapi: "3.1.0",
    "x-specloom-name": next("root name", "hostile"),
    "x-specloom-versions": entries([next("version", "v1"), next("version prefix", "/v1")]),
    "x-specloom-rate-limit": {
      bucket: next("bucket", "writes"),
      requests: 5,
      windowSeconds: 1,
      headers: { limit: next("limit header", "X-Limit") },
    },
    [next("unknown extension")]: next("extension value"),
    info: info(next),
    servers: servers(next),
    tags: [{ name: "tagged", description: next("tag description"), externalDocs: externalDocs(next) }],
    security: [entries([security, []])],
    externalDocs: externalDocs(next),
    paths: entries(...paths(next)),
    webhooks: entries([
      next("webhook name"),
      { post: incoming(next, next("webhook type name", "Heard")), put: incoming(next, next("webhook type name", "Put")) },
    ]),
    components: { schemas: schemas(next), securitySchemes: securitySchemes(next, security) },
  });
}

function placesWithGrammar(): readonly string[] {
  const places: string[] = [];
  hostileDescription((place, benign) => {
    if (benign !== undefined) places.push(place);
    return benign ?? "";
  });
  return [...new Set(places)];
}

/** Makes an object with own properties; in an object literal, `__proto__` would set the prototype. */
function entries(...pairs: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(pairs);
}

function info(next: NextText): object {
  return {
    title: next("title"),
    version: next("version of the description"),
    summary: next("summary of the description"),
    description: next("description"),
    termsOfService: next("terms"),
    contact: { name: next("contact"), url: next("contact url"), email: next("email") },
    license: { name: next("license"), url: next("license url") },
  };
}

function externalDocs(next: NextText): object {
  return { url: next("docs url"), description: next("docs description") };
}

function servers(next: NextText): readonly object[] {
  const variables = entries([
    "region",
    { default: next("server variable"), enum: [next("server variable"), "us"], description: next("variable words") },
  ]);
  const url = next("server url", "https://{region}.example.com/api");
  return [{ url, name: next("server name"), description: next("server description"), variables }];
}

function paths(next: NextText): readonly (readonly [string, object])[] {
  return [
    [
      `/v1/${next("path segment", "things")}/{${next("path parameter", "id")}}`,
      { summary: next("path summary"), get: reading(next) },
    ],
    ["/v1/others", { post: writing(next), [next("method")]: { responses: { 204: { description: next("status words") } } } }],
    ["/v1/tagged", { get: tagged(next) }],
  ];
}

function reading(next: NextText): object {
  const style = next("style", "form");
  return {
    "x-specloom-name": next("operation name", "things.get"),
    summary: next("summary"),
    description: next("operation description"),
    externalDocs: externalDocs(next),
    parameters: [
      {
        name: next("path parameter", "id"),
        in: "path",
        required: true,
        description: next("parameter words"),
        schema: { type: "string" },
      },
      { name: next("query name"), in: "query", style, description: next("parameter words"), schema: texts(next) },
      {
        name: next("query object"),
        in: "query",
        style: "deepObject",
        schema: { type: "object", properties: entries([next("key"), texts(next)]) },
      },
      { name: next("header name"), in: "header", schema: texts(next), example: next("example") },
      { name: next("cookie name"), in: "cookie", schema: texts(next) },
    ],
    responses: entries(
      ["200", answer(next)],
      [next("status", "4XX"), answer(next)],
      ["default", { description: next("status words") }],
    ),
  };
}

function answer(next: NextText): object {
  return {
    description: next("status words"),
    headers: entries([next("answer header"), { description: next("header words"), schema: texts(next) }]),
    content: entries(
      [next("media type"), {}],
      ["application/json", { schema: { $ref: "#/components/schemas/Union" }, example: next("example") }],
    ),
    links: entries([
      next("link name"),
      {
        operationId: "tagged",
        parameters: entries([next("link parameter"), next("link value")]),
        description: next("link words"),
      },
    ]),
  };
}

function writing(next: NextText): object {
  const properties = entries(
    [next("key"), texts(next)],
    [next("key"), { type: "string", format: "binary" }],
    ["file", texts(next)],
  );
  const encoding = {
    file: { contentType: next("encoding type"), headers: entries([next("part header"), { schema: texts(next) }]) },
  };
  return {
    operationId: next("operationId"),
    requestBody: {
      description: next("body words"),
      content: entries(
        [
          "application/json",
          {
            schema: { $ref: "#/components/schemas/Union" },
            examples: entries([next("example name"), { summary: next("example words"), value: next("example") }]),
          },
        ],
        ["multipart/form-data", { schema: { type: "object", properties }, encoding }],
        [next("body media type"), { schema: { type: "string" } }],
      ),
    },
    callbacks: entries([
      next("callback name"),
      entries([next("callback expression"), { post: incoming(next, next("callback type name", "Called")) }]),
    ]),
    responses: entries(["201", answer(next)]),
  };
}

/** An operation of a webhook or callback. */
function incoming(next: NextText, name: string): object {
  return {
    "x-specloom-name": name,
    summary: next("summary"),
    description: next("operation description"),
    externalDocs: externalDocs(next),
    parameters: [
      { name: next("path name"), in: "path", required: true, schema: texts(next) },
      { name: next("query name"), in: "query", description: next("parameter words"), schema: texts(next) },
      { name: next("header name"), in: "header", schema: texts(next), example: next("example") },
      { name: next("cookie name"), in: "cookie", schema: texts(next) },
    ],
    requestBody: {
      description: next("body words"),
      content: entries(
        ["application/json", { schema: { $ref: "#/components/schemas/Union" }, example: next("example") }],
        ["multipart/form-data", { schema: { type: "object", properties: entries([next("key"), texts(next)]) } }],
        [next("media type"), { schema: texts(next) }],
      ),
    },
    responses: entries(["200", answer(next)], ["default", { description: next("status words") }]),
  };
}

function tagged(next: NextText): object {
  return {
    operationId: "tagged",
    tags: [next("tag")],
    deprecated: true,
    security: [{ oauth: [next("scope")] }, { key: [] }],
    responses: entries(["200", { description: next("status words"), content: { "text/event-stream": { schema: texts(next) } } }]),
  };
}

/** A string schema with every keyword that has free text. */
function texts(next: NextText): object {
  return {
    type: "string",
    title: next("schema title"),
    description: next("schema description"),
    $comment: next("comment"),
    format: next("format"),
    enum: [next("enum value"), next("enum value"), next("enum value")],
    default: next("default"),
    examples: [next("example"), entries([next("example key"), [next("example")]])],
    pattern: next("pattern"),
    contentMediaType: next("content type"),
    // An unknown keyword: its value has no grammar.
    [`_${next("keyword")}`]: next("extension value"),
  };
}

function schemas(next: NextText): object {
  const tag = next("discriminator");
  const one = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const variant = (value: string) => ({
    type: "object",
    description: next("schema description"),
    required: [tag],
    properties: entries(
      [tag, { const: value }],
      [next("key"), texts(next)],
      [next("key"), { const: entries([next("key"), next("constant")]) }],
    ),
  });
  const [a, b] = [next("discriminator value"), next("discriminator value")];
  const named = next("schema name");
  return entries(
    ["A", variant(a)],
    ["B", variant(b)],
    [
      "Union",
      {
        oneOf: [one("A"), one("B")],
        discriminator: { propertyName: tag, mapping: entries([a, one("A").$ref], [b, one("B").$ref]) },
      },
    ],
    [
      named,
      {
        type: "object",
        title: next("schema title"),
        properties: { self: one("Union") },
        patternProperties: entries([next("pattern key"), texts(next)]),
        additionalProperties: texts(next),
        "x-specloom-values": { null: next("written null"), list: next("separator") },
      },
    ],
  );
}

function securitySchemes(next: NextText, security: string): object {
  const flows = { clientCredentials: { tokenUrl: next("token url"), scopes: entries([next("scope"), next("scope words")]) } };
  return entries(
    [
      security,
      {
        type: "http",
        scheme: next("scheme"),
        description: next("security words"),
        "x-specloom-auth": { option: next("auth option", "accessToken") },
      },
    ],
    ["key", { type: "apiKey", in: "header", name: next("key name"), description: next("security words") }],
    ["oauth", { type: "oauth2", description: next("security words"), flows }],
  );
}
