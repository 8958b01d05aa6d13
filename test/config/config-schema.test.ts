import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { fencesOf } from "../package/fences.js";

/** The JSON Schema of config files says what the reader of config files does. */

const root = join(import.meta.dirname, "../..");
const schema = JSON.parse(readFileSync(join(root, "schemas/config.schema.json"), "utf8")) as object;
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);

const page = readFileSync(join(root, "docs/configuration.md"), "utf8");
const examples = fencesOf(page).filter(({ language }) => language === "json" || language === "yaml");

test.each(examples)("accepts example %#", ({ code }) => {
  expect(validate(parse(code))).toBe(true);
});

test.each([
  [{ inputs: "x" }],
  [{ entries: "openapi" }],
  [{ entries: ["other"] }],
  [{ outputs: {} }],
  [{ outputs: { a: { outputs: {} } } }],
  [{ name: 1 }],
])("refuses %j", (config) => {
  expect(validate(config)).toBe(false);
});
