import { cpSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { isPackage } from "../../generator/layout/lay-out.js";
import { generate } from "../../generator/index.js";
import { isRuntimeLayout, type Layout, layouts } from "../../generator/options.js";
import { checkPackage } from "../../generator/write/check.js";
import { writePackage } from "../../generator/write/write.js";
import { contentsOf, newFolder, type Package, put, removeFolders, run } from "../write/disturbed-runs.js";

/** Real outputs of each layout, whose writing is killed at 50 moments: before a call of the file system, or in the middle of it. */

const moments = 50;

afterAll(removeFolders, 60_000);

function describedWith(...resources: readonly string[]): string {
  const operation = (model: string) =>
    `get: { responses: { "200": { description: All., content: { application/json: { schema: { $ref: "#/components/schemas/${model}" } } } } } }`;
  return [
    "openapi: 3.1.0",
    "info: { title: Pets, version: 1.0.0 }",
    "servers: [{ url: https://pets.example }]",
    "paths:",
    ...resources.map((name) => `  /${name}: { ${operation(name)} }`),
    "components:",
    "  schemas:",
    ...resources.map((name) => `    ${name}: { type: object, properties: { ${name}Name: { type: string } } }`),
    "",
  ].join("\n");
}

async function filesOf(layout: Layout, ...resources: readonly string[]): Promise<Package> {
  if (isRuntimeLayout(layout)) return runtimeOf(layout, resources);
  const description = { name: "api.yaml", text: describedWith(...resources) };
  const { files, diagnostics } = await generate({
    description,
    options: { name: "pets", version: "1.0.0", layout, entries: ["openapi"] },
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return files;
}

/** A runtime is the same for all APIs; so that two differ, each lacks a folder of the other, and a part of the files ends with a comment. */
async function runtimeOf(layout: Layout, resources: readonly string[]): Promise<Package> {
  const text = '{ "openapi": "3.1.0", "info": { "title": "x", "version": "1" }, "paths": {} }';
  const options = { name: "runtime", version: "1.0.0", layout };
  const { files } = await generate({ description: { name: "none.json", text }, options });
  expect(files.size).toBeGreaterThan(100);
  const lacking = resources.includes("dogs") ? /\blimits\// : /\bcredentials\//;
  return new Map(
    [...files]
      .filter(([path]) => !lacking.test(path))
      .map(([path, text]) => [path, /\bcall\//.test(path) ? `${text}// ${resources.join()}\n` : text] as const),
  );
}

/** What the user has in the folder: code beside the generated, and files that nobody told specloom about. */
function ownFiles(layout: Layout): Package {
  const custom = isPackage(layout) ? "src/custom" : "custom";
  return new Map([
    [`${custom}/extra.ts`, "export const extra = 1;\n"],
    [`${custom}/deep/data.bin`, "\u0000"],
    ["notes.txt", "mine"],
    ["elsewhere/mine.ts", "export {};\n"],
  ]);
}

/** Numbers that are spread evenly over the calls. */
function spread(calls: number): readonly number[] {
  return Array.from({ length: moments }, (_, index) => Math.floor((index * calls) / moments));
}

/** Whether nothing differs from these files but what the user has added. */
async function isWhole(folder: string, files: Package): Promise<boolean> {
  return (await checkPackage(folder, files)).every(({ kind }) => kind === "extra");
}

describe.each(layouts)("layout %s", (layout) => {
  test("killed while it is written, is the old output, the new one, or what the next run mends", async () => {
    const [old, now] = [await filesOf(layout, "cats", "dogs"), await filesOf(layout, "cats", "birds", "fish")];
    const own = ownFiles(layout);
    const before = newFolder();
    await writePackage(before, old);
    for (const [path, text] of own) put(before, path, text);
    const folderBefore = (): string => {
      const folder = newFolder();
      cpSync(before, folder, { recursive: true });
      return folder;
    };
    const complete = folderBefore();
    const outcome = await run(complete, now, { mode: "none" });
    if (outcome === "killed") throw new Error("nobody kills this run");
    const want = contentsOf(complete);
    expect(want).toMatchObject(Object.fromEntries(own));

    let unfinished = 0;
    for (const [index, step] of spread(outcome.steps.length).entries()) {
      const folder = folderBefore();
      expect(await run(folder, now, { mode: index % 2 === 0 ? "kill" : "kill-halfway", step })).toBe("killed");
      expect({ step, contents: contentsOf(folder) }).toMatchObject({ step, contents: Object.fromEntries(own) });
      if (!(await isWhole(folder, old)) && !(await isWhole(folder, now))) {
        unfinished += 1;
        expect((await checkPackage(folder, now)).map(({ kind }) => kind)).toContain("unfinished");
      }
      await writePackage(folder, now);
      expect({ step, contents: contentsOf(folder) }).toEqual({ step, contents: want });
    }
    expect(unfinished).toBeGreaterThan(moments / 10);
  });
});
