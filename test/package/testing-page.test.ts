import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { buildPackage } from "./build-package.js";
import { fencesOf } from "./fences.js";

/** Runs the programs of docs/testing.md, unchanged, with the built package, and compares their output. */

const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/testing.md"), "utf8");
const outputs = ["as expected", "1 2 2", "512 false {} 1"];

test.each(fencesOf(page).map(({ code }, index) => ({ number: index + 1, code })))("program $number", ({ number, code }) => {
  const folder = mkdtempSync(path.join(buildPackage().home, "testing-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, "program.mts"), code);
  const text = execFileSync(process.execPath, ["--import", "tsx", "program.mts"], { cwd: folder, encoding: "utf8" });
  expect(text.trim()).toBe(outputs[number - 1]);
});

test("there is a program for each output", () => {
  expect(fencesOf(page).map(({ language }) => language)).toEqual(outputs.map(() => "ts"));
});
