import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Refusal } from "../../generator/diagnostics.js";
import { parse } from "../../generator/load/parse/parse.js";
import { buildApi } from "../../generator/model/build-api.js";
import { identifierShape } from "../../generator/plan/names/identifiers.js";
import type { PackagePlan } from "../../generator/plan/types/package-plan.js";
import { planPackage } from "../../generator/plan/plan.js";
import { resolve } from "../../generator/resolve/resolve.js";
import { operationsOf, resourcesOf } from "./api-builder.js";

const shared = join(import.meta.dirname, "../../../shared");
const corpus = join(shared, "corpus/nasty");
const upstream = join(shared, "hubspot/upstream/partnerClients.v3.json");

function planOf(file: string): PackagePlan | undefined {
  const report = () => undefined;
  try {
    const description = resolve(parse({ name: file, text: readFileSync(file, "utf8") }, report), [], report);
    return planPackage(buildApi(description, report), { name: "some-api", version: "1.0.0" }, report);
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}

const files = existsSync(corpus) ? readdirSync(corpus).filter((name) => name !== "index.json") : [];

describe.skipIf(files.length === 0)("real descriptions (skipped where ../shared is absent)", () => {
  test.each(files)("%s", (name) => {
    const plan = planOf(join(corpus, name));
    if (plan === undefined) return;
    const all = operationsOf(plan);
    expect(all).toHaveLength(plan.api.operations.length);
    const types = [
      ...plan.models.map((model) => model.name),
      ...all.flatMap(({ paramsName, responsesName }) =>
        paramsName === undefined ? [responsesName] : [paramsName, responsesName],
      ),
    ];
    expect(types.filter((type) => !identifierShape.test(type))).toEqual([]);
    expect(new Set(types.map((type) => type.toLowerCase())).size).toBe(types.length);
    const modules = resourcesOf(plan.resource).map(({ module }) => module);
    expect(new Set(modules).size).toBe(modules.length);
    expect(new Set(all.map(({ qualifiedName }) => qualifiedName)).size).toBe(all.length);
  });
});

describe.skipIf(!existsSync(upstream))("the description as it is published (skipped where ../shared is absent)", () => {
  test("has nine operations under their names", () => {
    const plan = planOf(upstream);
    const names = plan ? operationsOf(plan).map(({ operation: { method }, qualifiedName }) => `${method} ${qualifiedName}`) : [];
    expect(names).toEqual([
      "GET get",
      "GET list",
      "POST search",
      "PATCH update",
      "PUT associations.create",
      "DELETE associations.delete",
      "GET associations.list",
      "POST batch.read",
      "POST batch.update",
    ]);
  });
});
