import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changes } from "./changes.js";
import { applyEdit, createCompiler, createScratchCopy } from "./scratch-copy.js";

/** CONTRIBUTING.md lists the files to edit for each kind of change. The changes are made in a copy, where they must compile and work. */

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");

/** The files that the section with a heading links to. */
function listedFiles(heading: string): readonly string[] {
  const section = page.split(/^#+ /m).find((text) => text.startsWith(`${heading}\n`)) ?? "";
  return [...section.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = ""]) => path);
}

describe.each(changes)("$heading", ({ heading, edits, others }) => {
  test("CONTRIBUTING.md lists the files of the change, and no others", () => {
    const edited = edits.filter(({ unlisted }) => unlisted !== true).map(({ file }) => file);
    expect([...listedFiles(heading)].sort()).toEqual([...new Set([...edited, ...others])].sort());
  });

  test("its new files are new, and all others exist", () => {
    const isNew = new Map(edits.map(({ file, before, after }) => [file, before === undefined && after === undefined]));
    for (const [file, created] of isNew)
      expect({ file, exists: existsSync(join(root, file)) }).toEqual({ file, exists: !created });
    expect(others.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

const description = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.example }]
paths:
  /pets:
    get:
      x-specloom-pages: { style: token, token: after, next: next, items: pets }
      parameters: [{ name: after, in: query, schema: { type: string } }]
      responses:
        "200":
          description: A page of pets.
          content: { application/json: { schema: { $ref: "#/components/schemas/Page" } } }
components:
  schemas:
    Page:
      type: object
      properties:
        pets: { type: array, minContains: 2, items: { $ref: "#/components/schemas/Pet" } }
        next: { type: string, format: "" }
    Pet: { type: object, properties: { tags: { setOf: { $ref: "#/components/schemas/Tag" } } } }
    Tag: { type: object, properties: { name: { type: string } } }
`;

describe("all changes, made in a copy", () => {
  let copy: string;

  beforeAll(() => {
    copy = createScratchCopy();
    writeFileSync(join(copy, "pets.yaml"), description);
  });

  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  test("compile, once the files are edited that the compiler reports", { timeout: 180_000 }, () => {
    const edits = changes.flatMap((change) => change.edits);
    const reported = edits.filter(({ reportedByCompiler }) => reportedByCompiler === true);
    for (const edit of edits.filter((other) => !reported.includes(other))) applyEdit(copy, edit);
    const compile = createCompiler(copy);
    expect([...compile().keys()].sort()).toEqual(reported.map(({ file }) => file).sort());
    for (const edit of reported) applyEdit(copy, edit);
    expect([...compile()]).toEqual([]);
  });

  test("work", async () => {
    const args = ["generator/bin.mjs", "generate", "--input", "pets.yaml", "--output", "out", "--name", "pets"];
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [...args, "--verbose", "--greeting", "Hello!", "--entry", "routes"],
      {
        cwd: copy,
      },
    );
    expect(stdout).toMatch(/^Hello!\n/);
    const greet = await promisify(execFile)(process.execPath, ["generator/bin.mjs", "greet", "Ada"], { cwd: copy });
    expect(greet.stdout).toBe("Hello, Ada!\n");
    expect(stripVTControlCharacters(stderr)).toContain("There is no summary. [summary-missing]");
    expect(stderr).toContain("An empty format has no meaning.");
    const written = (path: string) => readFileSync(join(copy, "out/src", path), "utf8");
    expect(written("routes.ts")).toContain('export const routes = ["GET /pets"];');
    expect(written("models.ts")).toContain("tags?: Set<Tag>;");
    expect(written("models.ts")).toContain("minContains");
    expect(written("operations/pets.ts")).toContain('nextToken(params, "after", page.next)');
    expect(written("runtime/pages/page-tokens.ts")).toContain("export function nextToken");
  });
});
