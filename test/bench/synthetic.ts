/**
 * A description of any size, in the proportions of large real ones: about 1.8 KB for each operation, and a named schema for every second one.
 * Schemas refer to a few others, so that all are connected, as in real descriptions.
 */
export function syntheticDescription(operations: number): string {
  const resources = Math.ceil(operations / perResource);
  const numbers = Array.from({ length: resources }, (_, number) => number);
  const description = {
    openapi: "3.0.3",
    info: { title: "Synthetic", version: "1.0.0", description: prose(3) },
    servers: [{ url: "https://api.example.com" }],
    security: [{ token: [] }],
    tags: numbers.map((number) => ({ name: resourceName(number), description: prose(1) })),
    paths: Object.fromEntries(
      numbers.flatMap((number) => pathsOf(number, Math.min(perResource, operations - number * perResource))),
    ),
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: Object.fromEntries([["Problem", problem], ...numbers.flatMap((number) => schemasOf(number, resources))]),
    },
  };
  return JSON.stringify(description, null, 1);
}

/** The other extreme: no text, three schemas for each operation, and each schema refers to ten others. */
export function denseDescription(operations: number): string {
  const count = 3 * operations;
  const reference = (number: number) => ({ $ref: `#/components/schemas/S${number % count}` });
  const schemas = Array.from({ length: count }, (_, number) => {
    const names = Array.from({ length: 10 }, (_, index) => [`p${index}`, reference(number * 7 + index * index + 1)]);
    return [`S${number}`, { type: "object", properties: Object.fromEntries(names) as object }];
  });
  const json = (number: number) => ({ "application/json": { schema: reference(number) } });
  const paths = Array.from({ length: operations }, (_, number) => {
    const responses = { 200: { description: "Done.", content: json(number * 5) } };
    return [`/r${number}`, { post: { operationId: `op${number}`, requestBody: { content: json(number * 3) }, responses } }];
  });
  const info = { title: "Dense", version: "1.0.0" };
  const components = { schemas: Object.fromEntries(schemas) as object };
  return JSON.stringify({ openapi: "3.0.3", info, paths: Object.fromEntries(paths) as object, components });
}

/** The operations of one resource: two paths with four methods in all, and the same below another path. */
const perResource = 8;

const words =
  "The record that an account holds, with its `state` and the time of the last change. See [the guide](https://example.com)";

const problem = {
  type: "object",
  description: prose(1),
  required: ["code", "message"],
  properties: { code: { type: "string" }, message: { type: "string" }, details: { type: "array", items: { type: "string" } } },
};

function prose(sentences: number): string {
  return Array.from({ length: sentences }, (_, index) => `${words}, part ${index + 1}.`).join("\n\n");
}

/** Names as owners of large APIs choose them: an area, and a thing in it. */
function resourceName(number: number): string {
  return `area${Math.floor(number / 20)}-thing${number}`;
}

function schemaName(number: number, resources: number): string {
  return `Thing${((number % resources) + resources) % resources}`;
}

function pathsOf(number: number, count: number): readonly (readonly [string, object])[] {
  const base = `/area${Math.floor(number / 20)}/thing${number}`;
  const templates = [base, `${base}/{id}`, `${base}/{id}/parts`, `${base}/{id}/parts/{partId}`];
  const rows = templates.flatMap((path, index) =>
    (index % 2 === 0 ? ["get", "post"] : ["get", "patch"]).map((method) => ({ path, method })),
  );
  const paths = new Map<string, Record<string, object>>();
  for (const { path, method } of rows.slice(0, count))
    paths.set(path, { ...paths.get(path), [method]: operation(number, path, method) });
  return [...paths];
}

function operation(number: number, path: string, method: string): object {
  const name = `Thing${number}${path.includes("parts") ? "Part" : ""}`;
  const isList = method === "get" && !path.endsWith("}");
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => ({
    name: parameter,
    in: "path",
    required: true,
    description: `The identifier of the record. ${prose(1)}`,
    schema: { type: "string" },
  }));
  const query = ["limit", "after", "sort", "filter"].map((parameter) => ({
    name: parameter,
    in: "query",
    description: prose(1),
    schema: parameter === "limit" ? { type: "integer", minimum: 1, maximum: 100, default: 20 } : { type: "string" },
  }));
  const json = (schema: object) => ({ "application/json": { schema } });
  const reference = { $ref: `#/components/schemas/${name}` };
  const page = { type: "object", properties: { items: { type: "array", items: reference }, next: { type: "string" } } };
  const failure = { description: "The request failed.", content: json({ $ref: "#/components/schemas/Problem" }) };
  return {
    operationId: `${method}-${path.replace(/^\//, "").replace(/[{}]/g, "").replaceAll("/", "-")}`,
    summary: `${method} ${name}`,
    description: prose(2),
    tags: [resourceName(number)],
    parameters: isList ? [...parameters, ...query] : parameters,
    ...(method !== "get" && { requestBody: { required: true, content: json(reference) } }),
    responses: { 200: { description: "Done.", content: json(isList ? page : reference) }, 404: failure, 422: failure },
  };
}

function schemasOf(number: number, resources: number): readonly (readonly [string, object])[] {
  const other = (distance: number) => ({ $ref: `#/components/schemas/${schemaName(number + distance, resources)}` });
  const sources = ["card", "bank"].map((kind) => ({ kind, name: `Thing${number}-${kind}` }));
  const variants = sources.map(({ kind, name }): readonly [string, object] => [
    name,
    {
      type: "object",
      required: ["kind"],
      properties: { kind: { type: "string", enum: [kind] }, amount: { type: "integer", description: prose(1) } },
    },
  ]);
  const properties = {
    id: { type: "string", readOnly: true, description: prose(1) },
    state: { type: "string", enum: ["active", "archived", "closed", `only-${number}`], description: prose(1) },
    created_at: { type: "string", format: "date-time" },
    next: other(1),
    related: { type: "array", items: other(7) },
    nested: {
      type: "object",
      description: prose(1),
      properties: { a: { type: "string", nullable: true }, b: other(Math.floor(resources / 2)) },
    },
    labels: { type: "object", additionalProperties: { type: "string" } },
    source: {
      oneOf: sources.map(({ name }) => ({ $ref: `#/components/schemas/${name}` })),
      discriminator: {
        propertyName: "kind",
        mapping: Object.fromEntries(sources.map(({ kind, name }) => [kind, `#/components/schemas/${name}`])),
      },
    },
  };
  const part = { description: prose(1), allOf: [other(0), { type: "object", properties: { position: { type: "integer" } } }] };
  return [
    ...variants,
    [`Thing${number}`, { type: "object", description: prose(2), required: ["id", "state"], properties }],
    [`Thing${number}Part`, part],
  ];
}
