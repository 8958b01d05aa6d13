import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleOptions } from "../../../build/bundle.js";
import { openapiTypes } from "../../../generator/emit/openapi/openapi-types.js";
import { parse } from "../../../generator/load/parse/parse.js";
import { readText } from "../../../generator/load/read/read-text.js";
import { toJson } from "../../../generator/load/tree/json.js";
import type { Json } from "../../../generator/load/tree/node.js";
import { resolve } from "../../../generator/resolve/resolve.js";

/** Without the bundle's stand-ins, `openapiTypes` runs with TypeScript and Redocly: both must print the same text. */

const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "stand-in-"));
let withStandIn: typeof openapiTypes;

beforeAll(async () => {
  const entries = { "openapi-types": join(root, "generator/emit/openapi/openapi-types.ts") };
  const options = await bundleOptions(entries, { sources: "", line: "" });
  await build({ ...options, outdir: folder, outExtension: { ".js": ".mjs" } });
  const bundle = join(folder, "openapi-types.mjs");
  ({ openapiTypes: withStandIn } = (await import(pathToFileURL(bundle).href)) as { openapiTypes: typeof openapiTypes });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The compiler takes a minute for the large ones: `npm run test:slow` compares all. */
const maxBytes = process.env.WHOLE_CORPUS === undefined ? 100_000 : Infinity;

const places = ["../shared/corpus", "node_modules/@readme/oas-examples"].map((place) => join(root, place)).filter(existsSync);
const descriptions = places.flatMap((place) =>
  readdirSync(place, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(json|ya?ml)$/.test(file) && !/(index|package)\.json$/.test(file))
    .map((file) => join(place, file))
    .filter((file) => statSync(file).size < maxBytes),
);

test("real descriptions", async () => {
  let compared = 0;
  const different: string[] = [];
  for (const file of descriptions) {
    const json = await read(file);
    if (json === undefined) continue;
    compared += 1;
    if (withStandIn(json) !== openapiTypes(json)) different.push(file);
  }
  expect(different).toEqual([]);
  expect(compared).toBeGreaterThan(60);
}, 300_000);

/** A description; undefined where it is refused. */
async function read(file: string): Promise<Json | undefined> {
  const ignore = () => undefined;
  try {
    return toJson(resolve(parse(await readText(file), ignore), [], ignore).root);
  } catch {
    return undefined;
  }
}

describe("rare syntax", () => {
  const types: Readonly<Record<string, Json>> = {
    "WithRequired is declared once": {
      allOf: [{ $ref: "#/components/schemas/Other" }, { $ref: "#/components/schemas/Other" }],
      required: ["a"],
    },
    "an empty tuple": { properties: { a: { type: "array", prefixItems: [] } } },
    "a tuple in a tuple": {
      type: "array",
      prefixItems: [{ type: "array", prefixItems: [{ type: "string" }] }, { properties: { a: {} } }],
    },
    "unions in arrays, and arrays in unions": {
      type: "array",
      items: {
        anyOf: [
          { type: "array", items: { enum: [1, -1, null, true] } },
          { allOf: [{ properties: { a: {} } }, { type: "string" }] },
        ],
      },
    },
    "constants that are objects, lists, numbers and empty": {
      properties: { a: { const: { b: [1, "c", {}], "-": null } }, d: { const: [] } },
    },
    "names that are numbers": { properties: { "1": {}, "01": {}, "-1": {}, "1e21": {}, Infinity: {}, "1.5": {}, NaN: {} } },
    "names with characters that are escaped": {
      properties: { "a\0": {}, "a\u00001": {}, 'é"\u2028\u{1f600}\\\t\u007f\u0085': {}, "": {} },
    },
    "comments with blank and indented lines": {
      description: "a\n\n   \n \tb\r\nc",
      properties: { a: { description: "  d\n\t\te", title: "f", deprecated: true, enum: ["g"] } },
    },
    "index signatures": {
      properties: { a: {} },
      additionalProperties: { type: "string" },
      patternProperties: { "^x": { type: "number" } },
    },
    "read-only and nullable": {
      properties: { a: { readOnly: true, type: ["string", "null"] }, b: { nullable: true, type: "object" } },
    },
    "an omitted discriminator": { allOf: [{ discriminator: { propertyName: "k" }, properties: { k: { type: "string" } } }] },
    "own definitions": { $defs: { a: { type: "string", readOnly: true } } },
    "references into a component": {
      properties: { a: { $ref: "#/components/schemas/Other" }, b: { $ref: "#/components/schemas/A~1~0%25" } },
    },
  };

  test.each(Object.entries(types))("%s", (_, schema) => {
    const description = withSchemas({ Tested: schema, Other: { type: "object", properties: { a: {} } }, "A/~%": true });
    expect(withStandIn(description)).toBe(openapiTypes(description));
  });

  test("any text", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("*/", "\0", "\u2028", " \t\n \v\n"));
    fc.assert(
      fc.property(text, text, text, (name, description, value) => {
        const tested = withSchemas({ [`x${name}`]: { description, properties: { [name]: { const: value, title: value } } } });
        expect(withStandIn(tested)).toBe(openapiTypes(tested));
      }),
    );
  });

  function withSchemas(schemas: Json): Json {
    return { openapi: "3.1.0", info: { title: "T", version: "1" }, paths: {}, components: { schemas } };
  }
});
