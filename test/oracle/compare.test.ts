import ts from "typescript";
import { expect, test } from "vitest";
import { differences } from "./compare.js";

/** The paths at which the types `Ours` and `Theirs` differ without a reason. */
function unexplainedPaths(declarations: string): readonly string[] {
  const text = `export {};\n${declarations}`;
  const options: ts.CompilerOptions = { strict: true, exactOptionalPropertyTypes: true, noLib: true, types: [] };
  const host = ts.createCompilerHost(options);
  const file = ts.createSourceFile("/a.ts", text, ts.ScriptTarget.ES2022);
  const program = ts.createProgram(["/a.ts"], options, {
    ...host,
    getSourceFile: (name) => (name === "/a.ts" ? file : undefined),
  });
  const checker = program.getTypeChecker();
  const [ours, theirs] = ["Ours", "Theirs"].map((name) => {
    const declared = file.statements.find((statement) => ts.isTypeAliasDeclaration(statement) && statement.name.text === name);
    if (declared === undefined) throw new Error(`There is no ${name}.`);
    return checker.getTypeAtLocation(declared);
  });
  if (ours === undefined || theirs === undefined) throw new Error("Two types are needed.");
  const none = new Set<string>();
  const context = {
    checker,
    readOnly: none,
    writeOnly: none,
    discriminators: none,
    requiredButUndeclared: none,
    namedPairs: new Map(),
    direction: "both",
    compared: new Map(),
  } as const;
  return differences(ours, theirs, "", context).flatMap(({ path, reason }) => (reason === undefined ? [path] : []));
}

// prettier-ignore
test.each([
  ["type Ours = { a: string }; type Theirs = { a: string };", []],
  ["type Ours = { a: string }; type Theirs = { a: number };", [".a"]],
  ["type Ours = { a: string }; type Theirs = { a?: string };", [".a?"]],
  ["type Ours = { a?: string }; type Theirs = { b?: string };", [".a", ".b"]],
  ["type Ours = { a: { b: string | null } }; type Theirs = { a: { b: string } };", [".a.b"]],
  ["type Ours = string | number; type Theirs = string | boolean;", ["", ""]],
  ["type Ours = { a: string } | { b: string }; type Theirs = { b: string } | { a: string };", []],
  [`type Ours = "a" | "b" | (string & {}); type Theirs = "a" | "b";`, []],
  [`type Ours = "a" | (string & {}); type Theirs = "a" | "b";`, [""]],
  [`type Ours = { kind: "a" }; type Theirs = { kind: string };`, [".kind"]],
  ["type Ours = { a: string; [key: string]: unknown }; type Theirs = { a: string };", ["{}"]],
])("%s", (declarations, wanted) => {
  expect(unexplainedPaths(declarations)).toEqual(wanted);
});
