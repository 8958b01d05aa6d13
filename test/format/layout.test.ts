import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { descriptionsOf } from "../corpus/descriptions.js";
import { emittedPackage, fixture } from "../emit/package-of.js";
import { allowedDifferences, compareLayouts, forbidden, type LayoutDifference } from "./compare-layouts.js";

/** prettier judges oxfmt on a sample of descriptions; `npm run layout` compares the packages of all that are given. */

const corpus = join(import.meta.dirname, "../../../shared/corpus/nasty");

/** prettier takes ten times as long as everything else, so larger descriptions are left to `npm run layout`. */
const largest = 60_000;

const ignore = (): void => undefined;

describe("oxfmt lays a package out like prettier, except where the table allows a difference", () => {
  test.each(["shop.yaml", "trouble.yaml", "incoming.yaml", "inspected.yaml", "answers.yaml"])("%s", async (name) => {
    const { emitted } = await emittedPackage(fixture(name), ignore);
    expect(forbidden(await compareLayouts(emitted.printed))).toEqual([]);
  });

  const files = existsSync(corpus) ? descriptionsOf([corpus]).filter((file) => statSync(file).size <= largest) : [];

  test.skipIf(files.length === 0)("descriptions of the corpus", { timeout: 120_000 }, async () => {
    const differences: LayoutDifference[] = [];
    for (const file of files) {
      const { emitted } = await emittedPackage(readFileSync(file, "utf8"), ignore);
      differences.push(...(await compareLayouts(emitted.printed)));
    }
    expect(forbidden(differences)).toEqual([]);
    const unused = allowedDifferences.filter(({ allows }) => !differences.some(allows));
    expect(unused.map(({ name }) => name)).toEqual([]);
  });
});

test("loops over pages in a README are laid out, too", async () => {
  const call = `client.things.list({ ${"abcdefgh"
    .split("")
    .map((name) => `${name}: "${name.repeat(9)}"`)
    .join(", ")} })`;
  const text = `# A\n\n\`\`\`ts\nfor await (const one of ${call}) console.log(one);\nconst all = await ${call};\n\`\`\`\n`;
  expect(await compareLayouts(new Map([["README.md", text]]))).toEqual([]);
});

test("text of a description in a comment cannot switch the formatter off", async () => {
  const text = "/** oxfmt-ignore */\nexport interface A {\n/**\n * prettier-ignore\n */\na  :  1 }\n";
  expect(await compareLayouts(new Map([["a.ts", text]]))).toEqual([]);
});

test("a difference that is not in the table is found", () => {
  const difference = { path: "a.ts", prettier: ["  a: 1,"], oxfmt: ["    a: 1,"] };
  expect(forbidden([difference])).toEqual([difference]);
});
