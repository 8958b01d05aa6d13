import { describe, expect, test } from "vitest";
import { formatFiles, type FormattedFiles, formatPackage } from "../../generator/format/format.js";

describe("formatFiles", () => {
  test.each([
    { path: "a.ts", given: "export const a={b:'c'}", want: 'export const a = { b: "c" };\n' },
    { path: "package.json", given: '{"a":[1,2]}', want: '{ "a": [1, 2] }\n' },
    { path: "README.md", given: "# A\n* b\n```ts\na( )\n```", want: "# A\n\n- b\n\n```ts\na();\n```\n" },
    { path: "loop.ts", given: "for await(const a of b)a( )", want: "for await (const a of b) a();\n" },
    { path: "README.md", given: "```ts\nfor await(const a of b)a( )\n```", want: "```ts\nfor await (const a of b) a();\n```\n" },
    { path: "README.md", given: "```ts\na b c\n```", want: "```ts\na b c\n```\n" },
    { path: ".gitignore", given: "dist/ \n", want: "dist/ \n" },
    { path: "crlf.ts", given: "a;\r\nb;\r\n", want: "a;\nb;\n" },
  ])("$path", async ({ path, given, want }) => {
    expect((await formatFiles(new Map([[path, given]]))).get(path)).toBe(want);
  });

  test("lines of code have up to a hundred characters", async () => {
    const line = `export const text = "${"x".repeat(77)}";`;
    expect((await formatFiles(new Map([["a.ts", line]]))).get("a.ts")).toBe(`${line}\n`);
  });

  test.each([
    { name: "oxfmt is not installed", load: () => Promise.reject(new Error("Cannot find package 'oxfmt'")) },
    {
      name: "its native binding is missing",
      load: () => Promise.resolve({ format: () => Promise.reject(new Error("Cannot find native binding. npm has a bug.")) }),
    },
  ])("$name: refused, as no other formatter lays files out alike", async ({ load }) => {
    await expect(formatFiles(new Map([["a.ts", "a"]]), load)).rejects.toMatchObject({
      diagnostics: [{ code: "formatter-missing", message: expect.stringMatching(/: Cannot find [a-z' ]+\.$/) as string }],
    });
  });

  test("text that does not parse is an error of the generator", async () => {
    await expect(formatFiles(new Map([["a.ts", "export export"]]))).rejects.toThrow("a.ts cannot be formatted: ");
  });

  test("package.json keeps its order", async () => {
    const text = '{ "version": "1", "name": "a" }\n';
    expect((await formatFiles(new Map([["package.json", text]]))).get("package.json")).toBe(text);
  });

  test("the order of the files does not change", async () => {
    const files = new Map(["b.ts", "a.ts", "c.json"].map((path) => [path, "1"]));
    expect([...(await formatFiles(files)).keys()]).toEqual(["b.ts", "a.ts", "c.json"]);
  });
});

describe("formatPackage, a second time in the same process", () => {
  const printed = (texts: readonly (readonly [string, string])[]) => ({
    printed: new Map(texts),
    copied: new Map([["c.ts", "c( )"]]),
  });

  test("lays out only what was printed differently", async () => {
    const known: FormattedFiles = new Map([
      ["a.ts", { printed: "a( )", formatted: "of the last run" }],
      ["b.ts", { printed: "b( )", formatted: "of the last run" }],
      ["gone.ts", { printed: "gone( )", formatted: "of the last run" }],
    ]);
    const files = await formatPackage(printed([["b.ts", "b ( )"], ["a.ts", "a( )"]]), known); // prettier-ignore
    expect([...files]).toEqual([["a.ts", "of the last run"], ["b.ts", "b();\n"], ["c.ts", "c( )"]]); // prettier-ignore
    expect([...known.keys()]).toEqual(["b.ts", "a.ts"]);
  });

  test("gives the same files as a first time", async () => {
    const known: FormattedFiles = new Map();
    const emitted = printed([["a.ts", "a( )"]]);
    expect(await formatPackage(emitted, known)).toEqual(await formatPackage(emitted, known));
  });
});
