import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { typeErrors } from "./emit/compile.js";
import { fencesOf } from "./package/fences.js";

/** The config files of docs/several-apis.md, with the description of docs/getting-started.md, and the commands below them. */

const root = join(import.meta.dirname, "..");
const pageOf = (name: string) => readFileSync(join(root, "docs", name), "utf8");
const [several = "", shared = ""] = pageOf("several-apis.md").split(/^## One runtime$/m);
const fence = (text: string, language: string) => fencesOf(text).find((one) => one.language === language)?.code ?? "";
const folder = mkdtempSync(join(tmpdir(), "several-apis-"));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  const petstore = fence(pageOf("getting-started.md"), "yaml").replaceAll(/(?<=^openapi: .*)$/gm, "\nsecurity: []");
  for (const name of ["petstore.yaml", "petstore-next.yaml"]) writeFileSync(join(folder, name), petstore);
});

function runAll(part: string): void {
  const config = fence(part, "yaml");
  writeFileSync(join(folder, "specloom.config.yaml"), config);
  for (const line of fence(part, "sh").trim().split("\n")) {
    const [npx, specloom, ...args] = line.split(" ");
    expect([npx, specloom]).toEqual(["npx", "specloom"]);
    const options = { cwd: folder, encoding: "utf8" } as const;
    const { status, stderr } = spawnSync(process.execPath, [join(root, "generator/bin.mjs"), ...args], options);
    expect({ line, status, stderr }).toEqual({ line, status: 0, stderr: "" });
  }
}

test("the commands work with outputs that share nothing", { timeout: 60_000 }, () => runAll(several));

test("the commands work with a shared runtime, and the program compiles", { timeout: 60_000 }, () => {
  runAll(shared);
  const paths = readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const files = new Map(paths.map((path) => [path, readFileSync(join(folder, "src", path), "utf8")] as const));
  expect(paths.filter((path) => path.endsWith("call/call.ts"))).toEqual([
    "apis/runtime/call/call.ts",
    "apis/readers/runtime/call/call.ts",
  ]);
  const application = new Map([
    ["program.ts", fence(shared, "ts")],
    ["package.json", '{ "type": "module" }'],
  ]);
  expect(typeErrors(files, application)).toEqual([]);
});
