import type { Json } from "../../generator/load/tree/node.js";

type Fields = Readonly<Record<string, Json>>;

/**
 * The structure of a description, without prose and without differences in notation between 3.0 and 3.1: without descriptions and
 * examples, with explicit defaults of parameters, sorted sets, `nullable` as a type, and parameters by location and name.
 * Two descriptions with the same structure mean the same to a client.
 */
export function structureOf(description: Json): Json {
  const root = fieldsOf(description);
  const components = fieldsOf(root.components);
  return withOwnExtensions(root, {
    servers: listOf(root.servers).map((server) => fieldsOf(server).url ?? null),
    tags: sorted(listOf(root.tags).map((tag) => fieldsOf(tag).name ?? null)),
    paths: mapFields(root.paths, (item) => mapFields(item, operation)),
    components: {
      schemas: mapFields(components.schemas, schema),
      responses: mapFields(components.responses, response),
      securitySchemes: mapFields(components.securitySchemes, securityScheme),
    },
  });
}

function operation(node: Json): Json {
  const { tags, parameters, requestBody, responses, security } = fieldsOf(node);
  const byLocation = listOf(parameters).map((node): [string, Json] => {
    const { in: location, name } = fieldsOf(node);
    return [`${text(location)} ${text(name)}`, parameter(node)];
  });
  return withOwnExtensions(fieldsOf(node), {
    tags: sorted(listOf(tags)),
    parameters: Object.fromEntries(byLocation),
    ...(requestBody !== undefined && { requestBody: body(requestBody) }),
    responses: mapFields(responses, response),
    security: sorted(listOf(security)),
  });
}

function parameter(node: Json): Json {
  const fields = fieldsOf(node);
  const style = fields.style ?? (["query", "cookie"].includes(text(fields.in)) ? "form" : "simple");
  return {
    required: fields.required ?? false,
    style,
    explode: fields.explode ?? style === "form",
    schema: schema(fields.schema ?? null),
  };
}

function body(node: Json): Json {
  const { required, content } = fieldsOf(node);
  return { required: required ?? false, content: mapFields(content, media) };
}

function response(node: Json): Json {
  const { $ref, content } = fieldsOf(node);
  return $ref === undefined ? { content: mapFields(content, media) } : { $ref };
}

function media(node: Json): Json {
  return schema(fieldsOf(node).schema ?? null);
}

function securityScheme(node: Json): Json {
  const fields = fieldsOf(node);
  const flows = mapFields(fields.flows, (flow) => ({
    ...fieldsOf(flow),
    scopes: sorted(Object.keys(fieldsOf(fieldsOf(flow).scopes))),
  }));
  return { ...without(fields, ["description"]), flows };
}

/** Recurses only into subschemas, so that a property named `description` or `example` is an ordinary property. */
function schema(node: Json): Json {
  const fields = fieldsOf(node);
  if (fields.$ref !== undefined) return { $ref: fields.$ref };
  const { type, required, enum: members, properties, items, additionalProperties, anyOf, nullable } = fields;
  const types = [...listOf(Array.isArray(type) ? type : [type ?? null]), ...(nullable === true ? ["null"] : [])];
  return {
    ...without(fields, [...prose, "nullable"]),
    type: sorted(types),
    ...(required !== undefined && { required: sorted(listOf(required)) }),
    ...(members !== undefined && { enum: sorted(listOf(members)) }),
    ...(items !== undefined && { items: schema(items) }),
    ...(anyOf !== undefined && { anyOf: sorted(listOf(anyOf).map(schema)) }),
    ...(additionalProperties !== undefined && { additionalProperties: schema(additionalProperties) }),
    properties: mapFields(properties, schema),
  };
}

const prose = ["title", "description", "example", "examples"];

/** Adds our own extensions, which the generator reads, but no others. */
function withOwnExtensions(fields: Fields, structure: Fields): Json {
  return { ...structure, ...Object.fromEntries(Object.entries(fields).filter(([name]) => name.startsWith("x-specloom-"))) };
}

function without(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function mapFields(node: Json | undefined, change: (value: Json) => Json): Fields {
  return Object.fromEntries(Object.entries(fieldsOf(node)).map(([name, value]) => [name, change(value)]));
}

/** The fields of a map; empty for anything else. */
export function fieldsOf(node: Json | undefined): Fields {
  return isFields(node) ? node : {};
}

function isFields(node: Json | undefined): node is Fields {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

export function listOf(node: Json | undefined): readonly Json[] {
  return isList(node) ? node : [];
}

function isList(node: Json | undefined): node is readonly Json[] {
  return Array.isArray(node);
}

function text(node: Json | undefined): string {
  return typeof node === "string" ? node : "";
}

function sorted(items: readonly Json[]): readonly Json[] {
  const key = (item: Json) => JSON.stringify(item);
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
