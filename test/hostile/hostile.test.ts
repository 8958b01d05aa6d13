import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { generate, type Generated } from "../../generator/generate.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import type { Files } from "../../generator/files.js";
import { typeErrors } from "../emit/compile.js";
import { grammarPlaces, hostileDescription, type NextText } from "./description.js";
import { faultsOf } from "./faults.js";
import { breakouts, hostileText } from "./words.js";

/** A description is data: no text in it can run as code, or become another part of the package. `HOSTILE=50 SEED=7` tries other texts. */

const seed = Number(process.env.SEED ?? 1);
const templates = await readTemplates();

function packageOf(next: NextText): Promise<Generated> {
  const options = { name: "@example/hostile", version: "1.0.0", license: "MIT", entries: ["openapi"] as const };
  return generate({ description: { name: "hostile.json", text: hostileDescription(next) }, overlays: [], templates, options });
}

/** Hostile texts in all places without a grammar. */
function hostileWords(words: readonly string[]): NextText {
  let at = 0;
  return (_, benign) => benign ?? words[at++ % words.length] ?? "";
}

/** A hostile text in one place, benign texts in all others. */
function hostilePlace(hostile: string, word: string): NextText {
  let at = 0;
  return (place, benign) => (place === hostile ? word : (benign ?? `plain ${at++}`));
}

function complaints({ files, diagnostics }: Generated): readonly string[] {
  if (files.size > 0) return faultsOf(files);
  const errors = diagnostics.filter(({ severity, message }) => severity === "error" && message.length > 0);
  return errors.length > 0 ? [] : ["neither a package nor a message"];
}

/** The files of several packages, each in its own folder. */
function together(packages: readonly Files[]): Files {
  return new Map(packages.flatMap((files, at) => [...files].map(([file, text]) => [`p${at}/${file}`, text] as const)));
}

/** Imports every module of the packages in a separate process, and returns what injected code has set there. */
function importAll(files: Files): string {
  const folder = mkdtempSync(path.join(tmpdir(), "hostile-"));
  const modules = [...files].filter(([file]) => file.endsWith(".ts"));
  for (const [file, text] of modules) writeCompiled(path.join(folder, file.replace(/\.ts$/, ".js")), text);
  writeFileSync(path.join(folder, "package.json"), `{ "type": "module" }`);
  const paths = modules.map(([file]) => `./${file.replace(/\.ts$/, ".js")}`);
  writeFileSync(
    path.join(folder, "all.js"),
    `for (const path of ${JSON.stringify(paths)}) await import(path);\nconsole.log(globalThis.pwned ?? "nothing");`,
  );
  try {
    return execFileSync(process.execPath, [path.join(folder, "all.js")], { encoding: "utf8" }).trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeCompiled(file: string, text: string): void {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, ts.transpileModule(text, { compilerOptions }).outputText);
}

const runs = Number(process.env.HOSTILE ?? 2);

describe("hostile texts in all places without a grammar", () => {
  const packages: Generated[] = [];
  const all = (): Files => together(packages.map(({ files }) => files));

  beforeAll(async () => {
    // Unique, since two parameters with the same name are refused.
    const words = fc.uniqueArray(hostileText, { minLength: 150, maxLength: 150 });
    for (const sample of fc.sample(words, { numRuns: runs, seed })) packages.push(await packageOf(hostileWords(sample)));
  });

  test("are escaped in the packages", () => {
    expect(packages.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === "error"))).toEqual([]);
    expect(packages.flatMap(complaints), `SEED=${seed}`).toEqual([]);
  });

  test("give packages that compile", () => {
    expect(typeErrors(all()), `SEED=${seed}`).toEqual([]);
  });

  test("do not run when the packages are imported", () => {
    expect(importAll(all())).toBe("nothing");
  });
});

test.each(grammarPlaces)("a hostile %s is refused or escaped", async (place) => {
  for (const word of fc.sample(fc.constantFrom(...breakouts), { numRuns: runs, seed: seed + grammarPlaces.indexOf(place) }))
    expect(complaints(await packageOf(hostilePlace(place, word))), JSON.stringify(word)).toEqual([]);
});
