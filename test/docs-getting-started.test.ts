import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { typeErrors } from "./emit/compile.js";
import { fencesOf } from "./package/fences.js";

/** Each half of docs/getting-started.md, from `init` to the first call, in a project of its own. */

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/getting-started.md"), "utf8");
const [start = "", application = "", forPackage = "", upToDate = ""] = page.split(/^## .*$/m);
const fence = (part: string, language: string, index = 0) =>
  fencesOf(part).filter((one) => one.language === language)[index]?.code ?? expect.fail(`The page lacks ${language} ${index}.`);
const commandsOf = (part: string) =>
  fencesOf(part)
    .filter(({ language }) => language === "sh")
    .flatMap(({ code }) => code.trim().split("\n"));

let folder = "";

function project(): string {
  const made = mkdtempSync(join(tmpdir(), "getting-started-"));
  writeFileSync(join(made, "petstore.yaml"), fence(start, "yaml"));
  writeFileSync(join(made, "package.json"), "{}\n");
  return made;
}

/** The commands call an installed specloom; here its sources are called. Returns what each prints. */
function runAll(commands: readonly string[]): readonly string[] {
  return commands.map((command) => {
    const [npx, specloom, ...args] = command.split(" ");
    expect([npx, specloom]).toEqual(["npx", "specloom"]);
    const options = { cwd: folder, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "generator/bin.mjs"), ...args], options);
    expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: "" });
    return stdout;
  });
}

function filesIn(output: string, prefix: string): ReadonlyMap<string, string> {
  const entries = readdirSync(join(folder, output), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths.map((path) => [`${prefix}${path.slice(join(folder, output).length + 1)}`, readFileSync(path, "utf8")] as const),
  );
}

function configOf(name: string): unknown {
  return parse(readFileSync(join(folder, name), "utf8"));
}

test("the only other command is the installation, which test/install runs", () => {
  expect(commandsOf(start)).toEqual(["npm install --save-dev ../specloom/specloom-0.1.0.tgz"]);
});

describe("for an application", () => {
  let printed: readonly string[] = [];
  beforeAll(() => {
    folder = project();
    printed = runAll([...commandsOf(application), ...commandsOf(upToDate)]);
  });

  test("init prints and writes what the page shows, and check has nothing to say", () => {
    expect(printed[0]).toBe(fence(application, "text"));
    expect(printed.at(-1)).toBe("");
    expect(configOf("specloom.config.yaml")).toEqual(parse(fence(application, "yaml")));
    expect(configOf("specloom.overlay.yaml")).toEqual(parse(fence(application, "yaml", 1)));
    expect(readFileSync(join(folder, "specloom.overlay.yaml"), "utf8")).toContain(fence(application, "yaml", 1));
  });

  test("the call compiles", () => {
    const call = new Map([
      ["call.ts", fence(application, "ts")],
      ["package.json", '{ "type": "module" }'],
    ]);
    expect(typeErrors(filesIn("src/petstore", "src/petstore/"), call)).toEqual([]);
  });
});

describe("for a package", () => {
  beforeAll(() => {
    rmSync(folder, { recursive: true, force: true });
    folder = project();
    runAll([...commandsOf(forPackage), ...commandsOf(upToDate)]);
  });

  test("the config file and the workflow are those of the page", () => {
    expect(configOf("specloom.config.json")).toEqual(JSON.parse(fence(forPackage, "json")));
    expect(configOf(".github/workflows/specloom.yml")).toMatchObject({ name: "specloom" });
  });

  test("the call compiles, and is in the README of the package", () => {
    const files = filesIn("petstore-client", "");
    expect(typeErrors(files, new Map([["call.ts", fence(forPackage, "ts")]]))).toEqual([]);
    for (const line of fence(forPackage, "ts").trim().split("\n")) expect(files.get("README.md")).toContain(line);
  });
});
