import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fencesOf } from "./package/fences.js";

/** What README.md and docs/generate.md say that the terminal shows is what it shows. */

const root = join(import.meta.dirname, "..");
const fences = fencesOf(readFileSync(join(root, "README.md"), "utf8"));
const description = fences.find(({ language }) => language === "yaml")?.code ?? "";

/** The number of files, which every new module of the runtime changes. */
function withoutCounts(text: string): string {
  return text.trim().replace(/\d+ (files|more)|("unchanged"): \d+/g, "$1$2: some");
}

function runIn(folder: string, command: string): string {
  const [npx, specloom, ...args] = command.trim().split(" ");
  expect([npx, specloom]).toEqual(["npx", "specloom"]);
  const env = { ...process.env, NO_COLOR: "1" };
  return execFileSync(process.execPath, [join(root, "generator/bin.mjs"), ...args], { cwd: folder, encoding: "utf8", env });
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "docs-printed-"));
  writeFileSync(join(folder, "petstore.yaml"), description);
  return folder;
}

describe("README.md shows what is printed", () => {
  const folder = newFolder();
  const shown = fences.flatMap(({ language, code }, index) =>
    language === "text" ? [{ command: fences[index - 1]?.code ?? "", text: code }] : [],
  );
  test.each(shown)("$command", ({ command, text }) => {
    expect(withoutCounts(runIn(folder, command))).toBe(withoutCounts(text));
  });

  test("for both commands of the first minute", () => {
    expect(shown).toHaveLength(2);
  });
});

test("docs/generate.md shows the JSON of a run that has nothing to do", () => {
  const page = readFileSync(join(root, "docs/generate.md"), "utf8");
  const [command, shown] = fencesOf(page.slice(page.indexOf("## For programs: JSON"))).map(({ code }) => code);
  const folder = newFolder();
  runIn(folder, command ?? "");
  expect(withoutCounts(runIn(folder, command ?? ""))).toBe(withoutCounts(shown ?? ""));
});
