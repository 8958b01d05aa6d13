import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { declarationRules } from "../../../generator/compare/declarations/declaration-rules.js";
import { tableOf } from "../rules/rules-page.js";
import { compareModules } from "../api-report/reports.js";

/** Old and new code, and what the comparison says: the rules with their verdicts, and the messages where they matter. */
type Row = readonly [what: string, old: string, now: string, ...changes: readonly string[]];

const received = "export declare function get(): Pet;";
const sent = "export declare function send(pet: Pet): void;";

// prettier-ignore
const rows: readonly Row[] = [
  ["an export that is gone", "export const a: string = ''; export const b: string = '';", "export const a: string = '';", "breaking: `b` is no longer exported from `.`."],
  ["a new export", "export const a: string = '';", "export const a: string = ''; export const b: string = '';", "compatible: `b` is exported from `.`."],
  ["a renamed export", "export class A {}", "export class B {}", "breaking: `A` is no longer exported from `.`.", "compatible: `B` is exported from `.`."],
  ["an export that is a type only", "class A {} export { A };", "class A {} export type { A };", "breaking: `A` is exported from `.` as a type only."],
  ["another kind", "export const a: string = '';", "export interface a { b: 1 }", "breaking: `a` is an interface in place of a constant."],
  ["members in another order", `export interface Pet { a: 1; b?: 2 } ${received}`, `${received} export interface Pet { b?: 2; a: 1 }`],
  ["an interface that becomes a type", `export interface Pet { a: 1 } ${received}`, `export type Pet = { a: 1 }; ${received}`, "docs: `Pet` is written differently, and means the same."],
  ["an inline type that gets a name", "export declare function get(): { a: string };", "export interface Pet { a: string } export declare function get(): Pet;", "compatible: `Pet` is exported from `.`.", "docs: `get` is written differently, and means the same."],
  ["a renamed model", "export interface Cat { a: string; b: number } export declare function get(): Cat;", "export interface Dog { a: string; b: string } export declare function get(): Dog;", "breaking: `Cat` is no longer exported from `.`.", "breaking: `get().b` is `string` in place of `number`.", "compatible: `Dog` is exported from `.`."],

  ["a new optional property that is received", `export interface Pet { a: 1 } ${received}`, `export interface Pet { a: 1; b?: 2 } ${received}`, "compatible: `Pet.b` is new."],
  ["a new optional property that is sent", `export interface Pet { a: 1 } ${sent}`, `export interface Pet { a: 1; b?: 2 } ${sent}`, "compatible: `Pet.b` is new."],
  ["a new property that is received", `export interface Pet { a: 1 } ${received}`, `export interface Pet { a: 1; b: 2 } ${received}`, "compatible: `Pet.b` is new."],
  ["a new property that is sent", `export interface Pet { a: 1 } ${sent}`, `export interface Pet { a: 1; b: 2 } ${sent}`, "breaking: `Pet.b` must be given."],
  ["a new property of a type that nothing uses", "export interface Pet { a: 1 }", "export interface Pet { a: 1; b: 2 }", "suspicious: `Pet.b` must be given."],
  ["a property that is gone", `export interface Pet { a: 1; b?: 2 } ${sent}`, `export interface Pet { a: 1 } ${sent}`, "breaking: `Pet.b` is gone."],
  ["an optional property that is promised", `export interface Pet { a?: 1 } ${received}`, `export interface Pet { a: 1 } ${received}`, "compatible: `Pet.a` is always there."],
  ["an optional property that is demanded", `export interface Pet { a?: 1 } ${sent}`, `export interface Pet { a: 1 } ${sent}`, "breaking: `Pet.a` must be given."],
  ["a property that may be absent", `export interface Pet { a: 1 } ${received}`, `export interface Pet { a?: 1 } ${received}`, "breaking: `Pet.a` may be absent."],
  ["a property that may be left out", `export interface Pet { a: 1 } ${sent}`, `export interface Pet { a?: 1 } ${sent}`, "compatible: `Pet.a` may be left out."],
  ["a property that is readonly", `export interface Pet { a: 1 } ${received}`, `export interface Pet { readonly a: 1 } ${received}`, "breaking: `Pet.a` can no longer be assigned."],
  ["a wider type that is received", `export interface Pet { a: "x" } ${received}`, `export interface Pet { a: "x" | null } ${received}`, "breaking: `Pet.a` is `\"x\" | null` in place of `\"x\"`."],
  ["a wider type that is sent", `export interface Pet { a: "x" } ${sent}`, `export interface Pet { a: "x" | null } ${sent}`, "compatible: `Pet.a` is `\"x\" | null` in place of `\"x\"`."],
  ["a narrower type that is received", `export interface Pet { a: string } ${received}`, `export interface Pet { a: "x" } ${received}`, "compatible: `Pet.a` is `\"x\"` in place of `string`."],
  ["a narrower type that is sent", `export interface Pet { a: string } ${sent}`, `export interface Pet { a: "x" } ${sent}`, "breaking: `Pet.a` is `\"x\"` in place of `string`."],
  ["a value of an open enum that is gone", `export interface Pet { a: "x" | "y" | (string & {}) } ${received} ${sent}`, `export interface Pet { a: "x" | (string & {}) } ${received} ${sent}`, "docs: `Pet` is written differently, and means the same."],
  ["another type", `export interface Pet { a: string } ${received}`, `export interface Pet { a: number } ${received}`, "breaking: `Pet.a` is `number` in place of `string`."],
  ["a readonly array that is received", `export interface Pet { a: string[] } ${received}`, `export interface Pet { a: readonly string[] } ${received}`, "breaking: `Pet.a` is `readonly string[]` in place of `string[]`."],
  ["a readonly array that is sent", `export interface Pet { a: string[] } ${sent}`, `export interface Pet { a: readonly string[] } ${sent}`, "compatible: `Pet.a` is `readonly string[]` in place of `string[]`."],
  ["an alternative among objects", `export interface Pet { a: { b: 1 } | null } ${received}`, `export interface Pet { a: { b: 1; c: 2 } | null } ${received}`, "compatible: `Pet.a.c` is new."],

  ["what a callback is given is received", "export interface E { a: 1 } export declare function on(f: (event: E) => void): void;", "export interface E { a: 1; b: 2 } export declare function on(f: (event: E) => void): void;", "compatible: `E.b` is new."],
  ["what a handler returns is sent", "export interface E { a: 1 } export declare function on(f: () => E): void;", "export interface E { a: 1; b: 2 } export declare function on(f: () => E): void;", "breaking: `E.b` must be given."],
  ["what a type argument receives is received", "export interface E { a: 1 } export interface On<T> { call(value: T): void } export declare function on(f: On<E>): void;", "export interface E { a: 1; b: 2 } export interface On<T> { call(value: T): void } export declare function on(f: On<E>): void;", "compatible: `E.b` is new."],

  ["a new optional parameter", "export declare function f(a: 1): void;", "export declare function f(a: 1, b?: 2): void;", "compatible: `f` has the optional parameter `b`."],
  ["a new parameter", "export declare function f(a: 1): void;", "export declare function f(a: 1, b: 2): void;", "breaking: `f` must be given the parameter `b`."],
  ["a parameter that is gone", "export declare function f(a: 1, b?: 2): void;", "export declare function f(a: 1): void;", "breaking: `f` no longer has the parameter `b`."],
  ["a parameter that must be given", "export declare function f(a?: 1): void;", "export declare function f(a: 1): void;", "breaking: `f` must be given the parameter `a`."],
  ["a parameter that may be left out", "export declare function f(a: 1): void;", "export declare function f(a?: 1): void;", "compatible: The parameter `a` of `f` may be left out."],
  ["a parameter with another name", "export declare function f(a: 1): void;", "export declare function f(b: 1): void;", "docs: `f` is written differently, and means the same."],
  ["a parameter of another type", "export declare function f(a: string): void;", "export declare function f(a: number): void;", "breaking: `f(a)` is `number` in place of `string`."],
  ["another return type", "export declare function f(): Promise<string>;", "export declare function f(): Promise<number>;", "breaking: `f()` is `Promise<number>` in place of `Promise<string>`."],
  ["a function that returns something", "export declare function f(): void;", "export declare function f(): string;", "docs: `f` is written differently, and means the same."],
  ["a new overload", "export declare function f(a: 1): 1;", "export declare function f(a: 1): 1; export declare function f(a: 2): 2;", "compatible: `f` can also be called as `f(a: 2): 2`."],
  ["a new overload before another", "export declare function f(a: 1): 1;", "export declare function f(a: 2): 2; export declare function f(a: 1): 1;", "suspicious: `f` can also be called as `f(a: 2): 2`, which is tried before other overloads."],
  ["an overload that is gone", "export declare function f(a: 1): 1; export declare function f(a: 2): 2;", "export declare function f(a: 1): 1;", "breaking: `f` can no longer be called as `f(a: 2): 2`."],
  ["overloads in another order", "export declare function f(a: 1): 1; export declare function f(a: 2): 2;", "export declare function f(a: 2): 2; export declare function f(a: 1): 1;", "suspicious: The overloads of `f` have another order, so calls may mean another one."],
  ["a method that becomes a function", `export interface Pet { a(x: 1): 2 } ${received}`, `export interface Pet { a: (x: 1) => 2 } ${received}`, "docs: `Pet` is written differently, and means the same."],

  ["a type parameter with a default", "export interface A<T> { a: T }", "export interface A<T, U = string> { a: T }", "compatible: `A` has the optional type parameter `U`."],
  ["a type parameter", "export interface A { a: 1 }", "export interface A<T> { a: 1 }", "breaking: `A` must be given the type argument `T`."],
  ["a type parameter that is gone", "export interface A<T> { a: 1 }", "export interface A { a: 1 }", "breaking: `A` no longer has the type parameter `T`."],
  ["a type parameter with another name", "export declare function f<T extends object>(a: T): T;", "export declare function f<U extends object>(a: U): U;", "docs: `f` is written differently, and means the same."],
  ["a type parameter with a bound", "export declare function f<T>(a: T): T;", "export declare function f<T extends object>(a: T): T;", "breaking: The type parameter `T` of `f` is `T extends object` in place of `T`."],
  ["a type parameter with a wider bound", "export declare function f<T extends 'a'>(a: T): T;", "export declare function f<T extends 'a' | 'b'>(a: T): T;", "compatible: `f<T>` is `\"a\" | \"b\"` in place of `\"a\"`."],
  ["a type parameter with another default", "export interface A<T = 1> { a: T }", "export interface A<T = 2> { a: T }", "breaking: The type parameter `T` of `A` is `T = 2` in place of `T = 1`."],
  ["a type parameter that loses its default", "export interface A<T = 1> { a: T }", "export interface A<T> { a: T }", "breaking: `A` must be given the type argument `T`."],

  ["a class that takes options", "export class A { constructor() {} }", "export class A { constructor(a: string) {} }", "breaking: `new A` must be given the parameter `a`."],
  ["a method of a class that is gone", "export class A { a(): void {} b(): void {} }", "export class A { a(): void {} }", "breaking: `A.b` is gone."],
  ["a private member, which nobody sees", "export class A { private a: string = ''; }", "export class A { private b: number = 1; #c: string = ''; }"],
  ["a first private member", "export class A { a: string = ''; }", "export class A { a: string = ''; #b: string = ''; }", "breaking: `A` has private members, so no other object can stand in for it."],
  ["a static member", "export class A { static a(): void {} }", "export class A { a(): void {} }", "breaking: `A.a` is gone.", "compatible: `A.a` is new."],
  ["a protected member", "export class A { a(): void {} }", "export class A { protected a(): void {} }", "breaking: `A.a` is `protected` in place of `public`."],
  ["an abstract class", "export class A { a: string = ''; }", "export abstract class A { a: string = ''; }", "breaking: `A` is an abstract class in place of a class."],
  ["a class that extends no error", "export class A extends Error { a: string = ''; }", "export class A { a: string = ''; }", "breaking: `A` no longer extends `Error`."],
  ["members that move into a base", "export interface A { a: 1; b: 2 }", "interface Base { a: 1 } export interface A extends Base { b: 2 }", "docs: `A` is written differently, and means the same."],
  ["an enum", "export enum A { B = 'b', C = 'c' }", "export enum A { B = 'x', D = 'd' }", "breaking: `A.B` is `B = \"x\"` in place of `B = \"b\"`.", "breaking: `A.C` is gone.", "compatible: `A.D` is new."],
  ["something deprecated", "export interface A { a: 1 }", "export interface A {\n/** @deprecated Use b. */\na: 1 }", "docs: `A.a` is deprecated."],
  ["a comment", "export interface A { /** One. */ a: 1 }", "export interface A { /** Two. */ a: 1 }"],
  ["a type that is no longer exported, but used", "export interface A { a: 1 } export declare function get(): A;", "interface A { a: 1; b: 2 } export declare function get(): A;", "breaking: `A` is no longer exported from `.`.", "compatible: `A.b` is new."],
  ["a type that contains itself", "export interface Tree { kids: Tree[]; a: 1 } export declare function get(): Tree;", "export interface Node { kids: Node[]; a: 2 } export declare function get(): Node;", "breaking: `Tree` is no longer exported from `.`.", "breaking: `get().a` is `2` in place of `1`.", "compatible: `Node` is exported from `.`."],
];

describe("what a change of the declarations means", () => {
  test.each(rows)("%s", async (_, old, now, ...changes) => {
    const found = await compareModules(old, now);
    expect(found.changes.map(({ verdict, message }) => `${verdict}: ${message}`)).toEqual(changes);
  });
});

test("docs/api-report.md lists every rule", () => {
  const words = (text: string) => text.replace(/[-\s]+/g, " ");
  const page = readFileSync(join(import.meta.dirname, "../../../docs/api-report.md"), "utf8");
  expect(words(page)).toContain(words(tableOf([...declarationRules.values()])));
});
