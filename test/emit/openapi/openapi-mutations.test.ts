import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { Refusal } from "../../../generator/diagnostics.js";
import { openapiTypes } from "../../../generator/emit/openapi/openapi-types.js";
import { parse } from "../../../generator/load/parse/parse.js";
import { toJson } from "../../../generator/load/tree/json.js";
import { escapeSegment } from "../../../generator/load/tree/pointer.js";
import { resolve } from "../../../generator/resolve/resolve.js";
import { typeErrors } from "../compile.js";

/** Real descriptions with unusual but readable changes: `./openapi` compiles for each. */

type Fields = Record<string, unknown>;

interface Document {
  paths: Record<string, Fields>;
  components: Record<"schemas" | "parameters" | "responses" | "pathItems", Record<string, Fields>>;
  webhooks?: Record<string, Fields>;
}

const reference = (...keys: readonly string[]) => ({ $ref: `#/${keys.map(escapeSegment).join("/")}` });

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const methods = ["get", "put", "post", "delete", "patch"];
const operationsOf = ({ paths }: Document) =>
  Object.values(paths).flatMap((item) => methods.flatMap((method) => (isFields(item[method]) ? [item[method]] : [])));

/** The schemas with properties, and the name of one property of each. */
const objectsOf = ({ components }: Document) =>
  Object.entries(components.schemas).flatMap(([name, schema]) => {
    const [property] = Object.keys((schema.properties as Fields | undefined) ?? {});
    return property === undefined ? [] : [{ name, schema, property }];
  });

/** A name that the description does not have. */
const fresh = "Mutated";

const mutations: Readonly<Record<string, (document: Document) => void>> = {
  "all operations have the same id": (document) =>
    operationsOf(document).forEach((operation) => (operation.operationId = "same")),
  "ids differ in how a slash is written": (document) => {
    const ids = ["a/b", "a#b", "a~1b", "a%2Fb", "a#/b", "a//b"];
    operationsOf(document).forEach((operation, index) => (operation.operationId = ids[index % ids.length]));
  },
  "every path is at another path, too": ({ paths }) => {
    for (const path of Object.keys(paths)) paths[`/again${path}`] = reference("paths", path);
  },
  "every path is at another path, too, with percent signs in the reference": ({ paths }) => {
    for (const path of Object.keys(paths))
      paths[`/again${path}`] = { $ref: `#/paths/${encodeURIComponent(escapeSegment(path))}` };
  },
  "every path item stands at two paths": ({ paths }) => {
    for (const [path, item] of Object.entries(paths)) paths[`/again${path}`] = item;
  },
  "path items are components that several paths and a webhook refer to": (document) => {
    const { paths, components } = document;
    for (const [index, [path, item]] of Object.entries(paths).entries()) {
      components.pathItems[`Item${index}`] = item;
      paths[path] = reference("components", "pathItems", `Item${index}`);
      paths[`/again${path}`] = { ...reference("components", "pathItems", `Item${index}`), summary: "again" };
    }
    document.webhooks = { event: reference("components", "pathItems", "Item0") };
  },
  "webhooks have the ids of operations": (document) => {
    document.webhooks = { ...document.paths };
  },
  "a path declares a parameter twice": ({ paths }) => {
    const parameter = { name: "twice", in: "query", schema: { type: "string" } };
    for (const item of Object.values(paths)) Reflect.set(item, "parameters", [parameter, { ...parameter }]);
  },
  "components refer to components": (document) => {
    document.components.parameters.Last = { name: "chained", in: "query", required: true, schema: { type: "integer" } };
    document.components.parameters.First = reference("components", "parameters", "Last");
    document.components.responses.Last = { description: "", content: { "text/plain": { schema: { type: "string" } } } };
    document.components.responses.First = reference("components", "responses", "Last");
    for (const operation of operationsOf(document)) {
      operation.parameters = [reference("components", "parameters", "First")];
      operation.responses = { 200: reference("components", "responses", "First") };
    }
  },
  "an allOf requires a property of a schema that can be null": (document) => requireProperties(document, { nullable: true }),
  "an allOf requires a property of a union": (document) =>
    requireProperties(document, { oneOf: [{ type: "object", properties: { other: {} } }, { type: "string" }] }),
  "an allOf requires a property of one member of a union": (document) =>
    requireProperties(document, {
      anyOf: [
        { type: "object", properties: { other: {} } },
        { type: "array", items: {} },
      ],
    }),
  "an allOf requires a property of a constant": (document) => requireProperties(document, { const: "constant" }),
  "an allOf requires a property of an array": (document) => requireProperties(document, { type: "array", items: {} }),
  "an allOf requires a property of several types": (document) =>
    requireProperties(document, { type: ["object", "array", "null"] }),
  "a property has the name of a keyword": ({ components }) => {
    for (const name of ["$defs", "properties", "allOf", "$ref", "required"])
      components.schemas[`${fresh}${name}`] = {
        type: "object",
        properties: Object.fromEntries([[name, { type: "string" }]]),
        $defs: { Part: { type: "string" } },
      };
  },
  "a schema refers to itself in a percent-encoded way": ({ components }) => {
    components.schemas["é/ä"] = {
      oneOf: [{ type: "string" }, { type: "array", items: { $ref: "#/components/schemas/%C3%A9~1%C3%A4" } }],
    };
  },
};

function requireProperties(document: Document, change: Fields): void {
  for (const { name, schema, property } of objectsOf(document)) {
    Object.assign(schema, change);
    const allOf = [reference("components", "schemas", name)];
    document.components.schemas[`${fresh}${name}`] = { allOf: [...allOf, { required: [property] }] };
    document.components.schemas[`${fresh}${name}2`] = { allOf, required: [property, "missing"] };
  }
}

const folder = path.join(import.meta.dirname, "../../../../shared/corpus/nasty");
const small = (file: string) => file !== "index.json" && statSync(path.join(folder, file)).size < 50_000;
const files = existsSync(folder) ? readdirSync(folder).filter(small).slice(0, 8) : [];

/** The description in OpenAPI 3.1, changed and resolved; undefined if it is refused. */
function changed(file: string, mutate: (document: Document) => void): string | undefined {
  try {
    const text = readFileSync(path.join(folder, file), "utf8");
    const original = JSON.parse(JSON.stringify(resolved(file, text))) as Omit<Document, "components"> & { components?: object };
    const components = { schemas: {}, parameters: {}, responses: {}, pathItems: {}, ...original.components };
    const document: Document = { ...original, components };
    mutate(document);
    return openapiTypes(resolved(file, JSON.stringify(document)));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function resolved(name: string, text: string) {
  const ignore = () => undefined;
  return toJson(resolve(parse({ name, text }, ignore), [], ignore).root);
}

describe("`./openapi` compiles where", () => {
  test.skipIf(files.length === 0).each(Object.entries(mutations))("%s", { timeout: 120_000 }, (_, mutate) => {
    const sources = files.flatMap((file, index) => {
      const source = changed(file, mutate);
      return source === undefined ? [] : [[`openapi${index}.ts`, source] as const];
    });
    expect(sources.length).toBeGreaterThan(3);
    expect(typeErrors(new Map(sources))).toEqual([]);
  });
});
