import ts from "typescript";
import { describe, expect, test } from "vitest";
import { compile, hover } from "./compile.js";

const preamble = `
import { PartnerClients, date, dateTime, isApiError, type BatchUpdateParams, type SimplePublicObject } from "hubspot-partner-clients";
import { createClient } from "hubspot-partner-clients/client";
import * as batch from "hubspot-partner-clients/batch";
const partnerClients = new PartnerClients({ accessToken: "t" });
void [date, dateTime, isApiError, createClient, batch, partnerClients];
export type Used = [BatchUpdateParams, SimplePublicObject];
`;

const may: readonly { readonly title: string; readonly code: string }[] = [
  { title: "no parameters where all are optional", code: "await partnerClients.list(); await partnerClients.search();" },
  { title: "a token from a function", code: 'new PartnerClients({ accessToken: () => Promise.resolve("t") });' },
  { title: "readonly lists", code: 'const properties: readonly string[] = ["name"]; await partnerClients.list({ properties });' },
  {
    title: "an operator that is not yet known",
    code: 'await partnerClients.search({ filterGroups: [{ filters: [{ propertyName: "a", operator: "SOUNDS_LIKE", value: "b" }] }] });',
  },
  {
    title: "a status that is not yet known",
    code: "const { status } = await partnerClients.batch.update({ inputs: [] }); const wide: string = status; export { wide };",
  },
  {
    title: "undefined for what is optional in the options",
    code: "await partnerClients.list({}, { signal: undefined, timeoutMs: undefined, apiVersion: undefined });",
  },
  {
    title: "a 207 told from a 200",
    code: "const response = await partnerClients.batch.update({ inputs: [] }).withResponse(); if (response.status === 207) { const count: number | undefined = response.data.numErrors; void count; }",
  },
  {
    title: "values that are no texts",
    code: 'await partnerClients.update({ partnerClientId: "1", properties: { a: 1, b: true, c: null, d: ["x", 2] as const, e: date(new Date()), f: dateTime(new Date()) } });',
  },
  {
    title: "items and pages",
    code: "for await (const { id } of partnerClients.list()) { const text: string = id; void text; } for await (const page of partnerClients.list().pages()) void page.results;",
  },
  {
    title: "a function of the batch",
    code: 'await batch.update(createClient({ accessToken: "t" }), { inputs: [{ id: "1", properties: { name: "A" } }] });',
  },
  {
    title: "an error, narrowed by operation and status",
    code: 'try { await partnerClients.batch.update({ inputs: [] }); } catch (error) { if (isApiError(error, "batch.update", 404)) { const why: string | undefined = error.body?.message; void why; } }',
  },
  {
    title: "a value that may be null when read",
    code: 'const { properties } = await partnerClients.get({ partnerClientId: "1" }); const name: string | null | undefined = properties["name"]; void name;',
  },
];

const mayNot: readonly { readonly title: string; readonly code: string; readonly want: readonly RegExp[] }[] = [
  {
    title: "send a Date without saying whether it means a day or a moment",
    code: 'await partnerClients.batch.update({ inputs: [{ id: "1", properties: { closed: new Date() } }] });',
    want: [/^TS2322: Type 'Date' is not assignable to type/],
  },
  {
    title: "forget the id",
    code: "await partnerClients.get({});",
    want: [/^TS2345: Argument of type '{}' is not assignable to parameter of type 'GetParams'/],
  },
  {
    title: "call without what is required",
    code: "await partnerClients.batch.update();",
    want: [/^TS2554: Expected 1-2 arguments, but got 0/],
  },
  { title: "misspell a parameter", code: "await partnerClients.list({ limits: 1 });", want: [/^TS2561: .*'limits'.*'limit'/] },
  { title: "misspell an option", code: "new PartnerClients({ token: 't' });", want: [/^TS2353: .*'token'/] },
  {
    title: "forget an input's id",
    code: "await partnerClients.batch.update({ inputs: [{ properties: {} }] });",
    want: [/^TS2741: Property 'id' is missing/],
  },
  {
    title: "write an object where the wire has text",
    code: 'await partnerClients.update({ partnerClientId: "1", properties: { size: { of: 1 } } });',
    want: [/^TS2353: .* 'of' does not exist in type/],
  },
  {
    title: "name a version that there is not",
    code: 'await partnerClients.list({}, { apiVersion: "v4" });',
    want: [/^TS2820|^TS2322: Type '"v4"' is not assignable/],
  },
  {
    title: "take a value for granted",
    code: 'const { properties } = await partnerClients.get({ partnerClientId: "1" }); const name: string = properties["name"]; void name;',
    want: [/^TS2322: Type 'string \| null \| undefined' is not assignable to type 'string'/],
  },
  {
    title: "read errors of a 200",
    code: "const response = await partnerClients.batch.update({ inputs: [] }).withResponse(); if (response.status === 204) void response;",
    want: [/^TS2367: This comparison appears to be unintentional/],
  },
  {
    title: "name an operation that there is not",
    code: 'isApiError(new Error(), "batch.updates");',
    want: [/^TS2345: Argument of type '"batch.updates"'/],
  },
  {
    title: "import what is internal",
    code: 'import "hubspot-partner-clients/runtime/client.js";',
    want: [/^TS2307: Cannot find module/],
  },
];

