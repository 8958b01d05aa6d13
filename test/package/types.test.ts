import ts from "typescript";
import { describe, expect, test } from "vitest";
import { compile, hover } from "./compile.js";

const preamble = `
import { PartnerClients, date, dateTime, isApiError, type BatchUpdateParams, type SimplePublicObject, type Untyped } from "hubspot-partner-clients";
import { createClient } from "hubspot-partner-clients/client";
import * as batch from "hubspot-partner-clients/batch";
const partnerClients = new PartnerClients({ accessToken: "t" });
void [date, dateTime, isApiError, createClient, batch, partnerClients];
interface Mine { name: string; hs_stage: "a" | "b"; size: number; live: boolean; tags: ("x" | "y")[]; closed?: Date }
const typed = new PartnerClients<Mine>({ accessToken: "t" });
void typed;
export type Used = [BatchUpdateParams, SimplePublicObject, Untyped];
`;

const valid: readonly { readonly title: string; readonly code: string }[] = [
  { title: "no parameters if all are optional", code: "await partnerClients.list(); await partnerClients.search();" },
  { title: "a token from a function", code: 'new PartnerClients({ accessToken: () => Promise.resolve("t") });' },
  {
    title: "readonly arrays",
    code: 'const properties: readonly string[] = ["name"]; await partnerClients.list({ properties });',
  },
  {
    title: "an unknown enum value",
    code: 'await partnerClients.search({ filterGroups: [{ filters: [{ propertyName: "a", operator: "SOUNDS_LIKE", value: "b" }] }] });',
  },
  {
    title: "an unknown status",
    code: "const { status } = await partnerClients.batch.update({ inputs: [] }); const wide: string = status; export { wide };",
  },
  {
    title: "undefined for optional options",
    code: "await partnerClients.list({}, { signal: undefined, timeoutMs: undefined, apiVersion: undefined });",
  },
  {
    title: "narrowing by status, 207 or 200",
    code: "const response = await partnerClients.batch.update({ inputs: [] }).withResponse(); if (response.status === 207) { const count: number | undefined = response.data.numErrors; void count; }",
  },
  {
    title: "values that are not strings",
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
  {
    title: "values of a property map with a type argument",
    code: 'await typed.update({ partnerClientId: "1", properties: { name: "A", hs_stage: "a", size: 1, live: true, tags: ["x", "y"] as const } });',
  },
  {
    title: "a string or null for a property of type number",
    code: 'await typed.batch.update({ inputs: [{ id: "1", properties: { size: "17", live: "true", hs_stage: null, closed: null } }] });',
  },
  {
    title: "a typed map in a run, and its results",
    code: 'for await (const outcome of typed.batch.updateMany([{ id: "1", properties: { hs_stage: "b" } }])) if (outcome.status === "succeeded") { const stage: "a" | "b" | null | undefined = outcome.record.properties.hs_stage; void stage; }',
  },
  {
    title: "strings and unknown keys when reading a typed map",
    code: 'const { properties } = await typed.get({ partnerClientId: "1" }); const read: readonly (string | null | undefined)[] = [properties.name, properties.size, properties.live, properties.tags, properties["other"]]; void read;',
  },
  {
    title: "literals of a typed map from every page",
    code: 'for await (const { properties } of typed.search()) { const stage: "a" | "b" | null | undefined = properties.hs_stage; void stage; }',
  },
  {
    title: "a typed map with a function",
    code: 'const { results } = await batch.update<Mine>(createClient({ accessToken: "t" }), { inputs: [{ id: "1", properties: { size: 1 } }] }); const stage: "a" | "b" | null | undefined = results[0]?.properties.hs_stage; void stage;',
  },
  {
    title: "a literal that does not determine the result type of a function",
    code: 'const { results } = await batch.update(createClient({ accessToken: "t" }), { inputs: [{ id: "1", properties: { size: 1 } }] }); const plain: readonly SimplePublicObject[] = results; void plain;',
  },
  {
    title: "the type of a client without a map, with and without its default",
    code: "const plain: PartnerClients = partnerClients; const named: PartnerClients<Untyped> = plain; void named;",
  },
];

const invalid: readonly { readonly title: string; readonly code: string; readonly want: readonly RegExp[] }[] = [
  {
    title: "send a Date, which could mean a date or a time",
    code: 'await partnerClients.batch.update({ inputs: [{ id: "1", properties: { closed: new Date() } }] });',
    want: [/^TS2322: Type 'Date' is not assignable to type/],
  },
  {
    title: "forget the id",
    code: "await partnerClients.get({});",
    want: [/^TS2345: Argument of type '{}' is not assignable to parameter of type 'GetParams'/],
  },
  {
    title: "leave out required parameters",
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
    title: "write an object for a string",
    code: 'await partnerClients.update({ partnerClientId: "1", properties: { size: { of: 1 } } });',
    want: [/^TS2353: .* 'of' does not exist in type/],
  },
  {
    title: "use an unknown version",
    code: 'await partnerClients.list({}, { apiVersion: "v4" });',
    want: [/^TS2820|^TS2322: Type '"v4"' is not assignable/],
  },
  {
    title: "use an optional value without a check",
    code: 'const { properties } = await partnerClients.get({ partnerClientId: "1" }); const name: string = properties["name"]; void name;',
    want: [/^TS2322: Type 'string \| null \| undefined' is not assignable to type 'string'/],
  },
  {
    title: "read errors of a 200",
    code: "const response = await partnerClients.batch.update({ inputs: [] }).withResponse(); if (response.status === 204) void response;",
    want: [/^TS2367: This comparison appears to be unintentional/],
  },
  {
    title: "use an unknown operation",
    code: 'isApiError(new Error(), "batch.updates");',
    want: [/^TS2345: Argument of type '"batch.updates"'/],
  },
  {
    title: "write a property that a typed map does not have",
    code: 'await typed.update({ partnerClientId: "1", properties: { nam: "A" } });',
    want: [/^TS2561: .*'nam' does not exist.*'name'/],
  },
  {
    title: "write a literal that a typed map does not have",
    code: 'await typed.batch.update({ inputs: [{ id: "1", properties: { hs_stage: "c" } }] });',
    want: [/^TS2322: Type '"c"' is not assignable to type '"a" \| "b" \| null'/],
  },
  {
    title: "write it in a run",
    code: 'typed.batch.updateMany([{ id: "1", properties: { hs_stage: "c" } }]);',
    want: [/^TS2345: Argument of type .*"c".* is not assignable to parameter of type 'BatchInputs</],
  },
  {
    title: "write an array for a string of a typed map",
    code: 'await typed.batch.update({ inputs: [{ id: "1", properties: { name: ["A"] } }] });',
    want: [/^TS2322: Type 'string\[\]' is not assignable to type 'string'/],
  },
  {
    title: "write a Date, even if a typed map has that type",
    code: 'await typed.update({ partnerClientId: "1", properties: { closed: new Date() } });',
    want: [/^TS2322: Type 'Date' is not assignable to type 'null'/],
  },
  {
    title: "use a number of a typed map as a number when reading",
    code: 'const { properties } = await typed.get({ partnerClientId: "1" }); const size: number | null | undefined = properties.size; void size;',
    want: [/^TS2322: Type 'string \| null \| undefined' is not assignable to type 'number/],
  },
  {
    title: "use a typed property without a check",
    code: 'const { properties } = await typed.get({ partnerClientId: "1" }); const name: string | null = properties.name; void name;',
    want: [/^TS2322: Type 'string \| null \| undefined' is not assignable to type 'string \| null'/],
  },
  {
    title: "use a type argument that is not an object",
    code: "void new PartnerClients<string>();",
    want: [/^TS2344: Type 'string' does not satisfy the constraint 'object'/],
  },
  {
    title: "import internal modules",
    code: 'import "hubspot-partner-clients/runtime/call/client.js";',
    want: [/^TS2307: Cannot find module/],
  },
];

const strict = new Map([
  ...valid.map(({ title, code }) => [title, code] as const),
  ...invalid.map(({ title, code }) => [title, code] as const),
]);

/** All rows in one program, so that the package is compiled once. */
function compileRows(options?: ts.CompilerOptions): ReadonlyMap<string, readonly string[]> {
  const titles = [...strict.keys()];
  const errors = compile(
    Object.fromEntries(titles.map((title, row) => [`row-${row}.mts`, `${preamble}${strict.get(title) ?? ""}`])),
    options,
  );
  const rows = titles.map((title, row) => [title, errors.get(`row-${row}.mts`) ?? []] as const);
  return new Map([
    ...rows,
    ["other files", [...errors].flatMap(([file, messages]) => (/^row-\d+\.mts$/.test(file) ? [] : messages))],
  ]);
}

const resolutions: readonly { readonly resolution: string; readonly options: ts.CompilerOptions }[] = [
  { resolution: "nodenext", options: {} },
  { resolution: "bundler", options: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler } },
];

describe.each(resolutions)("$resolution", ({ options }) => {
  const errors = compileRows(options);

  test("the package's declarations have no errors", () => {
    expect(errors.get("other files")).toEqual([]);
  });
  test.each(valid)("a consumer may write: $title", ({ title }) => {
    expect(errors.get(title)).toEqual([]);
  });
  test.each(invalid)("a consumer may not: $title", ({ title, want }) => {
    expect(errors.get(title)).toEqual(want.map((pattern) => expect.stringMatching(pattern) as unknown));
  });
});

test("CommonJS consumers have types as well", () => {
  const code =
    'import specloom = require("hubspot-partner-clients");\nconst partnerClients = new specloom.PartnerClients({});\nvoid partnerClients.list();\nexport {};\n';
  expect([...compile({ "consumer.cts": code }, { erasableSyntaxOnly: false })]).toEqual([["consumer.cts", []]]);
});

describe("hovers show one line and the documentation", () => {
  const source = `
import { PartnerClients } from "hubspot-partner-clients";
import * as batch from "hubspot-partner-clients/batch";
const /*?*/partnerClients = new PartnerClients({ accessToken: "t" });
await partnerClients./*?*/list();
await partnerClients./*?*/get({ partnerClientId: "1" });
await partnerClients./*?*/batch./*?*/update({ inputs: [] });
const /*?*/result = await partnerClients.batch.update({ inputs: [] });
const /*?*/record = await partnerClients.get({ partnerClientId: "1" });
batch./*?*/read;
for await (const /*?*/item of partnerClients.list()) void item;
interface Mine { name: string; stage: "a" | "b" }
const /*?*/typed = new PartnerClients<Mine>();
await typed.batch./*?*/updateMany([]);
void [result, record];
`;
  const updated = "BatchResponseSimplePublicObject<Untyped> | BatchResponseSimplePublicObjectWithErrors<Untyped>";
  const want: readonly (readonly [text: string, documentation: RegExp])[] = [
    ["const partnerClients: PartnerClients<Untyped>", /^$/],
    [
      "(method) PartnerClients<Untyped>.list(params?: ListParams, options?: RequestOptions): PagePromise<SimplePublicObjectWithAssociations<Untyped>, CollectionResponseSimplePublicObjectWithAssociationsForwardPaging<Untyped>, ListResponses<Untyped>>",
      /`GET \/crm\/v3\/objects\/partner_clients`/,
    ],
    [
      "(method) PartnerClients<Untyped>.get(params: GetParams, options?: RequestOptions): ApiPromise<SimplePublicObjectWithAssociations<Untyped>, GetResponses<Untyped>>",
      /`GET \/crm\/v3\/objects\/partner_clients\/\{partnerClientId\}`/,
    ],
    ["(property) PartnerClients<Untyped>.batch: PartnerClientsBatch<Untyped>", /./],
    [
      `(method) PartnerClientsBatch<Untyped>.update(params: BatchUpdateParams<Untyped>, options?: RequestOptions): ApiPromise<${updated}, BatchUpdateResponses<Untyped>>`,
      /`POST \/crm\/v3\/objects\/partner_clients\/batch\/update`/,
    ],
    [`const result: ${updated}`, /^$/],
    ["const record: SimplePublicObjectWithAssociations<Untyped>", /^$/],
    [
      "function read<Properties extends object = Untyped>(client: Client, params: BatchReadParams, options?: RequestOptions): ApiPromise<BatchResponseSimplePublicObject<Properties> | BatchResponseSimplePublicObjectWithErrors<Properties>, BatchReadResponses<Properties>>",
      /`POST \/crm\/v3\/objects\/partner_clients\/batch\/read`/,
    ],
    ["const item: SimplePublicObjectWithAssociations<Untyped>", /^$/],
    ["const typed: PartnerClients<Mine>", /^$/],
    [
      "(method) PartnerClientsBatch<Mine>.updateMany(inputs: BatchInputs<SimplePublicObjectBatchInput<Mine>>, options?: BatchOptions): BatchRun<SimplePublicObjectBatchInput<Mine>, SimplePublicObject<Mine>>",
      /^Calls `update` for any number of inputs/,
    ],
  ];
  const shown = hover(source);
  // The editor also shows the namespace of an import: `batch.BatchUpdateParams`.
  test.each(want.map(([text, documentation], index) => ({ text, documentation, shown: shown[index] })))(
    "$text",
    ({ text, documentation, shown }) => {
      expect(shown?.text.replaceAll(/\b(?:batch|associations|operations)\.(?=[A-Z])/g, "")).toBe(text);
      expect(shown?.documentation).toMatch(documentation);
    },
  );
});
