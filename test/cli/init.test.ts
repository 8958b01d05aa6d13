import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { askerOn } from "../../generator/commands/init/ask.js";
import { answersOf, type Asker } from "../../generator/commands/init/answers.js";
import { mergeOptions } from "../../generator/config/targets.js";
import { configText } from "../../generator/config/texts/config-text.js";
import { withScripts } from "../../generator/config/texts/package-scripts.js";
import type { Flags } from "../../generator/options.js";

/** `specloom init`, as a process of its own in an empty folder, and its parts. */

const root = join(import.meta.dirname, "../..");

const description = `openapi: 3.1.0
info: { title: Pet store, version: 1.0.0 }
servers: [{ url: https://pets.example }]
paths:
  /pets:
    get:
      parameters: [{ name: after, in: query, schema: { type: string } }]
      responses:
        "200":
          description: A page of pets.
          content: { application/json: { schema: { $ref: "#/components/schemas/PetPage" } } }
components:
  schemas:
    PetPage:
      type: object
      required: [results]
      properties:
        results: { type: array, items: { type: object, properties: { name: { type: string } } } }
        paging: { type: object, properties: { next: { type: object, properties: { after: { type: string } } } } }
`;

const forPackage = ["--input", "api.yaml", "--output", "pets", "--name", "pets"];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "specloom-init-"));
  write("api.yaml", description);
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function read(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

function run(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "generator/bin.mjs"), ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { code: status, out: stdout, error: stderr };
}

describe("what init writes can be generated and passes check", () => {
  test.each([
    { format: "json", args: [...forPackage, "--accept", "pages", "--license", "MIT"] },
    { format: "yaml", args: ["--input", "api.yaml", "--layout", "source", "--output", "src/pets"] },
    { format: "json", args: [...forPackage, "--accept", "credentials", "--accept", "pages", "--ci", "gitlab"] },
  ])("$format: $args", ({ format, args }) => {
    expect(run("init", ...args, "--config-format", format)).toMatchObject({ code: 0, error: "" });
    expect(run("generate")).toMatchObject({ code: 0, error: "" });
    expect(run("check")).toEqual({ code: 0, out: "", error: "" });
  });

  test("a config in TypeScript, where specloom is installed", () => {
    mkdirSync(join(folder, "node_modules/specloom"), { recursive: true });
    write("node_modules/specloom/package.json", '{ "type": "module", "exports": { "./config": "./config.js" } }');
    write("node_modules/specloom/config.js", "export const defineConfig = (config) => config;\n");
    expect(run("init", ...forPackage, "--config-format", "ts").code).toBe(0);
    expect(run("generate").code).toBe(0);
    expect(run("check")).toEqual({ code: 0, out: "", error: "" });
  });
});

