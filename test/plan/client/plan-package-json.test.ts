import { describe, expect, test } from "vitest";
import type { Info } from "../../../generator/model/types/api.js";
import { planPackageJson } from "../../../generator/plan/client/plan-package-json.js";

function manifest(info: Partial<Info>, name = "pet-store", version = "1.0.0") {
  const codes: string[] = [];
  const plan = planPackageJson({ title: "Pets", version: "1", ...info }, { name, version }, ({ code }) => codes.push(code));
  return { plan, codes };
}

describe("the name of the package", () => {
  test.each(["pet-store", "@acme/pet-store", "pets.js", "a", "x_1", "a".repeat(214)])("%s is accepted", (name) => {
    expect(manifest({}, name).codes).toEqual([]);
  });

  test.each([
    "",
    "Pets",
    "pet store",
    ".pets",
    "_pets",
    "@acme",
    "@acme/",
    "../x",
    "a/b",
    "node_modules",
    "pets\n",
    "a".repeat(215),
    "päts",
  ])("%j is refused", (name) => {
    expect(manifest({}, name).codes).toEqual(["package-name-invalid"]);
  });
});

describe("the version of the package", () => {
  test.each(["0.1.0", "10.20.30", "1.0.0-beta.1", "1.0.0+build.5"])("%s is accepted", (version) => {
    expect(manifest({}, "pets", version).codes).toEqual([]);
  });

  test.each(["", "1", "1.0", "v1.0.0", "01.0.0", "1.0.0-", "^1.0.0", "1.0.0\n"])("%j is refused", (version) => {
    expect(manifest({}, "pets", version).codes).toEqual(["usage"]);
  });
});

describe("the description of the package", () => {
  test.each<[string, Partial<Info>, string]>([
    ["the title", {}, "Pets"],
    ["the summary", { summary: "All about\n pets", description: "Other." }, "All about pets"],
    ["the first sentence", { description: "Reads pets, e.g. cats. And\nwrites them." }, "Reads pets, e.g."],
    ["the first sentence over two lines", { description: "Reads\npets. More." }, "Reads pets."],
    ["no heading and no picture", { description: "# Pets\n\n![x](y)\n\nReads pets" }, "Reads pets"],
    ["one line without control characters", { description: "a\u0000b\u202ec\u2028d" }, "a b c d"],
  ])("%s", (_, info, wanted) => {
    expect(manifest(info).plan.description).toBe(wanted);
  });

  test("has a maximum length", () => {
    expect(Array.from(manifest({ summary: "💥".repeat(300) }).plan.description)).toHaveLength(200);
  });
});
