import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Files } from "../../generator/files.js";
import { buildAndCheck } from "../corpus/type-check.js";
import { withReadme } from "../corpus/check-description.js";
import { accepted, ownFiles, shopPackage } from "./shop-package.js";

/** A second package, reviewed and accepted by a person, with resources, forms, events, variants, callbacks and webhooks. */

const acceptedFiles = readdirSync(accepted, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(accepted, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
  .sort();

let files: Files;
beforeAll(async () => {
  files = await shopPackage();
});

describe("the package of the shop is the accepted one (to accept another, `npm run accept`)", () => {
  test("has the same files", () => {
    expect([...ownFiles(files).keys()].sort()).toEqual(acceptedFiles);
  });

  test.each(acceptedFiles)("%s", (file) => {
    expect(files.get(file)).toBe(readFileSync(path.join(accepted, file), "utf8"));
  });

  test("compiles for every kind of consumer, its README included", () => {
    expect(buildAndCheck("shop", withReadme(files)).errors).toEqual([]);
  });
});
