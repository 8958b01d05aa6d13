import { expect, test } from "vitest";
import { typeErrors } from "../emit/compile.js";
import { sampleOf } from "./sample.js";

/** Fields beside the `$ref` of a path item: parameters of both are sent, operations of both can be called. OpenAPI leaves the meaning open. */

test("parameters beside the reference of a path item are added to those of its target", { timeout: 60_000 }, async () => {
  const { files, reported, sent } = await sampleOf(`
openapi: 3.1.0
info: { title: T, version: "1" }
servers: [{ url: "http://a.test" }]
paths:
  /a/{id}:
    $ref: "#/components/pathItems/A"
    parameters: [{ name: extra, in: query, schema: { type: string } }]
    delete: { x-specloom-name: remove, responses: { "204": { description: ok } } }
components:
  pathItems:
    A:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      get: { x-specloom-name: get, responses: { "204": { description: ok } } }
`);
  expect(reported).toEqual([]);
  const use = `import { Sample } from "@example/sample";
import type { paths } from "@example/sample/openapi";
const sample = new Sample();
await sample.get({ id: 1, extra: "x" });
await sample.remove({ id: 1, extra: "x" });
export const query: NonNullable<paths["/a/{id}"]["get"]["parameters"]["query"]> = { extra: "x" };
`;
  expect(typeErrors(files, new Map([["use.ts", use]]))).toEqual([]);
  expect(await sent("get", { id: 1, extra: "x" })).toEqual(["GET http://a.test/a/1?extra=x"]);
  expect(await sent("remove", { id: 2, extra: "y" })).toEqual(["DELETE http://a.test/a/2?extra=y"]);
});