test("what is not accepted stands in the overlay as comments, which are actions once their # is taken away", () => {
  expect(run("init", ...forPackage, "--accept", "pages").code).toBe(0);
  const text = read("specloom.overlay.yaml");
  const actions = (of: string) => (parse(of) as { actions: { target: string }[] }).actions.map(({ target }) => target);
  expect(actions(text)).toEqual(["$['paths']['/pets']['get']"]);
  expect(actions(text.replace(/^ {2}# ( *[-a-z].*)$/gm, "  $1"))).toEqual(["$['paths']['/pets']['get']", "$"]);
  write("specloom.overlay.yaml", text.replace(/^ {2}# ( *[-a-z].*)$/gm, "  $1"));
  expect(run("generate")).toMatchObject({ code: 0, error: "" });
});

describe("nothing is asked without a terminal", () => {
  test.each([
    { args: [], missing: "--input is missing." },
    { args: ["--input", "api.yaml"], missing: "--name is missing. The layout package needs it." },
    { args: ["--input", "api.yaml", "--layout", "types"], missing: "--output is missing." },
    { args: ["--input", "-", "--layout", "types", "--output", "a"], missing: "not standard input" },
    { args: [...forPackage, "--ci", "jenkins"], missing: "--ci must be github, gitlab or none." },
    { args: ["--input", "api.yaml", "--name", "pets", "--output", "."], missing: "the config file cannot lie in the output" },
    { args: ["--input", "absent.yaml", "--name", "pets", "--output", "a"], missing: "There is no such file." },
  ])("$missing", ({ args, missing }) => {
    const { code, error } = run("init", ...args);
    expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining(missing) as string });
    expect(readdirSync(folder)).toEqual(["api.yaml"]);
  });
});

describe("init overwrites nothing, and writes all or nothing", () => {
  test.each([
    { path: "specloom.config.json", text: "{}" },
    { path: "specloom.config.ts", text: "export default {};" },
    { path: "package.json", text: '{ "specloom": {} }' },
    { path: "specloom.overlay.yaml", text: "mine" },
    { path: ".gitlab-ci.yml", text: "mine" },
    { path: "package.json", text: '{ "scripts": 1 }' },
    { path: "package.json", text: "{ damaged" },
    { path: "pets", text: "a file in the place of the output" },
  ])("$path: $text", ({ path, text }) => {
    write(path, text);
    expect(run("init", ...forPackage, "--ci", "gitlab").code).toBe(2);
    expect(readdirSync(folder).sort()).toEqual([path, "api.yaml"].sort());
    expect(read(path)).toBe(text);
  });

  test("a link that leads nowhere is something that is there", () => {
    symlinkSync("nowhere", join(folder, "specloom.overlay.yaml"));
    expect(run("init", ...forPackage).code).toBe(2);
    expect(existsSync(join(folder, "nowhere"))).toBe(false);
  });

  test("an output with files of another origin is refused", () => {
    mkdirSync(join(folder, "pets"));
    write("pets/mine.txt", "mine");
    expect(run("init", ...forPackage)).toMatchObject({ code: 2, error: expect.stringContaining("output-foreign") as string });
    expect(existsSync(join(folder, "specloom.config.json"))).toBe(false);
  });
});

describe("scripts of package.json", () => {
  test.each([
    {
      given: "{}",
      want: '{\n  "scripts": {\n    "generate": "specloom generate",\n    "generate:check": "specloom check"\n  }\n}',
    },
    {
      given: '{\n\t"name": "a",\n\t"scripts": {\n\t\t"test": "x"\n\t},\n\t"files": [ "b" ]\n}\n',
      want: '{\n\t"name": "a",\n\t"scripts": {\n\t\t"test": "x",\n\t\t"generate": "specloom generate",\n\t\t"generate:check": "specloom check"\n\t},\n\t"files": [ "b" ]\n}\n',
    },
    {
      given: '{\r\n    "scripts": { "generate": "mine" }\r\n}\r\n',
      want: expect.stringMatching(/^\{\r\n {4}"scripts": \{[^\n]*\r?\n?\s*"generate": "mine",[^]*"generate:check"/) as string,
    },
  ])("$given", ({ given, want }) => {
    expect(withScripts({ name: "package.json", text: given }).text).toEqual(want);
  });

  test("those that are there stay, and nothing changes a second time", () => {
    const { text, kept } = withScripts({ name: "package.json", text: '{ "scripts": { "generate": "mine" } }' });
    expect(kept).toEqual(["generate"]);
    expect(withScripts({ name: "package.json", text })).toEqual({ text, added: [], kept: ["generate"] });
  });
});

test("the config file holds what differs from the defaults", () => {
  const fields = { input: "a: b.yaml", layout: "package", output: "out", overlays: [] } as const;
  expect(configText(fields, "yaml")).toMatch(/\ninput: "a: b.yaml"\noutput: out\n$/);
  expect(configText(fields, "ts")).toContain('  input: "a: b.yaml",\n  output: "out",\n');
});

describe("on a terminal", () => {
  const answersTo = async (flags: Flags, answers: { readonly [start: string]: string }) => {
    const asked: string[] = [];
    const reply = (message: string, initial: string | undefined) => {
      asked.push(message);
      const known = Object.entries(answers).find(([start]) => message.startsWith(start));
      return Promise.resolve(known?.[1] ?? initial ?? "");
    };
    const asker: Asker = {
      text: reply,
      choice: (message, _, initial) => reply(message, initial),
      several: () => Promise.resolve([]),
    };
    return { asked, given: await answersOf(flags, mergeOptions("init", flags, {}), asker) };
  };

  test("only what the command line leaves open is asked, and what another answer makes needless is not", async () => {
    const { asked, given } = await answersTo({ input: "a.yaml", ci: "none" }, { "What do you need": "source" });
    expect(given).toEqual({ input: "a.yaml", layout: "source", output: "src/api", configFormat: "json", ci: "none" });
    expect(asked).toHaveLength(3);
  });

  test("the folder of a package is called like the package", async () => {
    const { given } = await answersTo({ input: "a.yaml" }, { "What is the package's npm name?": "@acme/pets" });
    expect(given).toMatchObject({ name: "@acme/pets", output: "pets" });
  });

  test("questions are shown, answered by keys, and an interruption writes nothing", async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    let shown = "";
    output.on("data", (data: Buffer) => (shown += data.toString()));
    const asker = askerOn({ input, output });
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) {
        await wait(5);
        input.write(key);
      }
    };
    const answered = async <T>(question: Promise<T>, ...keys: readonly string[]) =>
      (await Promise.all([question, press(...keys)]))[0];
    expect(await answered(asker.text("Where?", "here"), "\r")).toBe("here");
    expect(await answered(asker.text("Where?", undefined), "x", "\r")).toBe("x");
    expect(await answered(asker.choice("Which?", ["a", "b"], "b"), "\r")).toBe("b");
    expect(await answered(asker.several("What?", new Map([["pages", "pages of lists"]])), " ", "\r")).toEqual(["pages"]);
    expect(shown).toContain("pages of lists");
    await expect(answered(asker.text("Where?", "here"), "\u0003")).rejects.toThrow("not answered to the end");
  });
});
