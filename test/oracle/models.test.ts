import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/**
 * Our models against openapi-typescript's rendering of the same description, schema by schema. Where ours promises no more, the types are
 * identical; every deliberate difference is a row below, and is applied to the oracle's type, so that nothing else may differ.
 */

const generated = join(import.meta.dirname, "../../generated/src");

/** What ours says otherwise, on purpose. Each is a type that is applied to the oracle's. */
const differences = [
  {
    name: "Open",
    reason: "An enum of the API may gain members at any time, so a string that is not listed is no error.",
    type: "string extends T ? T : T extends string ? T | (string & {}) : T",
  },
  {
    name: "Written",
    reason: "What is written into a map of texts may be anything that x-specloom-values has a text for.",
    type: "Same<T, Values> extends true ? { [key: string]: string } : T",
  },
] as const;

/** Applies every difference, from the leaves up, keeping which properties are optional. */
const adjust = `
type Values = { [key: string]: string | number | boolean | readonly (string | number)[] | null };
${differences.map(({ name, type }) => `type ${name}<T> = ${type};`).join("\n")}
type Adjust<T> =
  T extends string ? Open<T>
  : T extends readonly (infer Item)[] ? Adjust<Item>[]
  : T extends object ? { [Key in keyof Written<T>]: Adjust<Written<T>[Key]> }
  : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
`;

/** The names that differ from the schemas' own, by the one rule for names that the language or the platform has. */
const renamed: ReadonlyMap<string, string> = new Map([["Error", "ErrorModel"]]);

function schemaNames(): readonly string[] {
  const file = ts.createSourceFile(
    "openapi.ts",
    readFileSync(join(generated, "openapi.ts"), "utf8"),
    ts.ScriptTarget.ESNext,
    true,
  );
  const names: string[] = [];
  const visit = (node: ts.Node, path: readonly string[]): void => {
    ts.forEachChild(node, (child) => {
      const name =
        (ts.isInterfaceDeclaration(child) || ts.isPropertySignature(child)) && ts.isIdentifier(child.name)
          ? child.name.text
          : undefined;
      if (name !== undefined && path.join(".") === "components.schemas") names.push(name);
      else visit(child, name === undefined ? path : [...path, name]);
    });
  };
  visit(file, []);
  return names;
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  types: [],
};

/** The messages that the compiler has about a file beside the generated sources. */
function compile(text: string): readonly string[] {
  const path = join(generated, "oracle.ts");
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([path], options, {
    ...host,
    getSourceFile: (name, target) => (name === path ? ts.createSourceFile(name, text, target) : host.getSourceFile(name, target)),
    fileExists: (name) => name === path || host.fileExists(name),
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText, start, file }) => {
    const line = file && start !== undefined ? (file.text.slice(0, start).match(/\n/g)?.length ?? 0) : 0;
    return `${file?.text.split("\n")[line]?.trim() ?? ""} // ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

const header = `
import type { components } from "./openapi.js";
import type * as models from "./models.js";
${adjust}
type Oracle<Name extends keyof components["schemas"]> = Adjust<components["schemas"][Name]>;
`;

describe("our models", () => {
  const names = schemaNames();

  test("are identical with the oracle's but for the table of differences", () => {
    expect(names.length).toBeGreaterThan(20);
    const claims = names.map(
      (name) => `export const same_${name}: Same<Adjust<models.${renamed.get(name) ?? name}>, Oracle<"${name}">> = true;`,
    );
    expect(compile(header + claims.join("\n"))).toEqual([]);
  });

  test("differ where the comparison is told a lie, so it can fail", () => {
    expect(compile(`${header} export const lie: Same<models.NextPage, Oracle<"PreviousPage">> = true;`)).toHaveLength(1);
  });

  test.each(differences)("differ by $name: $reason", ({ name }) => {
    const without = header.replace(new RegExp(`type ${name}<T> = .*;`), () => `type ${name}<T> = T;`);
    expect(
      compile(
        without + names.map((n) => `export const s_${n}: Same<models.${renamed.get(n) ?? n}, Oracle<"${n}">> = true;`).join("\n"),
      ).length,
    ).toBeGreaterThan(0);
  });
});
