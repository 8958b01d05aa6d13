import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { main } from "../../generator/cli.js";
import { mendInterrupted } from "../../generator/commands/adoption/interrupted.js";
import { type Diagnostic, diagnosticCodes, Refusal } from "../../generator/diagnostics.js";
import { loadTools } from "../../generator/commands/api-report.js";
import { formatFiles } from "../../generator/format/format.js";
import { planDescription } from "../../generator/generate.js";
import { renderDiagnostic } from "../../generator/report.js";
import { createLock } from "../../generator/write/run-folder.js";
import { thisProcess } from "../../generator/write/running-process.js";
import { writePackage } from "../../generator/write/write.js";
import { type Section, sectionsOf } from "./gallery.js";

/** Every diagnostic code once, as the terminal shows it: gallery.md. */

const sections = sectionsOf(readFileSync(join(import.meta.dirname, "gallery.md"), "utf8"));

/** The arguments that name files. */
const namesFile = /^((\w+\/)?\w+\.yaml.*|\w+\.config\..+|\w+\.api\.md|words|out|folder)$/;

/** What is printed about a section; `folder` has its files. */
type Printer = (folder: string, section: Section) => Promise<readonly string[]>;

async function printedByCommand(folder: string, { args = [] }: Section): Promise<readonly string[]> {
  const lines: string[] = [];
  const terminal = { out: () => undefined, error: (line: string) => lines.push(line) };
  await main(
    args.map((word) => (namesFile.test(word) ? join(folder, word) : word)),
    terminal,
  );
  return lines;
}

async function printedByReading(_: string, { files }: Section): Promise<readonly string[]> {
  const texts = new Map(files);
  const sourcesOf = (wanted: string) => files.filter(([name]) => name === wanted).map(([name, text]) => ({ name, text }));
  const [description = { name: "api.yaml", text: "" }] = sourcesOf("api.yaml");
  const options = { name: "pets", version: "1.0.0" };
  const { diagnostics } = await planDescription({ description, overlays: sourcesOf("overlay.yaml"), options });
  return rendered(diagnostics, texts);
}

function rendered(diagnostics: readonly Diagnostic[], texts = new Map<string, string>()): readonly string[] {
  return diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, texts));
}

function reading(text: string): Printer {
  return (folder, section) => printedByReading(folder, { ...section, files: [["api.yaml", text]] });
}

/** The diagnostics of a step that refuses. */
function refusing(step: (folder: string) => Promise<unknown>): Printer {
  return async (folder) => {
    try {
      await step(folder);
      return [];
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      return rendered(thrown.diagnostics);
    }
  };
}

const union = (name: string): string =>
  `{ oneOf: [${Array.from({ length: 20 }, (_, index) => `{ type: object, required: [${name}${index}] }`).join(", ")}] }`;

const manyAlternatives = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.example }]
paths:
  /pets:
    get: { responses: { "200": { description: All., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } } }
components:
  schemas:
    Pet:
      allOf: [${["a", "b", "c", "d"].map(union).join(", ")}]
`;

/** What no text gives alone. */
const special: Readonly<Record<string, Printer>> = {
  "source-too-large": async (folder, section) => {
    writeFileSync(join(folder, "api.yaml"), "#".repeat(65 * 1024 * 1024));
    return printedByCommand(folder, section);
  },
  "too-deep": reading(`openapi: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`),
  "too-many-alternatives": reading(manyAlternatives),
  "output-busy": refusing(async (folder) => {
    mkdirSync(join(folder, "out"));
    createLock(join(folder, "out"), { ...thisProcess(), host: "laptop" });
    await writePackage(join(folder, "out"), new Map(), { waitMs: 50, staleMs: 20_000, renewMs: 10_000 });
  }),
  "output-unfinished": refusing(async (folder) => {
    mkdirSync(join(folder, ".specloom-adopt"));
    await mendInterrupted(join(folder, "specloom.config.yaml"), "check", true, () => undefined);
  }),
  internal: async () => {
    const lines: string[] = [];
    const out = () => {
      throw new TypeError("Cannot read properties of undefined (reading 'kind')");
    };
    await main(["explain", "usage"], { out, error: (line) => lines.push(line) });
    return lines;
  },
  "ts-morph-missing": refusing(() =>
    loadTools(() => Promise.reject(Object.assign(new Error("Cannot find package 'ts-morph'"), { code: "ERR_MODULE_NOT_FOUND" }))),
  ),
  "formatter-missing": refusing(() =>
    formatFiles(new Map([["a.ts", ""]]), () => Promise.reject(new Error("Cannot find package 'oxfmt'"))),
  ),
};

async function shownOf(section: Section): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "gallery-"));
  for (const [path, text] of section.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const isShown = (line: string): boolean => section.code === "internal" || line.includes(`[${section.code}]`);
  const print = special[section.code] ?? (section.args === undefined ? printedByReading : printedByCommand);
  const lines = (await print(folder, section)).map((line) => stripVTControlCharacters(line));
  rmSync(folder, { recursive: true });
  return lines
    .filter(isShown)
    .join("\n")
    .replaceAll(`${folder}/`, "")
    .replaceAll(folder, ".")
    .replace(`process ${process.pid} `, "process 4711 ")
    .replace(/(?<=generates for version )[0-9a-f]+/, "VERSION")
    .replace(`${process.platform}-${process.arch}`, "linux-x64");
}

test("every code has a section", () => {
  expect(sections.map(({ code }) => code).sort()).toEqual(Object.keys(diagnosticCodes).sort());
});

test.each(sections)("$code", async (section) => {
  const shown = await shownOf(section);
  expect(shown).toBe(section.shown);
});
