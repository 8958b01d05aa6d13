import { expect, test } from "vitest";
import { compareDeclarations, type PackageText } from "../../../generator/compare/reports/declared-types.js";
import { comparePlans } from "../../../generator/compare/compare.js";
import { formatPackage } from "../../../generator/format/format.js";
import { planOf } from "../plans.js";
import { receiving } from "../rules/minimal-pairs.js";
import { emitPackage } from "../../../generator/emit/emit.js";
import { readTemplates } from "../../../generator/load/read/read-templates.js";

async function textOf(description: object): Promise<PackageText> {
  const planned = await planOf(description);
  if (planned.plan === undefined || planned.description === undefined) throw new Error("The description is invalid.");
  return {
    plan: planned.plan,
    files: await formatPackage(await emitPackage(planned.plan, planned.description, await readTemplates())),
  };
}

test("the page shows what callers of a changed operation saw, and what they see", async () => {
  const [old, now] = [await textOf(receiving({ type: "string" })), await textOf(receiving({ enum: [1, 2] }))];
  const types = compareDeclarations(comparePlans(old.plan, now.plan).changes, old, now);
  expect(types).toEqual([
    {
      operation: "things.send",
      before: "export interface ThingsSendResponse {\n  other?: string;\n  value?: string;\n}",
      after: "export interface ThingsSendResponse {\n  other?: string;\n  value?: 1 | 2 | (number & {});\n}",
    },
  ]);
});
