import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { typeErrors } from "../emit/compile.js";
import { packageOf } from "../emit/package-of.js";

/** A section of a file: part of a description, and the expected modules without their headers. */
interface Scenario {
  readonly title: string;
  readonly description: string;
  /** The expected text by module. */
  readonly wanted: readonly (readonly [module: string, text: string])[];
}

function scenarios(path: string): readonly Scenario[] {
  return readFileSync(path, "utf8")
    .split(/^## /m)
    .slice(1)
    .map((section) => ({
      title: section.split("\n")[0] ?? "",
      description: /^```yaml\n([\s\S]*?)^```$/m.exec(section)?.[1] ?? "",
      wanted: [...section.matchAll(/^(`{3,})ts (\S+)\n([\s\S]*?)^\1$/gm)].map(([, , module = "", code = ""]) => [module, code]),
    }));
}

/**
 * Tests every section of the Markdown files of a folder: the modules that it names are exactly as written, and the package compiles.
 *
 * @param compiled - The files to compile; by default all
 */
export function testPackageScenarios(folder: string, compiled = /^/): void {
  const files = readdirSync(folder).filter((file) => file.endsWith(".md"));
  describe.each(files)("%s", (file) => {
    test.each(scenarios(`${folder}/${file}`))("$title", async ({ description, wanted }) => {
      const { files: emitted, reported } = await packageOf(
        `openapi: 3.2.0\ninfo: { title: Scenario, version: "1" }\n${description}`,
      );
      expect(reported.filter(({ code }) => code !== "name-taken")).toEqual([]);
      const modules = wanted.map(([module]) => [
        module,
        (emitted.get(`src/${module}.ts`) ?? "").replace(/^\/\* .*? \*\/\n+/, ""),
      ]);
      expect(modules).toEqual(wanted);
      expect(wanted.length).toBeGreaterThan(0);
      expect(typeErrors(new Map([...emitted].filter(([path]) => compiled.test(path))))).toEqual([]);
    });
  });
}
