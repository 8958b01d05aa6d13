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
import { beforeEach, expect, test } from "vitest";
import { replaceTogether } from "../../generator/write/replace-together.js";

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
  expect(await replaceTogether(texts(), () => Promise.resolve(1))).toBe(1);
  expect([readFileSync(path("a"), "utf8"), readFileSync(path("b"), "utf8")]).toEqual(["new a", "new b"]);
  expect(readdirSync(folder).sort()).toEqual(["a", "b"]);
});

test("a link stays a link, and its target keeps its permissions", async () => {
  symlinkSync("a", path("link"));
  chmodSync(path("a"), 0o600);
  await replaceTogether(new Map([[path("link"), "new"]]), () => Promise.resolve());
  expect([readFileSync(path("a"), "utf8"), statSync(path("a")).mode & 0o777]).toEqual(["new", 0o600]);
  expect(lstatSync(path("link")).isSymbolicLink()).toBe(true);
});

test("if the work fails, all files are as they were", async () => {
  await expect(replaceTogether(texts(), () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(readFileSync(path("a"), "utf8")).toBe("old a");
  expect(readdirSync(folder)).toEqual(["a"]);
});

test("if a file cannot be replaced, the others are as they were", async () => {
  mkdirSync(path("b"));
  await expect(replaceTogether(texts(), () => Promise.resolve())).rejects.toMatchObject({
    diagnostics: [{ code: "output-unwritable" }],
  });
  expect(readFileSync(path("a"), "utf8")).toBe("old a");
  expect(existsSync(path("b"))).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(["a", "b"]);
});
