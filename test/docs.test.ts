import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../generator/cli.js";
import { parseConfig } from "../generator/config/read/load-config.js";
import { diagnosticCodes } from "../generator/diagnostics.js";
import { parse } from "../generator/load/parse/parse.js";
import { compile } from "./package/compile.js";
import { asModule, fencesOf } from "./package/fences.js";

/** Every code block of the documentation is compiled or run, every link leads to a file, and every diagnostic code is explained. */

const root = join(import.meta.dirname, "..");

/** All Markdown pages except the generated ones, which the tests of packages cover. */
const testedElsewhere = ["generated/", "spec/partner-clients.api.md", "test/gallery/", "test/scenarios/", "test/snapshots/shop/"];
const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((page) => page !== "" && !testedElsewhere.some((folder) => page.startsWith(folder)));

const fences = pages.flatMap((page) =>
  fencesOf(readFileSync(join(root, page), "utf8")).map((fence, index) => ({ ...fence, page, id: `${page} #${index + 1}` })),
);

const petstore = `openapi: 3.1.0
info: { title: Pet store, version: 1.0.0 }
servers: [{ url: https://pets.example }]
paths:
  /pets:
    get:
      parameters: [{ name: after, in: query, schema: { type: string } }]
      responses:
        "200":
          description: A page of pets.
          content: { application/json: { schema: { $ref: "#/components/schemas/Pets" } } }
components:
  schemas:
    Pets:
      type: object
      required: [results]
      properties:
        results: { type: array, items: { type: object, properties: { name: { type: string } } } }
        paging: { type: object, properties: { next: { type: object, properties: { after: { type: string } } } } }
`;

/** Commands of this repository, which CI and contributors run, and commands that `npm run test:install` and a release run. */
const commandsOfThisRepository =
  /^(npm (ci|test|pack|run (generate|check|release -- .+))|cd generated && npm pack|npm install (--save-dev )?\.\.\/specloom\/\S+\.tgz)$/;

/** `docs-getting-started.test.ts` runs the commands of this page in their order. */
const gettingStarted = "docs/getting-started.md";

function ofLanguage(...languages: readonly string[]) {
  return fences.filter(({ language }) => languages.includes(language));
}

test("every code block is in a language that is tested below", () => {
  expect(
    fences.map(({ language }) => language).filter((language) => !["ts", "sh", "json", "yaml", "text"].includes(language)),
  ).toEqual([]);
});

describe("TypeScript compiles against the built package", () => {
  // `docs-pages.test.ts` and its neighbours compile these.
  const otherPages = ["docs/mend.md", "docs/requests.md", "docs/several-apis.md", "docs/webhooks.md", gettingStarted];
  const examples = ofLanguage("ts").filter(
    ({ page, code }) => !otherPages.includes(page) && !/from "specloom(?:\/config)?"/.test(code),
  );
  const sources = Object.fromEntries(examples.map(({ code }, index) => [`page-${index}.mts`, asModule(code)]));
  const errors = compile(sources, { noPropertyAccessFromIndexSignature: false });
  test.each(examples.map(({ id }, index) => ({ id, file: `page-${index}.mts` })))("$id", ({ file }) => {
    expect(errors.get(file)).toEqual([]);
  });
});

describe("config files and programs in TypeScript compile", () => {
  const examples = ofLanguage("ts").filter(({ code }) => /from "specloom(?:\/config)?"/.test(code));
  const sources = Object.fromEntries(examples.map(({ code }, index) => [`config-${index}.mts`, code]));
  const errors = compile(sources, {
    paths: { specloom: [join(root, "generator/index.ts")], "specloom/config": [join(root, "generator/config/define-config.ts")] },
    noPropertyAccessFromIndexSignature: false,
  });
  test.each(examples.map(({ id }, index) => ({ id, file: `config-${index}.mts` })))("$id", ({ file }) => {
    expect(errors.get(file)).toEqual([]);
  });
});

