import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Files } from "../../generator/files.js";
import { buildAndCheck } from "../corpus/type-check.js";
import { withReadme } from "../corpus/check-description.js";
import { accepted, ownFiles, shopPackage } from "./shop-package.js";

/** A package unlike the one in `generated/`, as somebody has read and accepted it: resources, forms, events, variants, callbacks, webhooks. */

const kept = readdirSync(accepted, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(accepted, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
  .sort();

let files: Files;
beforeAll(async () => {
  files = await shopPackage();
});

describe("the package of the shop is what was accepted (if it should be another, `npm run accept`)", () => {
  test("has the same files", () => {
    expect([...ownFiles(files).keys()].sort()).toEqual(kept);
  });

  test.each(kept)("%s", (file) => {
    expect(files.get(file)).toBe(readFileSync(path.join(accepted, file), "utf8"));
  });

  test("compiles for every kind of consumer, its README included", () => {
    expect(buildAndCheck("shop", withReadme(files)).errors).toEqual([]);
  });
});
