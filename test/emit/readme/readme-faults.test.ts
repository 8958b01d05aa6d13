import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Files } from "../../../generator/files.js";
import { generate } from "../../../generator/generate.js";
import { readText } from "../../../generator/load/read/read-text.js";
import { readTemplates } from "../../../generator/load/read/read-templates.js";
import { readmeFaults } from "./readme-faults.js";

const root = path.join(import.meta.dirname, "../../..");
const nasty = path.join(root, "../shared/corpus/nasty");
const options = { name: "package-under-test", version: "1.0.0" };

async function generated(description: { readonly name: string; readonly text: string }): Promise<Files> {
  return (await generate({ description, overlays: [], templates: await readTemplates(), options })).files;
}

describe.skipIf(!existsSync(nasty))("the README of each package in ../shared/corpus/nasty", () => {
  test.each(existsSync(nasty) ? readdirSync(nasty) : [])("%s", async (file) => {
    const files = await generated(await readText(path.join(nasty, file)));
    expect(files.size === 0 ? [] : readmeFaults(files)).toEqual([]);
  });
});

test.each(["generated", "test/snapshots/shop"])("the README of %s", (folder) => {
  expect(readmeFaults(filesOf(path.join(root, folder)))).toEqual([]);
});

function filesOf(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    /^src\/.*\.ts$|^[^/]+\.(?:md|json)$/.test(file),
  );
  return new Map(paths.map((file) => [file, readFileSync(path.join(folder, file), "utf8")]));
}

/** An API with these operations, each `method path`. */
function apiOf(operations: readonly string[]): { readonly name: string; readonly text: string } {
  const paths = operations.map((operation) => {
    const [method = "", path = ""] = operation.split(" ");
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
    const content = { "application/json": { schema: { type: "object", properties: { name: { type: "string" } } } } };
    return { [path]: { [method]: { parameters, responses: { "200": { description: "OK", content } } } } };
  });
  const merged = paths.reduce<Record<string, object>>((all, one) => {
    for (const [path, item] of Object.entries(one)) all[path] = { ...all[path], ...item };
    return all;
  }, {});
  const description = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    servers: [{ url: "https://a.example" }],
    paths: merged,
  };
  return { name: "api.json", text: JSON.stringify(description) };
}

/** The calls of the first example. */
async function firstCalls(operations: readonly string[]): Promise<readonly string[]> {
  const files = await generated(apiOf(operations));
  expect(readmeFaults(files)).toEqual([]);
  const [, code = ""] = /^```ts\n([^]*?)\n```$/m.exec(files.get("README.md") ?? "") ?? [];
  return [...code.matchAll(/packageUnderTest\.([\w.]+)\(/g)].map(([, name = ""]) => name);
}

describe("the first example", () => {
  test.each([
    {
      name: "reads one, then lists, whatever comes first in the description",
      operations: ["delete /addons/{id}", "post /addons", "delete /zoos/{id}", "get /zoos", "get /zoos/{id}", "put /zoos/{id}"],
      want: ["zoos.get", "zoos.list"],
    },
    { name: "reads rather than writes", operations: ["post /addons", "get /zoos"], want: ["zoos.get"] },
    { name: "writes only if nothing can be read", operations: ["delete /zoos/{id}", "put /zoos/{id}"], want: ["zoos.replace"] },
    { name: "never deletes", operations: ["delete /zoos/{id}"], want: [] },
    { name: "never calls what deletes by its name", operations: ["post /zoos/{id}/purge", "get /zoos/purge"], want: [] },
  ])("$name", async ({ operations, want }) => {
    expect(await firstCalls(operations)).toEqual(want);
  });
});

describe("the program finds", () => {
  const files = async () => await generated(apiOf(["get /zoos/{id}", "delete /zoos/{id}"]));
  test.each<{ name: string; change: (text: string) => string }>([
    { name: "a section in the wrong place", change: (text) => text.replace("## Errors", "## Testing") },
    { name: "contents that are not the sections", change: (text) => text.replace("- [Errors](#errors)\n", "") },
    { name: "a dead anchor", change: (text) => text.replace("(#operations);", "(#operation);") },
    { name: "a dead link", change: (text) => text.replace("src/operations/zoos.ts", "src/operations/zoo.ts") },
    { name: "a DELETE in the first examples", change: (text) => text.replace("zoos.get(", "zoos.delete(") },
    { name: "an example without content", change: (text) => text.replace(/mockFetch\(\{[^]*?\}\);/, "mockFetch({});") },
    { name: "a missing operation", change: (text) => text.replace(/^\| \[.*zoos\.get.*\n/m, "") },
  ])("$name", async ({ change }) => {
    const before = await files();
    const text = before.get("README.md") ?? "";
    const changed = change(text);
    expect(changed).not.toBe(text);
    expect(readmeFaults(before)).toEqual([]);
    expect(readmeFaults(new Map([...before, ["README.md", changed]]))).not.toEqual([]);
  });
});
