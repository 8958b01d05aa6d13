import { expect, test } from "vitest";
import { resolveText } from "../resolve-text.js";

/** References to nothing are refused with the overlay that would let the description through. */

const response = (ref: string) => `{description: OK, content: {application/json: {schema: {$ref: '${ref}'}}}}`;
const document = (paths: string, components = "") =>
  `openapi: 3.1.0\ninfo: {title: t, version: v}\npaths: {${paths}}\n${components}`;

test.each([
  ["a schema", document(`/a: {get: {responses: {'200': ${response("#/components/schemas/Not")}}}}`)],
  ["several schemas with odd names", document(`/a: {get: {responses: {'200': ${response("#/components/schemas/a~1b%25")}, '201': ${response("#/definitions/No: 1")}}}}`, "components: {schemas: {Own: {type: string}}}")],
  ["a property of a schema", document("", "components: {schemas: {A: {type: object}, B: {$ref: '#/components/schemas/A/properties/b'}}}")],
  ["a response, a request body and a header", document("/a: {post: {requestBody: {$ref: '#/components/requestBodies/B'}, responses: {'200': {$ref: '#/components/responses/R'}, '201': {description: OK, headers: {H: {$ref: '#/components/headers/H'}}}}}}")],
  ["Swagger 2.0", "swagger: '2.0'\ninfo: {title: t, version: v}\npaths: {/a: {get: {responses: {'200': {description: OK, schema: {$ref: '#/definitions/Not'}}}}}}"],
])("%s: the overlay in the message lets the description pass", (_, text) => {
  const refused = resolveText(text);
  expect(new Set(refused.diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code))).toEqual(new Set(["ref-dangling"]));
  const overlays = refused.diagnostics.flatMap(({ overlay }) => overlay ?? []);
  expect(overlays).toHaveLength(1);
  const passed = resolveText(text, ...overlays);
  expect(passed.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(passed.description).toBeDefined();
}); // prettier-ignore

test("the overlay adds each missing schema once, as one that allows every value", () => {
  const one = response("#/components/schemas/Not");
  const { diagnostics } = resolveText(document(`/a: {get: {responses: {'200': ${one}, '201': ${one}}}}`));
  expect(diagnostics.map(({ overlay }) => overlay)).toEqual([
    [
      "overlay: 1.0.0",
      "info: { title: Missing objects, version: 1.0.0 }",
      "actions:",
      "  - target: $",
      "    update:",
      '      "components":',
      '        "schemas":',
      '          "Not": {}',
    ].join("\n"),
    undefined,
  ]);
});

test("a parameter cannot be made up", () => {
  const { diagnostics } = resolveText(
    document("/a: {get: {parameters: [{$ref: '#/components/parameters/P'}], responses: {'200': {description: OK}}}}"),
  );
  expect(diagnostics.map(({ code, overlay }) => [code, overlay])).toEqual([["ref-dangling", undefined]]);
});
