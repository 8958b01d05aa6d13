import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fencesOf } from "./package/fences.js";

/** Runs docs/api-report.md from its beginning to its end, in a repository of its own. */

const root = join(import.meta.dirname, "..");
const fences = fencesOf(readFileSync(join(root, "docs/api-report.md"), "utf8"));
const ofLanguage = (wanted: string) => fences.filter(({ language }) => language === wanted).map(({ code }) => code.trim());

const petstore = (response: string) => `openapi: 3.1.0
info: { title: Pet store, version: 1.0.0 }
servers: [{ url: https://pets.example }]
security: []
paths:
  /pets:
    get:
      responses: { "200": { description: A pet., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
components:
  schemas:
    Pet: { type: object, ${response} properties: { name: { type: string } } }
`;

test("the commands of the page do what it says", () => {
  const folder = mkdtempSync(join(tmpdir(), "docs-api-report-"));
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: folder, encoding: "utf8" });
  const run = (command: string) => {
    // The commands call an installed specloom; here its sources are called.
    const text = command.replace("npx specloom", `"${process.execPath}" "${join(root, "generator/bin.mjs")}"`);
    const { status, stdout, stderr } = spawnSync("sh", ["-c", text], { cwd: folder, encoding: "utf8" });
    return { status, printed: stdout + stderr };
  };
  const [install, generate, accept, compare, ...others] = ofLanguage("sh");
  expect([install?.startsWith("npm install "), others]).toEqual([true, []]);
  writeFileSync(join(folder, "specloom.config.json"), ofLanguage("json")[0] ?? "");
  writeFileSync(join(folder, "petstore.yaml"), petstore("required: [name],"));
  git("init", "--quiet", "--initial-branch", "main");
  expect(run(generate ?? "").status).toBe(0);
  git("add", "--all");
  git("commit", "--quiet", "--message", "Start");
  writeFileSync(join(folder, "petstore.yaml"), petstore(""));
  const [shown = ""] = ofLanguage("text");
  const wanted = shown.split("\n").filter((line) => line.includes("Pet.name") || line.startsWith("  "));
  const changed = run(generate ?? "");
  expect(changed.status).toBe(0);
  for (const line of wanted) expect(changed.printed).toContain(line);
  expect(run("npx specloom check").status).toBe(1);
  const [accepting = "", diff = ""] = (accept ?? "").split("\n");
  expect(run(accepting).status).toBe(0);
  expect(run(diff).printed).toContain("-  name: string;\n+  name?: string;");
  expect(run("npx specloom check")).toEqual({ status: 0, printed: "" });
  const compared = run(compare ?? "");
  expect([compared.status, compared.printed.includes("breaking `Pet.name` may be absent.")]).toEqual([1, true]);
  rmSync(folder, { recursive: true });
});
