import { expect, test } from "vitest";
import { emitTesting } from "../../../generator/emit/entries/testing-module.js";
import { createPackageTypes } from "../../../generator/emit/types/package-types.js";
import { emittedPackage } from "../package-of.js";

test("./testing may have more shapes of models than any single literal has values", async () => {
  const { plan } = await emittedPackage(
    `openapi: 3.1.0
info: { title: Many, version: "1" }
paths: { /a: { get: { responses: { "204": { description: None. } } } } }
`,
    () => undefined,
  );
  const models = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`Model${index}`, { id: "string" }]));
  const many = { ...plan, bodyShapes: { ...plan.bodyShapes, models } };
  const { text } = emitTesting(many, createPackageTypes(many));
  expect(text).toContain('Model0: { id: "string" }, Model1: { id: "string" }');
  expect(text).toContain('Model10000: { id: "string" }');
});
