import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "../../generator/cli.js";

const root = join(import.meta.dirname, "../..");

const description = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
servers: [{ url: https://notes.example }]
paths:
  /notes:
    get:
      responses:
        "200":
          description: All notes.
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/Note" } }
components:
  schemas:
    Note:
      type: object
      required: [id]
      properties:
        id: { type: string }
`;

const overlay = `overlay: 1.0.0
info: { title: Names, version: 1.0.0 }
actions:
  - target: $.paths['/notes'].get
    update: { x-specloom-name: list }
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "specloom-cli-"));
  writeFileSync(join(folder, "api.yaml"), description);
  writeFileSync(join(folder, "overlay.yaml"), overlay);
});

interface Result {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a command line in this process. `{}` stands for the temporary folder, in arguments and in what is printed. */
async function run(...args: readonly string[]): Promise<Result> {
  const lines: { out: string[]; error: string[] } = { out: [], error: [] };
  const code = await main(
    args.map((arg) => arg.replace("{}", folder)),
    { out: (line) => lines.out.push(line), error: (line) => lines.error.push(line) },
  );
  const text = (of: readonly string[]) => stripVTControlCharacters(of.join("\n")).replaceAll(folder, "{}");
  return { code, out: text(lines.out), error: text(lines.error) };
}

const toNotes = ["--output", "{}/out", "--name", "notes"];
const generateNotes = ["generate", "--input", "{}/api.yaml", ...toNotes];

describe("inspect", () => {
  const inspectNotes = ["inspect", "--input", "{}/api.yaml"];

  test("prints one line for each operation and writes nothing", async () => {
    const before = readdirSync(folder);
    expect(await run(...inspectNotes)).toEqual({ code: 0, out: "GET  /notes  notes.list()  Note[]", error: "" });
    expect(readdirSync(folder)).toEqual(before);
  });

  test("prints JSON for programs", async () => {
    const { out } = await run(...inspectNotes, "--format", "json");
    expect(JSON.parse(out)).toMatchObject({
      outputs: [{ operations: [{ name: "notes.list", entry: "./notes", method: "GET", path: "/notes" }] }],
    });
  });

  test("refuses any other format", async () => {
    expect(await run(...inspectNotes, "--format", "xml")).toMatchObject({ code: 2, out: "" });
  });
});

describe("generate", () => {
  test("prints one line: what the package contains and which files changed; and at first what the description does not say", async () => {
    const first = await run(...generateNotes, "--overlay", "{}/overlay.yaml");
    expect(first).toMatchObject({ code: 0, error: "" });
    expect(first.out).toMatch(
      /^notes 0\.1\.0: 1 operation, 1 model, \d+ files; created \.gitignore, README\.md, .+ and \d+ more\. It has no licence, so nobody else may use it: see --license\.\nThe description does not say:\n {2}credentials: it has no security scheme\nAn overlay can: `specloom inspect --format suggestions` prints one to begin with\.$/,
    );
    const second = await run(...generateNotes, "--overlay", "{}/overlay.yaml");
    expect(second.out).toMatch(
      /^notes 0\.1\.0: 1 operation, 1 model, \d+ files; nothing changed\. It has no licence, so nobody else may use it: see --license\.$/,
    );
    writeFileSync(join(folder, "api.yaml"), description.replace("id: { type: string }", "id: { type: integer }"));
    expect((await run(...generateNotes, "--overlay", "{}/overlay.yaml")).out).toMatch(/; changed .*src\/models\.ts/);
  });

  test("takes options from a config file, with paths relative to it; the command line takes precedence", async () => {
    const config = {
      input: "api.yaml",
      overlays: ["overlay.yaml"],
      output: "out",
      name: "notes",
      version: "2.0.0",
      license: "MIT",
    };
    writeFileSync(join(folder, "specloom.json"), JSON.stringify(config));
    expect((await run("generate", "--config", "{}/specloom.json", "--name", "other-notes")).out).toMatch(
      /^other-notes 2\.0\.0: /,
    );
    expect(JSON.parse(readFileSync(join(folder, "out/package.json"), "utf8"))).toMatchObject({
      name: "other-notes",
      version: "2.0.0",
      license: "MIT",
    });
  });
});

describe("./openapi", () => {
  const hasOpenapi = () => {
    const { exports } = JSON.parse(readFileSync(join(folder, "out/package.json"), "utf8")) as { exports: object };
    return [existsSync(join(folder, "out/src/openapi.ts")), "./openapi" in exports];
  };

  test("is an entry point of packages that ask for it", async () => {
    await run(...generateNotes);
    expect(hasOpenapi()).toEqual([false, false]);
    await run(...generateNotes, "--entry", "openapi");
    expect(hasOpenapi()).toEqual([true, true]);
    writeFileSync(join(folder, "specloom.json"), JSON.stringify({ input: "api.yaml", entries: ["openapi"] }));
    expect(await run("check", "--config", "{}/specloom.json", ...toNotes)).toMatchObject({ code: 0 });
    expect((await run(...generateNotes)).out).toContain("removed src/openapi.ts");
    expect(hasOpenapi()).toEqual([false, false]);
  });
});

describe("the package's licence and repository", () => {
  const packageJson = () => JSON.parse(readFileSync(join(folder, "out/package.json"), "utf8")) as object;

  test("with a licence, the summary does not mention it", async () => {
    expect((await run(...generateNotes, "--license", "MIT")).out).not.toContain("licence");
    expect(packageJson()).toMatchObject({ license: "MIT" });
  });

  test("a licence file is copied, and named where no expression is given", async () => {
    writeFileSync(join(folder, "terms.txt"), "Do what you want.\n");
    const { out } = await run(...generateNotes, "--license-file", "{}/terms.txt");
    expect(out).not.toContain("no licence");
    expect(packageJson()).toMatchObject({ license: "SEE LICENSE IN LICENSE" });
    expect(readFileSync(join(folder, "out/LICENSE"), "utf8")).toBe("Do what you want.\n");
    await run(...generateNotes, "--license-file", "{}/terms.txt", "--license", "0BSD");
    expect(packageJson()).toMatchObject({ license: "0BSD" });
    await run(...generateNotes, "--license", "0BSD");
    expect(existsSync(join(folder, "out/LICENSE"))).toBe(false);
  });

  test("a licence file that does not exist is refused", async () => {
    const { code, error } = await run(...generateNotes, "--license-file", "{}/nowhere.txt");
    expect({ code, error }).toMatchObject({ code: 2, error: expect.stringContaining("[source-missing]") as unknown });
  });

  test.each([
    ["https://github.com/acme/notes", "git+https://github.com/acme/notes"],
    ["git+https://github.com/acme/notes.git", "git+https://github.com/acme/notes.git"],
    ["ssh://git@git.example/notes.git", "git+ssh://git@git.example/notes.git"],
    ["github:acme/notes", "git+https://github.com/acme/notes.git"],
    ["gitlab:acme/notes", "git+https://gitlab.com/acme/notes.git"],
    ["acme/notes", "git+https://github.com/acme/notes.git"],
  ])("the repository %s is written as %s", async (repository, url) => {
    await run(...generateNotes, "--repository", repository);
    expect(packageJson()).toMatchObject({ repository: { type: "git", url } });
  });

  test.each(["notes", "https://me:secret@git.example/notes", "javascript:alert(1)", "a/b/c", "https://a b"])(
    "the repository %j is refused",
    async (repository) => {
      expect(await run(...generateNotes, "--repository", repository)).toMatchObject({ code: 2, out: "" });
    },
  );
});

describe("check", () => {
  test("prints nothing where the package is up to date, otherwise the files that differ with a diff, and writes nothing", async () => {
    await run(...generateNotes);
    expect(await run("check", "--input", "{}/api.yaml", ...toNotes)).toEqual({ code: 0, out: "", error: "" });
    writeFileSync(join(folder, "out/src/models.ts"), "export {};\n");
    writeFileSync(join(folder, "out/src/mine.ts"), "export {};\n");
    const drift = await run("check", "--input", "{}/api.yaml", ...toNotes);
    expect(drift.code).toBe(1);
    expect(drift.error).toContain("{}/out/src/mine.ts is generated by nothing [extra]");
    expect(drift.error).toContain("{}/out/src/models.ts differs from what the description gives [stale]");
    expect(drift.error).toContain("-export {};\n");
    expect(drift.error).toContain("+export interface Note {");
    expect(readFileSync(join(folder, "out/src/models.ts"), "utf8")).toBe("export {};\n");
  });
});

/** An input that is refused: the files that replace those of the folder, the command line, and the expected messages. */
interface RefusedInput {
  readonly given: string;
  readonly files?: { readonly [name: string]: string };
  readonly args?: readonly string[];
  readonly messages: readonly (string | RegExp)[];
}

const refusedInputs: readonly RefusedInput[] = [
  {
    given: "a YAML syntax error",
    files: { "api.yaml": description.replace("[id]", "[id") },
    messages: [/^\{\}\/api\.yaml:\d+:\d+: error: .+ \[syntax\]/],
  },
  {
    given: "a JSON syntax error",
    files: { "api.yaml": '{ "openapi": "3.1.0",\n  "info": ]}' },
    messages: [/^\{\}\/api\.yaml:2:11: error: .+ \[syntax\]/],
  },
  {
    given: "a dangling $ref",
    files: { "api.yaml": description.replace("schemas/Note", "schemas/Not") },
    messages: [
      /^\{\}\/api\.yaml:12:47: error: .*#\/components\/schemas\/Not\b.* \[ref-dangling\]/,
      "help: Did you mean `#/components/schemas/Note`?",
    ],
  },
  {
    given: "a missing file",
    args: ["generate", "--input", "{}/nowhere.yaml", ...toNotes],
    messages: [/^\{\}\/nowhere\.yaml: error: .+ \[source-missing\]/],
  },
  {
    given: "an overlay target that matches nothing",
    files: { "overlay.yaml": overlay.replace("'/notes'", "'/note'") },
    args: [...generateNotes, "--overlay", "{}/overlay.yaml"],
    messages: [/^\{\}\/overlay\.yaml:4:\d+: error: .+ \[overlay-target-unmatched\]/],
  },
  {
    given: "an output folder with files that specloom did not write",
    files: { "out/foreign.txt": "foreign" },
    messages: ["{}/out: error: The output folder contains files that specloom did not write: foreign.txt. [output-foreign]"],
  },
  {
    given: "an unknown option",
    args: [...generateNotes, "--nmae", "x"],
    messages: ["error: unknown option '--nmae'", "(Did you mean --name?)"],
  },
  { given: "an unknown command", args: ["genrate"], messages: ["error: unknown command 'genrate'"] },
  {
    given: "an output that is no folder",
    args: ["generate", "--input", "{}/api.yaml", "--name", "notes", "--output", "-"],
    messages: ["error: --output must be a path, not `-`. [usage]"],
  },
  { given: "a missing option", args: ["generate", "--input", "{}/api.yaml"], messages: ["error: --output is missing. [usage]"] },
  {
    given: "an unknown field of the config file",
    files: { "specloom.json": '{\n  "inputs": "api.yaml"\n}' },
    args: ["generate", "--config", "{}/specloom.json"],
    messages: [
      /^\{\}\/specloom\.json:2:\d+: error: `inputs` is no option of a config file\. Did you mean `input`\? \[config-invalid\]/,
    ],
  },
  {
    given: "an entry point that no package has",
    args: [...generateNotes, "--entry", "openapi", "--entry", "constructor"],
    messages: ["error: --entry must be openapi. [usage]"],
  },
  {
    given: "such an entry point in the config file",
    files: { "specloom.json": '{ "input": "api.yaml", "entries": ["models"] }' },
    args: ["generate", "--config", "{}/specloom.json", ...toNotes],
    messages: [/^\{\}\/specloom\.json:1:\d+: error: `entries` cannot be `models`\. \[config-invalid\]/, "help: Write openapi."],
  },
  {
    given: "a bad package name",
    args: [...generateNotes.slice(0, -1), "Not A Name"],
    messages: [/error: .+ \[package-name-invalid\]/],
  },
];

describe("a refusal", () => {
  test.each(refusedInputs)(
    "of $given is one message, exit code 2, and nothing written",
    async ({ files = {}, args = generateNotes, messages }) => {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(join(folder, name, ".."), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
      const before = existsSync(join(folder, "out")) ? readdirSync(join(folder, "out")) : undefined;
      const { code, out, error } = await run(...args);
      for (const part of messages) expect(error).toMatch(part);
      expect(error.match(/error: /g)).toHaveLength(1);
      expect(error).not.toMatch(/^ +at .+:\d+:\d+\)?$/m);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(existsSync(join(folder, "out")) ? readdirSync(join(folder, "out")) : undefined).toEqual(before);
    },
  );
});

describe("the command", () => {
  const execute = promisify(execFile);

  test("runs as npx specloom, from any folder", async () => {
    cpSync(join(folder, "api.yaml"), join(folder, "copy.yaml"));
    const { stdout } = await execute(
      process.execPath,
      [join(root, "generator/bin.mjs"), "generate", "--input", "copy.yaml", "--output", "out", "--name", "notes"],
      { cwd: folder },
    );
    expect(stdout).toMatch(/^notes 0\.1\.0: 1 operation, /);
  });

  test("prints its version, with exit code 0", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    expect(await run("--version")).toEqual({ code: 0, out: version, error: "" });
    const { stdout } = await execute(process.execPath, [join(root, "generator/bin.mjs"), "--version"]);
    expect(stdout).toBe(`${version}\n`);
  });

  test("prints help, with exit code 0", async () => {
    const { code, out } = await run("generate", "--help");
    expect(code).toBe(0);
    expect(out).toContain("--input <source>");
    expect((await run("generate", "--help", "--verbose")).out).toContain("--overlay <file>");
  });
});
