import { beforeAll, describe, expect, test } from "vitest";
import type { Files } from "../../../generator/files.js";
import { typeErrors } from "../compile.js";
import { packageOf } from "../package-of.js";

/** One operation for each style: its parameters besides `limit`, its response, and its `x-specloom-pages`. */
// prettier-ignore
const styles = {
  offsets:  ["skip: integer",  "{ $ref: '#/components/schemas/Page' }",      "{ style: offset, offset: skip, total: total, size: limit, items: data }"],
  numbers:  ["page: integer",  "{ $ref: '#/components/schemas/Page' }",      "{ style: page, page: page, first: 0, pages: total, more: more, items: data }"],
  links:    ["cursor: string", "{ $ref: '#/components/schemas/Page' }",      "{ style: link, next: links.next, items: data }"],
  headers:  ["page: integer",  "{ type: array, items: { type: string } }",   "{ style: link-header }"],
  lasts:    ["after: string",  "{ $ref: '#/components/schemas/Things' }",    "{ style: last-item, cursor: after, key: ref.id, more: more, items: things }"],
  bare:     ["after: integer", "{ type: array, items: { $ref: '#/components/schemas/Thing' } }", "{ style: last-item, cursor: after, key: number }"],
  mixed:    ["after: integer", "{ $ref: '#/components/schemas/Page' }",      "{ style: cursor, cursor: after, next: links.next, items: data }"],
} as const;

const description = `openapi: 3.1.0
info: { title: Lists, version: "1" }
servers: [{ url: https://lists.example }]
paths:
${Object.entries(styles)
  .map(([name, [input, answer, pages]]) => {
    const [parameter, type] = input.split(": ");
    return `  /${name}:
    get:
      x-specloom-name: ${name}
      x-specloom-pages: ${pages}
      parameters: [{ name: ${parameter}, in: query, schema: { type: ${type} } }, { name: limit, in: query, schema: { type: integer } }]
      responses:
        "200": { description: A page., content: { application/json: { schema: ${answer} } } }
        "204": { description: Nothing. }`;
  })
  .join("\n")}
  /found:
    post:
      x-specloom-name: found
      x-specloom-pages: { style: link, next: links.next, items: data }
      parameters: [{ name: request, in: query, schema: { type: string } }]
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Query" } } } }
      responses: { "200": { description: A page., content: { application/json: { schema: { $ref: "#/components/schemas/Page" } } } } }
  /whole:
    post:
      x-specloom-name: whole
      x-specloom-pages: { style: cursor, cursor: after, next: links.next, items: data }
      requestBody: { content: { application/json: { schema: { anyOf: [{ $ref: "#/components/schemas/Query" }, { type: object, properties: { after: { type: string } } }] } } } }
      responses: { "200": { description: A page., content: { application/json: { schema: { $ref: "#/components/schemas/Page" } } } } }
components:
  schemas:
    Page:
      properties:
        data: { type: array, items: { type: integer } }
        total: { type: integer }
        more: { type: boolean }
        links: { type: object, properties: { next: { type: [string, "null"] } } }
    Things: { properties: { things: { type: array, items: { $ref: "#/components/schemas/Thing" } }, more: { type: boolean } } }
    Thing:
      type: object
      required: [number]
      properties: { number: { type: integer }, ref: { type: object, properties: { id: { type: string } } } }
    Query: { type: object, required: [after], properties: { after: { type: string } } }
`;

let files: Files = new Map();

beforeAll(async () => {
  const emitted = await packageOf(description);
  expect(emitted.reported).toEqual([]);
  files = emitted.files;
});

describe("pages of every style", () => {
  test("compile under the strictest flags, and return their items", () => {
    const use = `import { Lists } from "./src/lists.js";
const lists = new Lists();
for await (const item of lists.offsets({ limit: 3 })) item.toFixed();
for await (const item of lists.headers()) item.charAt(0);
for await (const { number } of lists.lasts({ after: "a" })) number.toFixed();
for await (const { status, data } of lists.links().pages().withResponse()) if (status === 200) data.total?.toFixed();
const total: number | undefined = await lists.numbers().total();
void total;
`;
    expect(
      typeErrors(files, new Map([["use.ts", use.replaceAll("Lists", "Sample").replace("src/lists", "src/sample")]])),
    ).toEqual([]);
  });

  test.each([
    [
      "offsets",
      "items: (page) => page.data,",
      'next: (page, params, { count }) => nextOffset(params, "skip", count, { first: 0, total: page.total }),',
      "total: (page) => page.total,",
    ],
    [
      "numbers",
      'next: (page, params, { count }) => page.more === false ? undefined : nextPage(params, "page", count, { first: 0, total: page.total }),',
    ],
    ["links", "(request) => client.send(request, options), {", "next: (page, request) => nextLink(request, page.links?.next),"],
    ["headers", "items: (page) => page,", 'next: (_page, request, { headers }) => nextLink(request, linkIn(headers, "next")),'],
    ["lasts", 'next: (page, params) => nextAfter(params, "after", page.things, (item) => item.ref?.id, page.more),'],
    ["bare", 'next: (page, params) => nextAfter(params, "after", page, (item) => item.number),'],
    ["mixed", 'next: (page, params) => nextCursor(params, "after", page.links?.next),'],
    ["found", "const { request: requestInQuery, ...body } = params; return paginate( {"],
    ["whole", 'next: (page, params) => nextNested(params, "body", nextCursor(params.body, "after", page.links?.next)),'],
  ])("%s", (name, ...texts) => {
    const text = files.get("src/operations/index.ts") ?? "";
    const body = text
      .slice(text.indexOf(`export function ${name}(`))
      .split("\n}\n")[0]
      ?.replace(/\s+/g, " ");
    for (const wanted of texts) expect(body).toContain(wanted);
  });

  test("import only the functions of their style", async () => {
    const only = description.replace(/\n {2}\/(?!offsets)[a-z]+:\n {4}[\s\S]*?(?=\n {2}\/|\ncomponents)/g, "");
    const emitted = await packageOf(only);
    expect([...emitted.files.keys()].filter((path) => path.includes("runtime/pages/page"))).toEqual([
      "src/runtime/pages/page-numbers.ts",
      "src/runtime/pages/pages.ts",
    ]);
  });
});