describe("commands run", () => {
  // Tests of their own run these pages, one command after the other.
  const examples = ofLanguage("sh").filter(({ page }) => page !== gettingStarted && page !== "docs/api-report.md");
  const lines = examples.flatMap(({ id, code }) =>
    code
      .trim()
      .split("\n")
      .map((line) => ({ id, command: line.replace(/\s+#.*$/, "") })),
  );

  test.each(lines)("$command ($id)", async ({ id, command }) => {
    if (commandsOfThisRepository.test(command)) return;
    const [npx, specloom, ...args] = command.split(" ");
    expect([npx, specloom]).toEqual(["npx", "specloom"]);
    const folder = mkdtempSync(join(tmpdir(), "specloom-docs-"));
    for (const name of ["petstore.yaml", "petstore-next.yaml"]) writeFileSync(join(folder, name), petstore);
    // A command that names no description is one of a page about config files, whose YAML is the file.
    const [config] = ofLanguage("yaml").filter(({ page }) => page === id.replace(/ #.*/, ""));
    writeFileSync(join(folder, "specloom.config.yaml"), config?.code ?? "");
    const isOfFiles = ["compare", "explain", "adopt"].includes(args[0] ?? "");
    if (args[0] === "adopt") {
      const config = { input: "petstore.yaml", output: "client", name: "petstore" };
      writeFileSync(join(folder, "adopt.json"), JSON.stringify(config));
      args.push("--config", join(folder, "adopt.json"));
    }
    // A runtime has no description.
    const needsNone = ["--input", "runtime"].some((word) => args.includes(word));
    const found = needsNone || isOfFiles ? [] : ["--config", join(folder, "specloom.config.yaml")];
    const inFolder = [...args, ...found].map((arg, index) =>
      /^--(input|output|runtime-folder)$/.test(args[index - 1] ?? "") || (isOfFiles && arg.endsWith(".yaml"))
        ? join(folder, arg)
        : arg,
    );
    const printed: string[] = [];
    const terminal = { out: (line: string) => printed.push(line), error: (line: string) => printed.push(line) };
    if (args[0] === "check") await main(["generate", ...inFolder.slice(1)], terminal);
    const runtime = args.indexOf("--runtime-folder") + 1;
    if (runtime > 0) await main(["generate", "--layout", "runtime", "--output", inFolder[runtime] ?? ""], terminal);
    expect({ code: await main(inFolder, terminal), printed: printed.filter((line) => /error: |"error"/.test(line)) }).toEqual({
      code: 0,
      printed: [],
    });
  });
});

test("no page runs or installs what is not published: commands are of an installed specloom, and tarballs are files", () => {
  const commands = ofLanguage("sh").flatMap(({ page, code }) => code.split("\n").map((command) => ({ page, command })));
  const pagesThatRun = new Set(commands.filter(({ command }) => command.startsWith("npx specloom")).map(({ page }) => page));
  expect([...pagesThatRun].filter((page) => !readFileSync(join(root, page), "utf8").includes("../specloom/specloom-"))).toEqual(
    [],
  );
  expect(commands.filter(({ command }) => /npm (install|i|exec)\b(?!.*\.tgz)/.test(command))).toEqual([]);
});

describe("JSON and YAML parse", () => {
  test.each(ofLanguage("json", "yaml"))("$id", ({ code, language }) => {
    const { root } = parse({ name: `fence.${language}`, text: code }, ({ message }) => expect.fail(message));
    expect(root.fields.size).toBeGreaterThan(0);
  });

  test("the config file of the documentation is valid", () => {
    const configs = ofLanguage("json").map(({ code }) => parseConfig({ name: "specloom.json", text: code }).options);
    expect(configs.map(({ name }) => name)).toContain("petstore-client");
  });

  test.each(ofLanguage("yaml").filter(({ page }) => page === "docs/generate.md"))(
    "the overlay of $id can be applied",
    async ({ code }) => {
      const folder = mkdtempSync(join(tmpdir(), "specloom-docs-"));
      for (const name of ["petstore.yaml", "petstore-next.yaml"]) writeFileSync(join(folder, name), petstore);
      writeFileSync(join(folder, "overlay.yaml"), code);
      const printed: string[] = [];
      const terminal = { out: (line: string) => printed.push(line), error: (line: string) => printed.push(line) };
      const options = [
        "--input",
        join(folder, "petstore.yaml"),
        "--overlay",
        join(folder, "overlay.yaml"),
        "--output",
        join(folder, "out"),
        "--name",
        "pets",
      ];
      expect(await main(["generate", ...options], terminal)).toBe(0);
      expect(readFileSync(join(folder, "out/README.md"), "utf8")).toMatch(/await (?:\(const item of )?pets\.list\(/);
    },
  );
});

test("docs/diagnostics.md has a row for every diagnostic code, with its severity, and no other rows", () => {
  const page = readFileSync(join(root, "docs/diagnostics.md"), "utf8");
  const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| (error|warning|note) +\|/gm)].map(([, code, severity]) => [code, severity]);
  expect(rows.sort()).toEqual(Object.entries(diagnosticCodes).sort());
});

test("every link to a file leads to a file", () => {
  const broken = pages.flatMap((page) => {
    const links = [...readFileSync(join(root, page), "utf8").matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(
      ([, link = ""]) => link,
    );
    return links.filter((link) => !isFile(join(root, page, "..", link))).map((link) => `${page}: ${link}`);
  });
  expect(broken).toEqual([]);
});

function isFile(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
