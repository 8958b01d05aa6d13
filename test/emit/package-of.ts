import { readFileSync } from "node:fs";
import type { Diagnostic, Report } from "../../generator/diagnostics.js";
import { type EmittedFiles, emitPackage } from "../../generator/emit/emit.js";
import { formatPackage } from "../../generator/format/format.js";
import { parse } from "../../generator/load/parse/parse.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import { buildApi } from "../../generator/model/build-api.js";
import type { Files } from "../../generator/files.js";
import type { PackagePlan } from "../../generator/plan/types/package-plan.js";
import { planPackage } from "../../generator/plan/plan.js";
import { resolve } from "../../generator/resolve/resolve.js";
import { sharing } from "../layout/sharing.js";

/** The text of a description in this folder. */
export function fixture(name: string): string {
  return readFileSync(`${import.meta.dirname}/${name}`, "utf8");
}

/** The package of a description, with the `./openapi` entry point, and the reported warnings and errors. */
export async function packageOf(text: string): Promise<{ files: Files; plan: PackagePlan; reported: readonly Diagnostic[] }> {
  const reported: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostic.severity !== "note") reported.push(diagnostic);
  };
  const { emitted, plan } = await emittedPackage(text, report);
  // `npm run test:shared-runtime`: the same tests of packages that share a runtime.
  const files = process.env.SHARED_RUNTIME === undefined ? emitted : await sharing(emitted);
  return { files: await formatPackage(files), plan, reported };
}

/** The files of a package before they are laid out. */
export async function emittedPackage(text: string, report: Report): Promise<{ emitted: EmittedFiles; plan: PackagePlan }> {
  const description = resolve(parse({ name: "fixture.yaml", text }, report), [], report);
  const plan = planPackage(
    buildApi(description, report),
    { name: "@example/sample", version: "1.2.3", license: "MIT", entries: ["openapi"] },
    report,
  );
  return { emitted: await emitPackage(plan, description, await readTemplates()), plan };
}