const strict = new Map([
  ...may.map(({ title, code }) => [title, code] as const),
  ...mayNot.map(({ title, code }) => [title, code] as const),
]);

/** All rows in one program; compiling the package once is enough. */
function compileRows(options?: ts.CompilerOptions): ReadonlyMap<string, readonly string[]> {
  const titles = [...strict.keys()];
  const told = compile(
    Object.fromEntries(titles.map((title, row) => [`row-${row}.mts`, `${preamble}${strict.get(title) ?? ""}`])),
    options,
  );
  const rows = titles.map((title, row) => [title, told.get(`row-${row}.mts`) ?? []] as const);
  return new Map([
    ...rows,
    ["elsewhere", [...told].flatMap(([file, messages]) => (/^row-\d+\.mts$/.test(file) ? [] : messages))],
  ]);
}

const resolutions: readonly { readonly resolution: string; readonly options: ts.CompilerOptions }[] = [
  { resolution: "nodenext", options: {} },
  { resolution: "bundler", options: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler } },
];

describe.each(resolutions)("$resolution", ({ options }) => {
  const told = compileRows(options);

  test("the package's own declarations are clean", () => {
    expect(told.get("elsewhere")).toEqual([]);
  });
  test.each(may)("a consumer may write: $title", ({ title }) => {
    expect(told.get(title)).toEqual([]);
  });
  test.each(mayNot)("a consumer may not: $title", ({ title, want }) => {
    expect(told.get(title)).toEqual(want.map((pattern) => expect.stringMatching(pattern) as unknown));
  });
});

test("CommonJS consumers have types as well", () => {
  const code =
    'import specloom = require("hubspot-partner-clients");\nconst partnerClients = new specloom.PartnerClients({});\nvoid partnerClients.list();\nexport {};\n';
  expect([...compile({ "consumer.cts": code }, { erasableSyntaxOnly: false })]).toEqual([["consumer.cts", []]]);
});

describe("hovers are one line and the documentation", () => {
  const source = `
import { PartnerClients } from "hubspot-partner-clients";
import * as batch from "hubspot-partner-clients/batch";
const /*?*/partnerClients = new PartnerClients({ accessToken: "t" });
await partnerClients./*?*/list();
await partnerClients./*?*/get({ partnerClientId: "1" });
await partnerClients./*?*/batch./*?*/update({ inputs: [] });
const /*?*/answer = await partnerClients.batch.update({ inputs: [] });
const /*?*/record = await partnerClients.get({ partnerClientId: "1" });
batch./*?*/read;
for await (const /*?*/item of partnerClients.list()) void item;
void [answer, record];
`;
  const updated = "BatchResponseSimplePublicObject | BatchResponseSimplePublicObjectWithErrors";
  const want: readonly (readonly [text: string, documentation: RegExp])[] = [
    ["const partnerClients: PartnerClients", /^$/],
    [
      "(method) PartnerClients.list(params?: ListParams, options?: RequestOptions): PagePromise<SimplePublicObjectWithAssociations, CollectionResponseSimplePublicObjectWithAssociationsForwardPaging, ListResponses>",
      /`GET \/crm\/v3\/objects\/partner_clients`/,
    ],
    [
      "(method) PartnerClients.get(params: GetParams, options?: RequestOptions): ApiPromise<SimplePublicObjectWithAssociations, GetResponses>",
      /`GET \/crm\/v3\/objects\/partner_clients\/\{partnerClientId\}`/,
    ],
    ["(property) PartnerClients.batch: PartnerClientsBatch", /./],
    [
      `(method) PartnerClientsBatch.update(params: BatchUpdateParams, options?: RequestOptions): ApiPromise<${updated}, BatchUpdateResponses>`,
      /`POST \/crm\/v3\/objects\/partner_clients\/batch\/update`/,
    ],
    [`const answer: ${updated}`, /^$/],
    ["const record: SimplePublicObjectWithAssociations", /^$/],
    [
      `function read(client: Client, params: BatchReadParams, options?: RequestOptions): ApiPromise<${updated}, BatchReadResponses>`,
      /`POST \/crm\/v3\/objects\/partner_clients\/batch\/read`/,
    ],
    ["const item: SimplePublicObjectWithAssociations", /^$/],
  ];
  const shown = hover(source);
  // Where a name is imported through a namespace, the editor shows that as well: `batch.BatchUpdateParams`.
  test.each(want.map(([text, documentation], index) => ({ text, documentation, shown: shown[index] })))(
    "$text",
    ({ text, documentation, shown }) => {
      expect(shown?.text.replaceAll(/\b(?:batch|associations|operations)\.(?=[A-Z])/g, "")).toBe(text);
      expect(shown?.documentation).toMatch(documentation);
    },
  );
});
