import { expect, test } from "vitest";
import { typeErrors } from "../compile.js";
import { packageOf } from "../package-of.js";

const description = `openapi: 3.1.0
info: { title: Desk, version: "1" }
servers: [{ url: https://desk.example }]
components:
  securitySchemes:
    app: { type: apiKey, in: header, name: X-App }
    user: { type: apiKey, in: header, name: X-User }
security: [{ app: [], user: [] }]
paths:
  /request: { post: { x-specloom-name: request, responses: { "204": { description: Done } } } }
  /tickets/{id}/request: { post: { x-specloom-name: tickets.request, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { "204": { description: Done } } } }
`;

const consumer = `import { Sample, type RawRequestOptions } from "@example/sample";
import { createClient, request } from "@example/sample/client";
const sample = new Sample({ app: "a", user: "u" });
const options: RawRequestOptions = { params: { id: 1 }, query: { a: ["b"] }, body: new FormData(), retry: false };
const data: unknown = await sample.request("POST", "/others/{id}", options);
const { status }: { status: number } = await sample.request("GET", "/others").withResponse();
const other: unknown = await request(createClient({}), "GET", "/others");
await sample.request_();
await sample.tickets.request({ id: "1" });
// @ts-expect-error -- The result is unknown.
(await sample.request("GET", "/others")).id;
export { data, other, status };
`;

test("every client has the method request; an operation of this name at the root gets another", async () => {
  const { files, reported } = await packageOf(description);
  expect(reported).toEqual([]);
  expect(typeErrors(files, new Map([["consumer.ts", consumer]]))).toEqual([]);
});

test("it needs the credentials that most operations need", async () => {
  const { files } = await packageOf(description);
  expect(files.get("src/runtime/api.ts")).toContain('security: [["app", "user"]]');
  const anonymous = description.replace("{ app: [], user: [] }", "");
  expect((await packageOf(anonymous)).files.get("src/runtime/api.ts")).not.toContain("security:");
});
