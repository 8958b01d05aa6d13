import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { typeErrors } from "../compile.js";

/* What code can and cannot do with a union that has `UnknownVariant` as an alternative. */

const runtime = "runtime/bodies/unknown-variant.ts";
const unknownVariant = readFileSync(`${import.meta.dirname}/../../../templates/${runtime}`, "utf8");

const models = `
import type { DefaultVariant, UnknownVariant } from "./runtime/bodies/unknown-variant.js";
interface PetBase { id: string; kind: string }
interface Cat extends PetBase { kind: "cat"; meows?: boolean }
interface Dog extends PetBase { kind: "dog"; barks?: boolean }
type Pet = Cat | Dog | (PetBase & UnknownVariant<"kind">);
interface Card { type: "card"; number: string }
interface Bank { type: "bank"; iban: string }
type Source = string | Card | Bank | UnknownVariant<"type"> | null;
interface One { v: 1; one?: string }
interface Two { v: 2; two?: string }
type Versioned = One | Two | UnknownVariant<"v", number>;
interface Other { kind?: string; noise?: string }
type Anyone = Cat | (Other & DefaultVariant<"kind">);
type Order = ({ paid: boolean; receipt: string } & { paid: true }) | ({ paid: boolean; due: string } & { paid: false });
`;

const allowed: readonly (readonly [string, string])[] = [
  ["a known value narrows to its variant", `export const f = (pet: Pet) => (pet.kind === "cat" ? pet.meows : undefined);`],
  ["properties of the base can be read without narrowing", "export const f = (pet: Pet): string => pet.id;"],
  [
    "the default branch excludes the known variants",
    `export function f(pet: Pet): string {
       switch (pet.kind) {
         case "cat": { const cat: Cat = pet; return cat.id; }
         case "dog": { const dog: Dog = pet; return dog.id; }
         default: return pet.kind + String(pet["whatever"]);
       }
     }`,
  ],
  [
    "a union without a base narrows",
    `export const f = (from: Source) => (typeof from === "object" && from?.type === "bank" ? from.iban : "");`,
  ],
  [
    "a number narrows, and the default branch excludes the known variants",
    `export function f(value: Versioned): string | undefined {
       switch (value.v) {
         case 1: return value.one;
         case 2: return value.two;
         default: return value.v.toFixed() + String(value["whatever"]);
       }
     }`,
  ],
  ["a boolean narrows both ways", "export const f = (order: Order): string => (order.paid ? order.receipt : order.due);"],
  [
    "a default variant is what none of the known values selects",
    `export const f = (who: Anyone): boolean | string | undefined => (who.kind === "cat" ? who.meows : who.noise);`,
  ],
  ["a known variant can be sent", `export const pet: Pet = { id: "1", kind: "cat", meows: true };`],
  ["a received value can be sent back", "export const f = (pet: Pet): Pet => pet;"],
];

const refused: readonly (readonly [string, string, string])[] = [
  ["an unknown discriminator value", `export const pet: Pet = { id: "1", kind: "newt" };`, "TS2322"],
  ["properties of another variant", `export const pet: Pet = { id: "1", kind: "cat", barks: true };`, "TS2353"],
  ["a property of a variant without narrowing", "export const f = (pet: Pet) => pet.meows;", "TS2339"],
];

const cases = [
  ...allowed.map(([title, code]) => [title, code, []] as const),
  ...refused.map(([title, code, wanted]) => [`refused: ${title}`, code, [wanted]] as const),
];
const files = cases.map(([, code], index) => [`src/case-${index}.ts`, models + code] as const);
const errors = typeErrors(
  new Map([
    ["package.json", `{ "type": "module" }`],
    [`src/${runtime}`, unknownVariant],
  ]),
  new Map(files),
);

test.each(cases.map(([title, , wanted], index) => ({ title, wanted, index })))("$title", ({ wanted, index }) => {
  const own = errors.filter((line) => line.includes(`/case-${index}.ts`));
  expect(own.map((line) => line.split(" ")[1])).toEqual(wanted);
});
