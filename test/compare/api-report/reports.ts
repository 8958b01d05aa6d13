import { makeApiReport } from "../../../generator/compare/api-report/make-report.js";
import { readApiReport } from "../../../generator/compare/api-report/read-report.js";
import { type ApiComparison, compareApiReports } from "../../../generator/compare/declarations/compare-reports.js";
import type { Files } from "../../../generator/files.js";

/** A package of these modules. `index` is the entry point `.`, and each other module without a slash one of its own. */
export function packageOf(modules: { readonly [module: string]: string }): Files {
  const entries = Object.keys(modules).filter((module) => !module.includes("/"));
  const exports = entries.map((module) => [module === "index" ? "." : `./${module}`, { types: `./dist/esm/${module}.d.ts` }]);
  return new Map([
    ["package.json", JSON.stringify({ exports: Object.fromEntries(exports) as object })],
    ...Object.entries(modules).map(([module, text]) => [`src/${module}.ts`, text] as const),
  ]);
}

export async function reportOf(modules: { readonly [module: string]: string }, name = "pets"): Promise<string> {
  return makeApiReport({ name, files: packageOf(modules), entryPoints: [] });
}

/** What changes between two packages of one module or several. */
export async function compareModules(
  old: string | { readonly [module: string]: string },
  now: typeof old,
): Promise<ApiComparison> {
  const [before, after] = await Promise.all(
    [old, now].map(async (given) => {
      const text = await reportOf(typeof given === "string" ? { index: given } : given);
      return readApiReport({ name: "pets.api.md", text });
    }),
  );
  if (before === undefined || after === undefined) throw new TypeError("Two packages are compared.");
  return compareApiReports(before, after);
}
