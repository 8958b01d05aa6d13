import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { transform } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { generate } from "../../generator/generate.js";
import { readText } from "../../generator/load/read/read-text.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import type { Files } from "../../generator/files.js";
import { withReadme } from "./check-description.js";
import { typeCheck } from "./type-check.js";

/** Published example descriptions: each becomes a package. All are type-checked in one program, which is much faster. */
const modules = path.join(import.meta.dirname, "../../node_modules");
const folders = [
  "@readme/oas-examples/2.0/json",
  "@readme/oas-examples/3.0/json",
  "@readme/oas-examples/3.1/json",
  "@scalar/galaxy/dist",
];
const files = folders.flatMap((folder) =>
  readdirSync(path.join(modules, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json") && file !== "latest.json")
    .map((file) => path.join(modules, folder, file)),
);

describe("published example descriptions", () => {
  const packages = new Map<string, Files>();
  const refused: string[] = [];

  beforeAll(async () => {
    const templates = await readTemplates();
    for (const [index, file] of files.entries()) {
      const options = { name: `package-${index + 1}`, version: "1.0.0", entries: ["openapi"] as const };
      const built = await generate({ description: await readText(file), overlays: [], templates, options });
      if (built.plan === undefined || built.files.size === 0) refused.push(path.relative(modules, file));
      else packages.set(options.name, withReadme(built.files));
    }
  }, 240_000);

  test("there are many, and none is refused", () => {
    expect(files.length).toBeGreaterThan(60);
    expect(refused).toEqual([]);
  });

  // Each package on one of the two platforms, which halves the time; `npm run corpus` takes both.
  test.each(["with DOM", "with Node"] as const)(
    "compile under the strictest flags %s, their READMEs included",
    (platform) => {
      const half = [...packages].filter((_, index) => index % 2 === (platform === "with DOM" ? 0 : 1));
      expect(typeCheck(new Map(half), platform)).toEqual([]);
    },
    240_000,
  );

  test("can be imported, all by one Node.js process", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "examples-"));
    for (const [name, one] of packages) await writeScripts(path.join(folder, name), one);
    // A package of webhooks only has no `./testing`.
    const entries = [...packages].flatMap(([name, one]) =>
      ["index", "testing"].flatMap((entry) => (one.has(`src/${entry}.ts`) ? [`./${name}/${entry}.js`] : [])),
    );
    const script = `const results = await Promise.allSettled(${JSON.stringify(entries)}.map((entry) => import(entry)));
      console.log(results.filter(({ status }) => status === "rejected").map(({ reason }) => String(reason)).join("\\n"));`;
    writeFileSync(path.join(folder, "all.mjs"), script);
    expect(execFileSync(process.execPath, ["all.mjs"], { cwd: folder, encoding: "utf8" })).toBe("\n");
    rmSync(folder, { recursive: true });
  });
});

/** Writes the sources as JavaScript. */
async function writeScripts(folder: string, one: Files): Promise<void> {
  for (const [file, text] of [...one].filter(([file]) => file.startsWith("src/"))) {
    const script = path.join(folder, file.replace(/^src\/(.*)\.ts$/, "$1.js"));
    mkdirSync(path.dirname(script), { recursive: true });
    writeFileSync(script, (await transform(text, { loader: "ts" })).code);
  }
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
}
