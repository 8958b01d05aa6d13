import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { code, identifier } from "../../../generator/emit/text/code.js";
import { printAlias, printClass, printFunction, printInterface } from "../../../generator/emit/text/structures.js";
import { docText } from "../../../generator/emit/text/tsdoc.js";
import { descriptionsOf } from "../../corpus/descriptions.js";
import { emittedPackage, fixture } from "../package-of.js";
import { plannedExports, readWithTsMorph } from "../read-with-ts-morph.js";

const [a, b, T] = ["a", "b", "T"].map(identifier) as [
  ReturnType<typeof identifier>,
  ReturnType<typeof identifier>,
  ReturnType<typeof identifier>,
];

describe("declarations", () => {
  test("an interface", () => {
    const members = [
      { name: a, type: T, optional: true, readonly: true, docs: docText`One line.` },
      { name: b, type: code`string`, docs: docText`Two\n\nlines.` },
    ];
    expect(
      printInterface({
        name: identifier("A"),
        docs: docText`An A.`,
        typeParameters: [code`T = b`],
        extends: [code`B`, code`C`],
        members,
        index: T,
      }),
    ).toBe(
      `/** An A. */
export interface A<T = b> extends B, C {
[key: string]: T;
/** One line. */
readonly a?: T;
/**
 * Two
 *
 * lines.
 */
b: string;
}`,
    );
    expect(printInterface({ name: identifier("A"), members: [] })).toBe("export interface A {\n}");
  });

  test("an alias", () => {
    expect(printAlias({ name: identifier("A"), typeParameters: [T, b], type: code`T | b` })).toBe("export type A<T, b> = T | b;");
  });

  test("a function", () => {
    const parameters = [
      { name: a, type: T, initializer: code`{}` },
      { name: b, type: T, optional: true },
    ];
    const text = { name: identifier("f"), typeParameters: [T], parameters, returns: T, statements: [code`a;`, code`return b;`] };
    expect(printFunction(text)).toBe("export function f<T>(a: T = {}, b?: T): T {\na;\nreturn b;\n}");
    expect(printFunction({ ...text, exported: false, docs: docText`Local.` })).toMatch(/^\/\*\* Local\. \*\/\nfunction f<T>/);
  });

  test("a class, whose members are separated by empty lines", () => {
    const constructor_ = { docs: docText`Makes one.`, parameters: [{ name: a, type: T }], statements: [code`this.b = a;`] };
    const method = { name: identifier("get"), parameters: [], returns: T, statements: [code`return this.b;`] };
    const properties = [{ name: b, type: T, readonly: true }];
    const printed = printClass({ name: identifier("A"), typeParameters: [T], properties, constructor_, methods: [method] });
    expect(printed).toBe(`export class A<T> {
readonly b: T;

/** Makes one. */
constructor(a: T) {
this.b = a;
}

get(): T {
return this.b;
}
}`);
  });
});

/** ts-morph reads what is printed: a parser that has no part in the printing. */
describe("everything that is printed parses, and exports what is planned", () => {
  const corpus = join(import.meta.dirname, "../../../../shared/corpus/nasty");
  const files = existsSync(corpus) ? descriptionsOf([corpus]).filter((file) => statSync(file).size <= 150_000) : [];

  const check = async (text: string): Promise<void> => {
    const { emitted, plan } = await emittedPackage(text, () => undefined);
    const { syntaxErrors, exports } = readWithTsMorph(emitted.printed);
    expect(syntaxErrors).toEqual([]);
    const planned = plannedExports(plan);
    expect(planned.length).toBeGreaterThan(0);
    expect(planned.filter(({ path, name }) => exports.get(path)?.has(name) !== true)).toEqual([]);
  };

  test.each(["shop.yaml", "trouble.yaml", "incoming.yaml", "inspected.yaml", "answers.yaml"])("%s", (name) =>
    check(fixture(name)),
  );

  test.skipIf(files.length === 0)("descriptions of the corpus", { timeout: 120_000 }, async () => {
    for (const file of files) await check(readFileSync(file, "utf8"));
  });
});
