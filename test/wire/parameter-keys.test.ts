import { expect, test } from "vitest";
import { typeErrors } from "../emit/compile.js";
import { sampleOf } from "./sample.js";

/** `x-specloom-name` on a parameter: callers pass its key, the service gets its name. */

const { files, reported, sent } = await sampleOf(`
openapi: 3.1.0
info: { title: T, version: "1" }
servers: [{ url: "http://a.test" }]
paths:
  /a/{id}:
    put:
      x-specloom-name: put
      parameters:
        - { name: id, in: path, required: true, x-specloom-name: account, schema: { type: string } }
        - { name: id, in: query, x-specloom-name: id, schema: { type: string } }
        - { name: X-Id, in: header, x-specloom-name: the id, schema: { type: string } }
        - { name: id, in: cookie, x-specloom-name: id, schema: { type: string } }
        - { name: limit, in: query, x-specloom-name: limit, schema: { type: integer } }
      requestBody: { content: { application/json: { schema: { type: object, properties: { limit: { type: string } } } } } }
      responses: { "204": { description: ok } }
`);

test("a typed caller compiles, and a key that is taken is a warning", { timeout: 60_000 }, () => {
  expect(reported.map(({ message }) => message)).toEqual([
    "The parameter `id` has the key `idInCookie`, because another one already has `id`.",
  ]);
  const use = `import { Sample } from "@example/sample";
await new Sample().put({ account: "1", id: "2", "the id": "3", idInCookie: "4", limit: 5, body: { limit: "6" } });
`;
  expect(typeErrors(files, new Map([["use.ts", use]]))).toEqual([]);
});

test("each value goes to its place", async () => {
  const params = { account: "1", id: "2", "the id": "3", idInCookie: "4", limit: 5, body: { limit: "6" } };
  expect(await sent("put", params)).toEqual([
    'PUT http://a.test/a/1?id=2&limit=5\ncontent-type: application/json\ncookie: id=4\nx-id: 3\n{"limit":"6"}',
  ]);
});
