import { expect, test } from "vitest";
import { findCircles } from "../../generator/emit/circles.js";
import { declareModel } from "../../generator/emit/models.js";
import { createTypes } from "../../generator/emit/types.js";
import type { Api } from "../../generator/model/api.js";
import type { NamedSchema, Schema } from "../../generator/model/schema.js";
import { typeErrors } from "./compile.js";

const base = { docs: {}, place: { source: "test", pointer: "", offset: 0 } };
const text: Schema = { ...base, kind: "string", binary: false };
const number: Schema = { ...base, kind: "number", integer: false };
const to = (target: string): Schema => ({ ...base, kind: "reference", target });
const union = (...members: readonly Schema[]): Schema => ({ ...base, kind: "union", members });
const both = (...members: readonly Schema[]): Schema => ({ ...base, kind: "intersection", members });
const list = (items: Schema): Schema => ({ ...base, kind: "array", items });
const object = (name: string, schema: Schema): Schema => ({
  ...base,
  kind: "object",
  properties: [{ name, required: true, readOnly: false, writeOnly: false, schema }],
  additional: "open",
});

function declarations(schemas: Readonly<Record<string, Schema>>): string {
  const named = new Map(
    Object.entries(schemas).map(([name, schema]): [string, NamedSchema] => [name, { key: name, name, schema }]),
  );
  const modelNames = new Map([...named.keys()].map((name) => [name, { request: name, response: name }]));
  const api: Api = {
    info: { title: "", version: "" },
    servers: [],
    operations: [],
    schemas: named,
    security: [],
    rateLimits: [],
  };
  const types = createTypes({ api, modelNames });
  const texts = [...named.values()].map(({ key, schema }) => declareModel({ name: key, key, side: "both", schema }, types));
  return texts.join(" ").replace(/\s+/g, " ").trim();
}

test.each<{ name: string; given: Readonly<Record<string, Schema>>; want: string }>([
  {
    name: "unions that hold each other mean the same",
    given: { A: union(to("B"), text), B: union(to("A"), number) },
    want: "export type A = string | number; export type B = A;",
  },
  {
    name: "a union that holds itself is what else it holds",
    given: { A: union(to("A"), text) },
    want: "export type A = string;",
  },
  {
    name: "names that only lead to each other allow any value",
    given: { A: to("B"), B: to("A") },
    want: "export type A = unknown; export type B = A;",
  },
  {
    name: "an intersection is what its own members say",
    given: { A: both(to("B"), object("a", text)), B: both(to("A"), object("b", text)) },
    want: "export type A = { a: string; }; export type B = { b: string; };",
  },
  {
    name: "behind a property or an item there is no circle",
    given: { A: object("b", to("B")), B: union(list(to("B")), to("A")) },
    want: "export interface A { b: B; } export type B = B[] | A;",
  },
])("$name", ({ given, want }) => {
  const declared = declarations(given);
  expect(declared).toBe(want);
  expect(typeErrors(new Map([["models.ts", declared]]))).toEqual([]);
});

test("a long chain and a large circle take no stack", () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `S${index}`);
  const named = new Map(
    names.map((key, index): [string, NamedSchema] => [key, { key, name: key, schema: to(names[index + 1] ?? "S0") }]),
  );
  expect(findCircles(named).get("S19999")?.keys).toHaveLength(20_000);
});
