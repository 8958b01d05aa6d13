import { describe, expect, test } from "vitest";
import { compareModules, packageOf, reportOf } from "./reports.js";
import { makeApiReport } from "../../../generator/compare/api-report/make-report.js";

/** What stands in a report, and what makes no difference to it. */

function sectionOf(report: string, entry: string): string {
  const [, section = ""] = report.split(`\n## ${entry}\n\n\`\`\`ts\n`);
  return section.slice(0, section.indexOf("\n```"));
}

const messages = async (...given: Parameters<typeof compareModules>) =>
  (await compareModules(...given)).changes.map(({ verdict, message }) => `${verdict}: ${message}`);

describe("the report is the same", () => {
  const pet = "export interface Pet { name: string; kind?: 'cat' | 'dog' | undefined; owner: Owner }";
  const owner = "export interface Owner { id: number }";

  test("in whichever order and module the code stands", async () => {
    const first = await reportOf({ index: `${pet}\n${owner}\nexport declare function get(id: string): Pet;` });
    const second = await reportOf({
      index:
        "export declare function get(id: string): Animal;\nimport type { Pet as Animal } from './inner/pets.js';\nexport type * from './inner/pets.js';",
      "inner/pets": `import type * as all from './owners.js';\nexport type { Owner } from './owners.js';\nexport interface Pet { owner: all.Owner; kind?: undefined | "dog" | "cat"; name: string }`,
      "inner/owners": owner,
    });
    expect(second).toBe(first);
  });

  test("whatever bodies, comments and private members are", async () => {
    const first = await reportOf({ index: "export class A { #a: string = ''; get(): string { return this.#a; } }" });
    const second = await reportOf({
      index:
        "/** A. */\nexport class A {\n  private b: number = 1;\n  #c: string = '';\n  /** Gets. */\n  get(): string { return `${this.b}`; }\n}",
    });
    expect(second).toBe(first);
    expect(sectionOf(first, ".")).toBe("export declare class A {\n  #private;\n  get(): string;\n}");
  });

  test("whether types are stated or inferred", async () => {
    const stated = await reportOf({ index: "export const area: (a: number) => number = (a: number) => a * a;" });
    expect(await reportOf({ index: "export const area = (a: number) => a * a;" })).toBe(stated);
  });
});

describe("several entry points", () => {
  const modules = {
    index: "export { list } from './pets.js';\nexport type { Page } from './inner/page.js';",
    pets: "import type { Page } from './inner/page.js';\nexport interface Params { limit?: number }\nexport declare function list(params: Params): Page;\nexport { list as default, list as all };",
    "inner/page":
      "import type { Params } from '../pets.js';\nexport interface Page { next: Params; rows: Row[] }\nexport interface Row { id: string }",
  };

  test("declare what they export once, and name it by where it stands", async () => {
    const report = await reportOf(modules);
    expect(sectionOf(report, ".")).toBe(
      [
        'import * as $pets from "./pets";',
        "export interface Page {\n  next: $pets.Params;\n  rows: Row[];\n}",
        "export declare function list(params: $pets.Params): Page;",
      ].join("\n\n"),
    );
    expect(sectionOf(report, "./pets")).toBe(
      ['export { list as all, list as default, list } from ".";', "export interface Params {\n  limit?: number;\n}"].join("\n\n"),
    );
    expect(sectionOf(report, "Not exported")).toBe("interface Row {\n  id: string;\n}");
  });

  test("a declaration that moves to another entry point is the same one", async () => {
    const now = { ...modules, index: "export { list } from './pets.js';" };
    expect(await messages(modules, now)).toEqual(["breaking: `Page` is no longer exported from `.`."]);
  });

  test("an entry point that is gone", async () => {
    const { pets, "inner/page": page } = modules;
    const inner = {
      index: modules.index.replace("./pets.js", "./inner/pets.js"),
      "inner/pets": pets.replace("./inner/page", "./page"),
      "inner/page": page.replace("../pets", "./pets"),
    };
    expect(await messages(modules, inner)).toEqual(["breaking: The entry point `./pets` is gone."]);
  });

  test("two types of one name", async () => {
    const old = {
      index: "export * as cats from './cats.js';\nexport * as dogs from './dogs.js';",
      cats: "export interface Params { a: string }\nexport declare function get(): Params;",
      dogs: "export interface Params { b: string }\nexport declare function get(): Params;",
    };
    const report = await reportOf(old);
    expect(sectionOf(report, ".")).toBe('export * as cats from "./cats";\nexport * as dogs from "./dogs";');
    const now = {
      ...old,
      dogs: "import type { Params as Other } from './cats.js';\nexport interface Params { b: string }\nexport declare function get(): Other;",
    };
    expect(await messages(old, now)).toEqual(["breaking: `./dogs: get().b` is gone.", "compatible: `./dogs: get().a` is new."]);
  });

  test("a module that is exported under a name", async () => {
    const old = {
      index: "export * as pets from './inner/pets.js';",
      "inner/pets": "export declare function list(a: string): void;\nexport declare function get(): typeof list;",
    };
    const report = await reportOf(old);
    expect(sectionOf(report, ".#pets")).toContain("export declare function get(): typeof list;");
    const now = { ...old, "inner/pets": old["inner/pets"].replace("a: string", "a: string, b: string") };
    expect(await messages(old, now)).toEqual(["breaking: `.#pets: list` must be given the parameter `b`."]);
  });
});

test("without exports in a package.json, the planned entry points count", async () => {
  const files = new Map(
    [...packageOf({ index: "export declare const a: string;" })].flatMap(([path, text]) =>
      path === "package.json" ? [] : [[path.replace("src/", ""), text] as const],
    ),
  );
  const report = await makeApiReport({
    name: "pets",
    files,
    entryPoints: [
      { subpath: ".", module: "index" },
      { subpath: "./gone", module: "gone" },
    ],
  });
  expect(sectionOf(report, ".")).toBe("export declare const a: string;");
  expect(report).not.toContain("gone");
});

test("names that are words of TypeScript, and names of other kinds", async () => {
  const report = await reportOf({
    index: "declare function remove(): void;\ndeclare const odd: 1;\nexport { remove as delete, odd as 'not-a-name' };",
  });
  expect(sectionOf(report, ".")).toBe(
    ['export { remove as delete, odd as "not-a-name" };', "declare const odd: 1;", "declare function remove(): void;"].join(
      "\n\n",
    ),
  );
});

test("a text of a description cannot end the section", async () => {
  const old = { index: "export type A = '```' | '# API of x' | '\\n```\\n';" };
  expect(await messages(old, old)).toEqual([]);
  expect(await messages(old, { index: "export type A = '```' | '# API of x';" })).toHaveLength(1);
});
