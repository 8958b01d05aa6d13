import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Json } from "../../generator/load/tree/node.js";
import { differences } from "./differences.js";
import { listOf, structureOf } from "./structure.js";
import { specFiles, specText, upstreamIsHere, upstreamText, upstreamVersions } from "./texts.js";

const ours = parse(specText("partner-clients.openapi.yaml")) as Json;
const theirs = upstreamIsHere ? (JSON.parse(upstreamText("v3")) as Json) : null;

interface Allowance {
  /** The whole line, as {@link differences} returns it. */
  readonly difference: string;
  readonly reason: string;
}

/** Allowed structural differences from HubSpot's description: none, because the overlay corrects its errors. */
const allowed: readonly Allowance[] = [];

describe.skipIf(!upstreamIsHere)("our description compared with HubSpot's v3 (skipped: ../shared is missing)", () => {
  test("has the same structure", () => {
    const allowedLines = new Set(allowed.map(({ difference }) => difference));
    expect(differences(structureOf(ours), structureOf(theirs)).filter((line) => !allowedLines.has(line))).toEqual([]);
  });

  test("needs every row of the allow-list", () => {
    const found = differences(structureOf(ours), structureOf(theirs));
    expect(allowed.filter(({ difference }) => !found.includes(difference))).toEqual([]);
  });

  test("shares no eight consecutive words with it, in any file of spec/", () => {
    const runs = new Set(
      upstreamVersions().flatMap((version) => proseOf(JSON.parse(upstreamText(version)) as Json).flatMap(runsOfWords)),
    );
    const shared = specFiles().flatMap((name) => runsOfWords(specText(name)).filter((run) => runs.has(run)));
    expect(runs.size).toBeGreaterThan(500);
    expect(shared).toEqual([]);
  });
});

describe("our description", () => {
  test("has the complete documented call as an example", () => {
    const { example, request, response } = documentedCall();
    expect(example(ours, "requestBody")).toEqual(request);
    expect(example(ours, "responses", "200")).toEqual(response);
  });

  test("describes each operation, parameter, schema and property", () => {
    expect(undescribed(ours, "")).toEqual([]);
  });

  test("has a short summary without a full stop for each operation", () => {
    const summaries = operationsOf(ours).map((operation) => JSON.stringify(at(operation, "summary")));
    expect(summaries).toHaveLength(9);
    expect(summaries.filter((summary) => !/^"[A-Z][^.]{5,60}"$/.test(summary))).toEqual([]);
  });
});

describe("the comparison", () => {
  const base = {
    paths: {
      "/a": {
        get: { parameters: [{ name: "x", in: "query", schema: { type: "string" } }], responses: { "200": { description: "a" } } },
      },
    },
    components: {
      schemas: { A: { type: "object", required: ["b", "a"], properties: { a: { type: "string", enum: ["1", "2"] } } } },
    },
  };
  const parameter = (change: object) => ({
    paths: {
      "/a": { get: { ...base.paths["/a"].get, parameters: [{ name: "x", in: "query", schema: { type: "string" }, ...change }] } },
    },
  });
  const property = (a: object) => ({ components: { schemas: { A: { ...base.components.schemas.A, properties: { a } } } } });

  // prettier-ignore
  const rows: readonly { readonly given: object; readonly want: readonly string[] }[] = [
    { given: {}, want: [] },
    { given: parameter({ style: "form", explode: true, required: false, description: "other" }), want: [] },
    { given: parameter({ explode: false }), want: ["/paths/~1a/get/parameters/query x/explode: true vs false"] },
    { given: parameter({ required: true }), want: ["/paths/~1a/get/parameters/query x/required: false vs true"] },
    { given: property({ type: "string", enum: ["2", "1"], example: null }), want: [] },
    { given: property({ type: "string", enum: ["1"] }), want: ['/components/schemas/A/properties/a/enum: ["1","2"] vs ["1"]'] },
    { given: property({ type: "string", enum: ["1", "2"], nullable: true }), want: ['/components/schemas/A/properties/a/type: ["string"] vs ["null","string"]'] },
    { given: property({ type: "string", enum: ["1", "2"], format: "uuid" }), want: ['/components/schemas/A/properties/a/format: nothing vs "uuid"'] },
    { given: property({ type: "string", enum: ["1", "2"], default: "1" }), want: ['/components/schemas/A/properties/a/default: nothing vs "1"'] },
    { given: property({ $ref: "#/x", description: "sibling" }), want: [
      "/components/schemas/A/properties/a/$ref: nothing vs \"#/x\"",
      '/components/schemas/A/properties/a/enum: ["1","2"] vs nothing',
      "/components/schemas/A/properties/a/properties: {} vs nothing",
      '/components/schemas/A/properties/a/type: ["string"] vs nothing',
    ] },
    { given: { paths: {} }, want: ['/paths/~1a: {"get":{"tags":[],"parameters":{"query x":{"required":false,"style":"form","explode":true,"schema":{"type":["string"],"properties":{}}}},"responses":{"200":{"content":{}}},"security":[]}} vs nothing'] },
  ];

  test.each(rows)("reports $want", ({ given, want }) => {
    const other = { ...base, ...given } as unknown as Json;
    expect(differences(structureOf(base), structureOf(other))).toEqual(want);
  });
});

