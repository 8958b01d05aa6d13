import { describe, expect, test } from "vitest";
import { suggestionLines } from "../../../generator/commands/results/output-summary.js";
import { suggestionOverlay, suggestionsOf } from "../../../generator/emit/inspect/suggestions.js";
import { generate } from "../../../generator/generate.js";
import { readTemplates } from "../../../generator/load/read/read-templates.js";

const security = { securitySchemes: { token: { type: "http", scheme: "bearer" } } };

interface Listed {
  readonly parameters?: readonly object[];
  readonly properties: object;
}

const query = (name: string, type: string) => ({ name, in: "query", schema: { type } });
const array = { type: "array", items: { type: "object", properties: { id: { type: "string" } } } };

function operation({ parameters = [], properties }: Listed): object {
  return response(parameters, { type: "object", properties });
}

function response(parameters: readonly object[], schema: object): object {
  return { parameters, responses: { "200": { description: "OK", content: { "application/json": { schema } } } } };
}

async function planOf(paths: object, components: object = security, overlay?: string) {
  const description = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    servers: [{ url: "https://a.example" }],
    components,
    ...(components === security && { security: [{ token: [] }] }),
    paths,
  };
  const { plan, diagnostics } = await generate({
    description: { name: "api.json", text: JSON.stringify(description) },
    overlays: overlay === undefined ? [] : [{ name: "overlay.json", text: overlay }],
    templates: await readTemplates(),
    options: { name: "things", version: "1.0.0" },
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (plan === undefined) throw new Error("The description is refused.");
  return plan;
}

const pages: readonly { name: string; get: object; want: object | undefined }[] = [
  {
    name: "a cursor in the query and in the response",
    get: operation({
      parameters: [query("after", "string")],
      properties: {
        results: array,
        paging: { type: "object", properties: { next: { type: "object", properties: { after: { type: "string" } } } } },
      },
    }),
    want: { style: "cursor", cursor: "after", next: "paging.next.after", items: "results" },
  },
  {
    name: "a page token that may be null",
    get: operation({
      parameters: [query("pageToken", "string")],
      properties: { things: array, nextPageToken: { type: ["string", "null"] } },
    }),
    want: { style: "cursor", cursor: "pageToken", next: "nextPageToken", items: "things" },
  },
  {
    name: "an offset that is a text, and a next one within an object that may be null",
    get: operation({
      parameters: [query("offset", "string")],
      properties: { data: array, next_page: { type: ["object", "null"], properties: { offset: { type: "string" } } } },
    }),
    want: { style: "cursor", cursor: "offset", next: "next_page.offset", items: "data" },
  },
  {
    name: "a cursor whose next one is within another object",
    get: operation({
      parameters: [query("cursor", "string")],
      properties: { items: array, response_metadata: { type: "object", properties: { next_cursor: { type: "string" } } } },
    }),
    want: { style: "cursor", cursor: "cursor", next: "response_metadata.next_cursor", items: "items" },
  },
  {
    name: "a cursor at the end of the page",
    get: operation({
      parameters: [query("after", "string")],
      properties: { items: array, pageInfo: { type: "object", properties: { endCursor: { type: "string" } } } },
    }),
    want: { style: "cursor", cursor: "after", next: "pageInfo.endCursor", items: "items" },
  },
  {
    name: "the id of the last item, and whether there are more",
    get: operation({
      parameters: [query("ending_before", "string"), query("starting_after", "string")],
      properties: { data: array, has_more: { type: "boolean" }, url: { type: "string" } },
    }),
    want: { style: "last-item", cursor: "starting_after", key: "id", more: "has_more", items: "data" },
  },
  {
    name: "the id of the last item of a list",
    get: response([query("starting_after", "string")], array),
    want: { style: "last-item", cursor: "starting_after", key: "id" },
  },
  {
    name: "an item after which to start, of a list whose items have no id",
    get: operation({
      parameters: [query("after", "string")],
      properties: { data: { type: "array", items: { type: "string" } }, has_more: { type: "boolean" } },
    }),
    want: undefined,
  },
  {
    name: "a position without a next one",
    get: operation({ parameters: [query("start", "string")], properties: { items: array, start: { type: "string" } } }),
    want: undefined,
  },
  { name: "a page number", get: response([query("page", "integer")], array), want: { style: "page", page: "page" } },
  {
    name: "an offset",
    get: operation({ parameters: [query("offset", "integer")], properties: { data: array, errors: array } }),
    want: { style: "offset", offset: "offset", items: "data" },
  },
  {
    name: "a link",
    get: operation({ properties: { values: array, next: { type: "string" } } }),
    want: { style: "link", next: "next", items: "values" },
  },
  { name: "a page that is a word", get: response([query("page", "string")], array), want: undefined },
  {
    name: "a cursor without a next one",
    get: operation({ parameters: [query("after", "string")], properties: { results: array } }),
    want: undefined,
  },
  {
    name: "two lists without a usual name",
    get: operation({ parameters: [query("page", "integer")], properties: { a: array, b: array } }),
    want: undefined,
  },
  {
    name: "one thing",
    get: operation({ parameters: [query("page", "integer")], properties: { id: { type: "string" } } }),
    want: undefined,
  },
  {
    name: "pages that are described",
    get: { ...response([query("page", "integer")], array), "x-specloom-pages": { style: "page", page: "page" } },
    want: undefined,
  },
];

describe("pages are suggested for", () => {
  test.each(pages)("$name: $want", async ({ get, want }) => {
    const plan = await planOf({ "/things": { get } });
    const target = "$['paths']['/things']['get']";
    const actions = want === undefined ? [] : [{ target, update: { "x-specloom-pages": want } }];
    expect(suggestionsOf(plan).flatMap((one) => one.actions)).toEqual(actions);
  });
});

const inputs = (extra: object) => ({
  content: { "application/json": { schema: { type: "object", properties: { inputs: { ...array, ...extra } } } } },
});

test.each([
  {
    name: "with its maximum",
    path: "/things/batch/update",
    extra: { maxItems: 25 },
    want: { inputs: "inputs", key: "id", maximum: 25, results: "results" },
  },
  {
    name: "with the usual maximum",
    path: "/things/bulk",
    extra: {},
    want: { inputs: "inputs", key: "id", maximum: 100, results: "results" },
  },
  { name: "not for another path", path: "/batches-of-things", extra: {}, want: undefined },
])("a batch is suggested $name", async ({ path, extra, want }) => {
  const post = { requestBody: inputs(extra), ...operation({ properties: { results: array } }) };
  const suggested = suggestionsOf(await planOf({ [path]: { post } }));
  expect(
    suggested.filter(({ about }) => about === "batches").flatMap(({ actions }) => actions.map(({ update }) => update)),
  ).toEqual(want === undefined ? [] : [{ "x-specloom-batch": want }]);
});

const lacking = {
  "/things": { get: response([query("page", "integer")], array) },
  "/things/batch/update": { post: { requestBody: inputs({}), ...operation({ properties: { results: array } }) } },
};

test("a run says what is missing in a line each; with the overlay, nothing is missing and there is no error", async () => {
  const plan = await planOf(lacking, {});
  expect(suggestionLines(suggestionsOf(plan))).toEqual([
    "The description does not say:",
    "  credentials: it has no security scheme",
    "  pages of lists: list",
    "  batches: batch.update",
    "An overlay can: `specloom inspect --format suggestions` prints one to begin with.",
  ]);
  const mended = await planOf(lacking, {}, suggestionOverlay(plan));
  expect(suggestionLines(suggestionsOf(mended))).toEqual([]);
  expect(mended.credentials.map(({ option }) => option)).toEqual(["accessToken"]);
});

test("nothing is said if nothing is missing", async () => {
  expect(
    suggestionsOf(
      await planOf({
        "/things/{id}": {
          get: { ...response([{ name: "id", in: "path", required: true, schema: { type: "string" } }], { type: "object" }) },
        },
      }),
    ),
  ).toEqual([]);
});

test("nothing is said about credentials if the root says that none is needed", async () => {
  const overlay = JSON.stringify({
    overlay: "1.0.0",
    info: { title: "Public", version: "1" },
    actions: [{ target: "$", update: { security: [] } }],
  });
  const plan = await planOf({ "/things": { get: response([], { type: "object" }) } }, {}, overlay);
  expect(suggestionLines(suggestionsOf(plan))).toEqual([]);
});
