import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { hasReplacement, replaceTogether, takeBackReplacement } from "../../generator/write/replace-together.js";
import { removeFolders } from "./disturbed-runs.js";
import { countSteps, failAt, killAt } from "./killed-replacements.js";

let folder = "";
const path = (name: string) => join(folder, name);
const texts = () =>
  new Map([
    [path("a"), "new a"],
    [path("b"), "new b"],
  ]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "together-"));
  writeFileSync(path("a"), "old a");
});

test("all files are replaced, and nothing else is left", async () => {
  expect(await replaceTogether(folder, texts(), () => Promise.resolve(1))).toBe(1);
  expect([readFileSync(path("a"), "utf8"), readFileSync(path("b"), "utf8")]).toEqual(["new a", "new b"]);
  expect(readdirSync(folder).sort()).toEqual(["a", "b"]);
});

test("a link stays a link, and its target keeps its permissions", async () => {
  symlinkSync("a", path("link"));
  chmodSync(path("a"), 0o600);
  await replaceTogether(folder, new Map([[path("link"), "new"]]), () => Promise.resolve());
  expect([readFileSync(path("a"), "utf8"), statSync(path("a")).mode & 0o777]).toEqual(["new", 0o600]);
  expect(lstatSync(path("link")).isSymbolicLink()).toBe(true);
});

test("if the work fails, all files are as they were", async () => {
  await expect(replaceTogether(folder, texts(), () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(readFileSync(path("a"), "utf8")).toBe("old a");
  expect(readdirSync(folder)).toEqual(["a"]);
});

test("if a file cannot be replaced, the others are as they were", async () => {
  mkdirSync(path("b"));
  await expect(replaceTogether(folder, texts(), () => Promise.resolve())).rejects.toMatchObject({
    diagnostics: [{ code: "output-unwritable" }],
  });
  expect(readFileSync(path("a"), "utf8")).toBe("old a");
  expect(existsSync(path("b"))).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(["a", "b"]);
});

describe("a run that was killed", () => {
  const lists = (...files: readonly object[]) => {
    mkdirSync(path(".specloom-adopt"));
    writeFileSync(path(".specloom-adopt/files.json"), JSON.stringify(files));
  };
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");

  test("is taken back: old files return, new ones go, and what somebody has changed since stays", async () => {
    lists(
      { path: "a", before: hash("older a"), after: hash("old a") },
      { path: "b", before: null, after: hash("new b") },
      { path: "c", before: hash("old c"), after: hash("new c") },
      { path: "d", before: hash("old d"), after: hash("new d") },
    );
    writeFileSync(path(".specloom-adopt/0.old"), "older a");
    writeFileSync(path("b"), "new b");
    writeFileSync(path("c"), "mine");
    writeFileSync(path("d"), "old d");
    expect(hasReplacement(folder)).toBe(true);
    expect(await takeBackReplacement(folder)).toEqual({ restored: ["a", "b"], left: ["c"] });
    expect([readFileSync(path("a"), "utf8"), readdirSync(folder).sort()]).toEqual(["older a", ["a", "c", "d"]]);
  });

  test.each(["", "[", '{"path": 1}', '[{"path": 1, "before": null, "after": ""}]'])(
    "before its list %j: nothing was replaced",
    async (text) => {
      lists();
      writeFileSync(path(".specloom-adopt/files.json"), text);
      expect(await takeBackReplacement(folder)).toEqual({ restored: [], left: [] });
      expect(readdirSync(folder)).toEqual(["a"]);
    },
  );
});

describe("together with a package", () => {
  afterAll(removeFolders);

  test("a kill and a failure at some moments leave all old or all new: `npm run test:slow` tries each", async () => {
    const steps = await countSteps();
    for (const part of [0.3, 0.5, 0.9]) await killAt(Math.floor(steps * part), "kill");
    for (const part of [0.4, 0.8]) await failAt(Math.floor(steps * part), "disk-full");
  });
});