/** All prose: descriptions, summaries, titles, and extensions that contain text. */
function proseOf(node: Json): readonly string[] {
  if (Array.isArray(node)) return listOf(node).flatMap(proseOf);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    typeof value === "string" ? (/^(description|summary|title|x-)/.test(name) ? [value] : []) : proseOf(value),
  );
}

function runsOfWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(7).map((_, index) => words.slice(index, index + 8).join(" "));
}

function at(node: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (inner, name) => (typeof inner === "object" && inner !== null ? (inner as Record<string, Json>)[name] : undefined),
    node,
  );
}

function operationsOf(description: Json): readonly Json[] {
  return Object.values(at(description, "paths") ?? {}).flatMap((item) => Object.values(item as Record<string, Json>));
}

/** Pointers of operations, parameters, schemas and properties without a description. */
function undescribed(node: Json, pointer: string): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  const here =
    describedPlaces.some((place) => place.test(pointer)) && typeof at(node, "description") !== "string" ? [pointer] : [];
  return [
    ...here,
    ...Object.entries(node).flatMap(([name, value]) => undescribed(value, `${pointer}/${name.replaceAll("/", "~1")}`)),
  ];
}

const describedPlaces = [
  /^\/paths\/[^/]+\/[^/]+$/,
  /^\/paths\/[^/]+\/[^/]+\/parameters\/\d+$/,
  /^\/components\/schemas\/[^/]+$/,
  /^\/components\/schemas\/[^/]+\/properties\/[^/]+$/,
];

function documentedCall() {
  const operation = ["paths", "/crm/v3/objects/partner_clients/batch/update", "post"];
  const record = {
    archived: false,
    createdAt: "2019-10-30T03:30:17.883Z",
    id: "512",
    properties: {
      property_checkbox: "false",
      property_date: "1572480000000",
      property_dropdown: "choice_b",
      property_multiple_checkboxes: "chocolate;strawberry",
      property_number: "17",
      property_radio: "option_1",
      property_string: "value",
    },
    updatedAt: "2019-12-07T16:50:06.678Z",
  };
  const moment = "2023-11-07T05:31:56Z";
  return {
    example: (description: Json, ...path: readonly string[]) =>
      at(description, ...operation, ...path, "content", "application/json", "examples", "verbatim", "value"),
    request: {
      inputs: [{ id: "<string>", properties: {}, idProperty: "my_unique_property_name", objectWriteTraceId: "<string>" }],
    },
    response: { completedAt: moment, results: [record], startedAt: moment, status: "CANCELED", links: {}, requestedAt: moment },
  };
}
