import { expect, test } from "vitest";
import { typeErrors } from "../emit/compile.js";
import { sampleOf } from "./sample.js";

/** Descriptions that OpenAPI does not allow, but whose operations a caller can call: what is sent is what their owners mean. */

const { files, reported, sent } = await sampleOf(`
openapi: 3.1.0
info: { title: T, version: "1" }
servers: [{ url: "https://{host}:{port}/v1", variables: { host: {}, port: { default: 8443 } } }]
paths:
  pets/{id}:
    get:
      x-specloom-name: getPet
      parameters:
        - { name: id, in: path, required: true, style: form, schema: { type: array, items: { type: string } } }
        - { name: q, in: query, style: deepObjects, schema: { type: array, items: { type: string } } }
        - { name: q, in: query, description: Another one., schema: { type: integer } }
        - { name: X-Tags, in: header, style: form, schema: { type: array, items: { type: string } } }
      responses:
        "200 OK": { description: ok, content: { application/json: { schema: { type: string } } } }
        anything: { description: x }
  "":
    get: { x-specloom-name: root, responses: { "204": { description: ok } } }
`);
const options = { host: "a.test" };

test("each is a warning, and a typed caller compiles", { timeout: 60_000 }, () => {
  expect(reported.map(({ code }) => code).sort()).toEqual(["parameter-duplicate", ...Array<string>(8).fill("value-tolerated")]);
  const use = `import { Sample } from "@example/sample";
const sample = new Sample({ host: "a.test" });
const pet: string = await sample.getPet({ id: ["1"], q: ["a"], "X-Tags": ["b"] });
await sample.getPet({ id: ["1"], q: 5 });
export { pet };
`;
  expect(typeErrors(files, new Map([["use.ts", use]]))).toEqual([]);
});

test("the README names the address, which the description does not know", () => {
  expect(files.get("README.md")).toContain('new Sample({ baseUrl: "https://api.example.com" })');
});

test.each([
  ["getPet", { id: ["1", "2"], q: ["a", "b"], "X-Tags": ["x", "y"] }, "GET https://a.test:8443/v1/pets/1,2?q=a&q=b\nx-tags: x,y"],
  ["getPet", { id: ["1"], q: 5 }, "GET https://a.test:8443/v1/pets/1?q=5"],
  // OpenAPI 3.1, 4.8.8.1: the path is appended to the URL of the server.
  ["root", {}, "GET https://a.test:8443/v1"],
])("%s %j", async (method, params, want) => {
  expect(await sent(method, params, options)).toEqual([want]);
});
