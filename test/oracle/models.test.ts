import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/*
 * Compares our models of the same description with those of openapi-typescript, schema by schema. The types must be identical after the
 * deliberate differences below are applied to the oracle's type.
 */

const generated = join(import.meta.dirname, "../../generated/src");

/** The deliberate differences, each as a type function that is applied to the oracle's type. */
const differences = [
  {
    name: "Open",
    reason: "Members may be added to an enum at any time, so other strings are allowed.",
    type: "string extends T ? T : T extends string ? T | (string & {}) : T",
  },
  {
    name: "Serialized",
    reason: "A map of strings accepts all values that x-specloom-values can serialize.",
    type: "Same<T, Values> extends true ? { [key: string]: string } : T",
  },
] as const;

/** Applies all differences recursively, and keeps optional properties optional. */
const adjust = `
type Values = { [key: string]: string | number | boolean | readonly (string | number)[] | null };
${differences.map(({ name, type }) => `type ${name}<T> = ${type};`).join("\n")}
type Adjust<T> =
  T extends string ? Open<T>
  : T extends readonly (infer Item)[] ? Adjust<Item>[]
  : T extends object ? { [Key in keyof Serialized<T>]: Adjust<Serialized<T>[Key]> }
  : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
`;

/** Models that are renamed because their schema has the name of a global. */
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

/** The compiler's errors in a file next to the generated sources. */
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

  test("are identical with the oracle's except for the differences", () => {
    expect(names.length).toBeGreaterThan(20);
    const claims = names.map(
      (name) => `export const same_${name}: Same<Adjust<models.${renamed.get(name) ?? name}>, Oracle<"${name}">> = true;`,
    );
    expect(compile(header + claims.join("\n"))).toEqual([]);
  });

  test("differ if two different types are compared, so the comparison can fail", () => {
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
