import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "../../../generator/cli.js";

/** `--format json`: one document on standard output, nothing on standard error, and the published schema fits, whatever happened. */

const root = join(import.meta.dirname, "../../..");

const description = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
servers: [{ url: https://notes.example }]
unknown: 1
paths:
  /notes/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { "200": { description: A note., content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } } } }
    put:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Note" } }, text/plain: { schema: { type: string } } } }
      responses: { "204": { description: Done. } }
webhooks: { changed: { post: { requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }, responses: { "204": { description: Done. } } } } }
components: { schemas: { Note: { type: object, properties: { text: { type: string } } } } }
`;

interface Document {
  readonly command: string | null;
  readonly ok: boolean;
  readonly outputs: readonly { readonly [field: string]: unknown }[];
  readonly diagnostics: readonly { readonly [field: string]: unknown }[];
}

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "json-results-"));
  write("api.yaml", description);
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function schemaOf(name: string): object {
  return JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), "utf8")) as object;
}

async function run(...args: readonly string[]): Promise<{ code: number; document: Document }> {
  const out: string[] = [];
  const error: string[] = [];
  const code = await main([...args, "--format", "json"], { out: (line) => out.push(line), error: (line) => error.push(line) });
  expect(error).toEqual([]);
  expect(out).toHaveLength(1);
  return { code, document: documentIn(out[0] ?? "", code) };
}

/** The document, which the published schemas fit. */
function documentIn(json: string, code: number | null): Document {
  const document = JSON.parse(json) as Document;
  const ajv = new Ajv2020({ strict: false });
  for (const name of document.command === null ? ["result"] : ["result", document.command]) {
    const validate = ajv.compile(schemaOf(name));
    expect({ valid: validate(document), errors: validate.errors }).toEqual({ valid: true, errors: null });
  }
  expect(document.ok).toBe(code === 0);
  return document;
}

const input = () => ["--input", join(folder, "api.yaml")];
const notes = () => [...input(), "--output", join(folder, "out"), "--name", "notes"];

describe("generate", () => {
  test("tells which files it wrote, and what became of each output", async () => {
    const { document } = await run("generate", ...notes());
    expect(document.outputs).toEqual([
      expect.objectContaining({
        folder: join(folder, "out"),
        status: "written",
        contents: expect.stringMatching(/^notes 0\.1\.0: 2 operations, 1 webhook, 1 model, \d+ files$/) as string,
        created: expect.arrayContaining(["README.md", "src/index.ts"]) as string[],
        changed: [],
        removed: [],
        unchanged: 0,
      }),
    ]);
    expect(document.diagnostics).toEqual([
      expect.objectContaining({
        code: "field-unknown",
        severity: "warning",
        place: { file: join(folder, "api.yaml"), line: 4, column: 1, pointer: "/unknown" },
      }),
    ]);
    write("api.yaml", description.replace("text: {", "words: {"));
    const { document: second } = await run("generate", ...notes());
    expect(second.outputs[0]).toMatchObject({ status: "written", created: [], removed: [] });
    expect(second.outputs[0]?.changed).toContain("src/models.ts");
    const { document: third } = await run("generate", ...notes());
    expect(third.outputs[0]).toMatchObject({ status: "unchanged", changed: [] });
    expect(third.diagnostics).toHaveLength(1);
  });

  test("tells each message of several outputs once, and writes none where one is refused", async () => {
    write("specloom.config.yaml", "input: api.yaml\noutputs: { a: { output: a, name: a }, b: { output: b, name: B } }\n");
    const { code, document } = await run("generate", "--config", join(folder, "specloom.config.yaml"));
    expect(code).toBe(2);
    expect(document.outputs.map(({ name, status }) => [name, status])).toEqual([
      ["a", "not-written"],
      ["b", "refused"],
    ]);
    expect(document.diagnostics.map(({ code }) => code)).toEqual(["field-unknown", "package-name-invalid"]);
  });

  test("tells what was written before a folder that cannot be", async () => {
    mkdirSync(join(folder, "b"));
    write("b/mine.txt", "mine");
    write(
      "specloom.config.yaml",
      "input: api.yaml\nlayout: types\noutputs: { a: { output: a }, b: { output: b }, c: { output: c } }\n",
    );
    const { document } = await run("generate", "--config", join(folder, "specloom.config.yaml"));
    expect(document.outputs.map(({ status }) => status)).toEqual(["written", "refused", "not-written"]);
    expect(document.diagnostics.map(({ code }) => code)).toContain("output-foreign");
  });
});

describe("check, compare, adopt and explain", () => {
  const next = description.replace("text: {", "words: {");
  const config = () => ["--config", join(folder, "specloom.config.yaml")];

  beforeEach(async () => {
    write("next.yaml", next);
    write("specloom.config.yaml", "input: api.yaml\noutput: out\nname: notes\nversion: 1.0.0\n");
    await run("generate", ...config());
  });

  test("check tells the files that differ", async () => {
    expect((await run("check", ...config())).document).toMatchObject({ ok: true, outputs: [{ isUpToDate: true, files: [] }] });
    write("out/README.md", "");
    const { code, document } = await run("check", ...config());
    expect([code, document.outputs[0]]).toMatchObject([1, { isUpToDate: false, files: [{ path: "README.md", kind: "stale" }] }]);
    write("api.yaml", "openapi: 3.1.0\n");
    expect((await run("check", ...config())).document).toMatchObject({ ok: false, outputs: [] });
  });

  test.each([
    ["api.yaml", "next.yaml", 1, { verdict: "breaking", bump: "major" }],
    ["api.yaml", "api.yaml", 0, { verdict: "none", bump: "none", changes: [] }],
    ["absent.yaml", "api.yaml", 2, { diagnostics: [{ code: "source-missing" }] }],
  ])("compare tells the changes of %s and %s", async (old, now, code, wanted) => {
    const found = await run("compare", join(folder, old), join(folder, now));
    expect([found.code, found.document]).toMatchObject([code, wanted]);
  });

  test("adopt tells what it wrote, and where it wrote nothing, why", async () => {
    const adopt = (...args: readonly string[]) => run("adopt", ...args, ...config());
    const output = { verdict: "breaking", bump: "major", version: "1.0.0", nextVersion: "2.0.0" };
    const dry = await adopt(join(folder, "next.yaml"), "--dry-run");
    expect(dry).toMatchObject({ code: 0, document: { written: false, restored: false, outputs: [output] } });
    const failing = await adopt(join(folder, "next.yaml"), "--fail-on", "any");
    expect(failing).toMatchObject({ code: 1, document: { written: false, reason: "--fail-on any forbids such a change." } });
    write("broken.yaml", "openapi: 3.1.0\n");
    expect(await adopt(join(folder, "broken.yaml"))).toMatchObject({
      code: 2,
      document: { written: false, outputs: [{ verdict: "invalid" }] },
    });
    expect(await adopt(join(folder, "absent.yaml"))).toMatchObject({
      code: 2,
      document: { diagnostics: [{ code: "source-missing" }] },
    });
    const overlay = {
      overlay: "1.0.0",
      info: { title: "A", version: "1" },
      actions: [{ target: "$.paths['/none']", update: {} }],
    };
    write("overlay.json", JSON.stringify(overlay));
    const unmatched = await adopt(join(folder, "next.yaml"), "--overlay", join(folder, "overlay.json"));
    expect(unmatched).toMatchObject({ code: 2, document: { written: false } });
    expect(unmatched.document.diagnostics.map((one) => one.code)).toContain("overlay-target-unmatched");
    const { document } = await adopt(join(folder, "next.yaml"));
    expect(document).toMatchObject({
      ok: true,
      written: true,
      outputs: [output],
      notes: ["The next version is 2.0.0; it was 1.0.0."],
    });
  });

  test.each([
    ["ref-dangling", 0, { kind: "diagnostic", level: "error" }],
    ["sent-null-removed", 0, { kind: "change", level: "breaking", direction: "sent" }],
    ["ref-dangeling", 2, { diagnostics: [{ code: "usage" }] }],
  ])("explain tells what %s means", async (name, code, wanted) => {
    expect(await run("explain", name)).toMatchObject({ code, document: wanted });
  });
});

describe("a refusal is a document, too", () => {
  test.each([
    { args: ["generate", "--ouput", "a"], code: "usage", help: "Did you mean --output?" },
    { args: ["generate", "--input", "api.yaml"], code: "usage", help: undefined },
    { args: ["generate", "--input", "absent.yaml", "--output", "a", "--name", "a"], code: "source-missing", help: undefined },
    { args: ["generate", "--config", "absent.json"], code: "source-missing", help: undefined },
    { args: ["inspect", "--input", "absent.yaml"], code: "source-missing", help: undefined },
    { args: ["inspect", "--input"], code: "usage", help: undefined },
    { args: ["init"], code: "usage", help: undefined },
    { args: ["watch", "--layout", "sources"], code: "usage", help: undefined },
    { args: ["generte"], code: "usage", help: "Did you mean generate?" },
    { args: [], code: "usage", help: undefined },
  ])("$args", async ({ args, code, help }) => {
    const { code: exitCode, document } = await run(...args);
    expect(exitCode).toBe(2);
    expect(document.diagnostics).toEqual([expect.objectContaining({ code, ...(help !== undefined && { help }) })]);
  });

  test("with the line of a config file", async () => {
    write("specloom.config.yaml", "input: api.yaml\nlayuot: types\n");
    const { document } = await run("generate", "--config", join(folder, "specloom.config.yaml"));
    expect(document.diagnostics).toEqual([
      expect.objectContaining({ place: expect.objectContaining({ line: 2, column: 1, pointer: "/layuot" }) as object }),
    ]);
  });
});

test("inspect tells what a program needs of each output", async () => {
  const { document } = await run("inspect", ...input());
  expect(document.outputs).toHaveLength(1);
  expect(document.outputs[0]).toMatchObject({
    operations: [{ name: "notes.get" }, { name: "notes.replace" }],
    webhooks: [{ name: "changed" }],
  });
});

test("init tells which files it wrote, and why it does not", () => {
  write("package.json", '{ "scripts": { "generate": "mine" } }');
  const init = () => {
    const args = [join(root, "generator/bin.mjs"), "init", "--input", "api.yaml", "--layout", "types", "--output", "out"];
    const { status, stdout, stderr } = spawnSync(process.execPath, [...args, "--format", "json"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    return documentIn(stdout, status);
  };
  expect(init()).toMatchObject({
    ok: true,
    files: [
      { path: "specloom.config.json", status: "created" },
      { path: "specloom.overlay.yaml", status: "created" },
      { path: "package.json", status: "changed" },
    ],
    scripts: { added: ["generate:check"], kept: ["generate"] },
    suggestions: [{ about: "credentials" }],
  });
  expect(init()).toMatchObject({ ok: false, diagnostics: [{ code: "usage" }] });
});

test("--version and --help stay text", async () => {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  expect(await main(["generate", "--format", "json", "--help"], { out: print, error: print })).toBe(0);
  expect(lines[0]).toContain("Usage: specloom generate");
});
