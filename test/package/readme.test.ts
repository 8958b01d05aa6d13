import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { buildPackage } from "./build-package.js";
import { compile } from "./compile.js";
import { asModule, fencesOf } from "./fences.js";

const readme = readFileSync(path.join(buildPackage().folder, "README.md"), "utf8");
const fences = fencesOf(readme).flatMap(({ language, code }) => (language === "ts" ? [code] : []));

/** The examples in the doc comments of the classes, which editors show. */
const hovers = readFileSync(path.join(buildPackage().folder, "src/partner-clients.ts"), "utf8");

const operations = [
  "list",
  "get",
  "update",
  "search",
  "batch.read",
  "batch.update",
  "batch.updateMany",
  "associations.list",
  "associations.create",
  "associations.delete",
];

test.each(operations)("there is a row and an example of %s", (operation) => {
  expect(readme).toContain(`| [\`partnerClients.${operation}\`](src/operations/`);
  expect(hovers).toMatch(new RegExp(`^ *\\* .*partnerClients\\.${operation.replace(".", "\\.")}\\(`, "m"));
});

test.each([
  "new PartnerClients<Fields>(",
  "createRateLimiter(",
  "oauthRefreshToken({",
  "fakePartnerClients({",
  "fileJournal(",
  ".dryRun()",
  ".remaining()",
])("there is an example of %s", (text) => {
  expect(fences.filter((code) => code.includes(text))).not.toEqual([]);
});

describe("each example compiles under the strictest flags", () => {
  const sources = Object.fromEntries(fences.map((code, index) => [`example-${index}.mts`, asModule(code)]));
  // Only this flag forbids `process.env.TOKEN`, which everybody writes.
  const errors = compile(sources, { noPropertyAccessFromIndexSignature: false });
  test.each(fences.map((code, index) => ({ code, file: `example-${index}.mts` })))("$code", ({ file }) => {
    expect(errors.get(file)).toEqual([]);
  });
});
