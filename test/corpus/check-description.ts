import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Diagnostic } from "../../generator/diagnostics.js";
import { generate } from "../../generator/generate.js";
import { positionAt } from "../../generator/load/documents/position.js";
import { readText } from "../../generator/load/read/read-text.js";
import { referencedDocumentReader } from "../../generator/load/read/read-referenced.js";
import type { SourceText } from "../../generator/load/documents/source.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import type { Files } from "../../generator/files.js";
import { readmeFaults } from "../emit/readme/readme-faults.js";
import { hoverModule, readmeModule } from "../emit/compile.js";
import { buildAndCheck } from "./type-check.js";
import type { Failed, Reason, Result } from "./result.js";

const name = "package-under-test";

/** The maximum number of problems reported for one description; further ones are mostly repetitions. */
const most = 10;

/** Generates a package from a description, type-checks it with the examples of its README, and imports it; never throws. */
export async function checkDescription(file: string): Promise<Result> {
  return check(await readText(file)).catch((thrown: unknown) => failed("generate", [shown(thrown)]));
}

async function check(description: SourceText): Promise<Result> {
  const options = { name, version: "1.0.0", entries: ["openapi"] as const };
  const { files, diagnostics, plan } = await generate({
    description,
    overlays: [],
    readReferenced: referencedDocumentReader(description.name, []),
    templates: await readTemplates(),
    options,
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0)
    return { outcome: "refused", reasons: errors.slice(0, most).map((error) => reasonOf(error, description)) };
  if (plan === undefined || files.size === 0) return failed("generate", ["There is neither a package nor an error."]);
  const faults = readmeFaults(files);
  if (faults.length > 0) return failed("readme", faults);
  const { errors: problems, files: built } = buildAndCheck(name, withReadme(files));
  if (problems.length > 0) return failed("type-check", problems);
  const refused = await importAll(
    built,
    plan.entryPoints.map(({ module }) => module),
  );
  if (refused.length > 0) return failed("import", refused);
  return {
    outcome: "compiled",
    operations: plan.api.operations.length,
    models: plan.models.length,
    warnings: diagnostics.filter(({ severity }) => severity === "warning").length,
  };
}

/** Adds the examples of the README, and those of the doc comments, as modules beside the package. */
export function withReadme(files: Files): Files {
  return new Map([...files, ["readme.ts", readmeModule(files.get("README.md") ?? "")], ["hovers.ts", hoverModule(files)]]);
}

function reasonOf({ code, place, message }: Diagnostic, { text }: SourceText): Reason {
  const { line, column } = positionAt(text, place?.offset ?? 0);
  return { code, position: `${line}:${column}`, message };
}

function failed(stage: Failed["stage"], problems: readonly string[]): Failed {
  return { outcome: "failed", stage, problems: problems.slice(0, most) };
}

/** Imports every entry point in Node.js, from temporary files. */
async function importAll(built: Files, modules: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "corpus-"));
  try {
    const scripts = [...built].filter(([file]) => file.endsWith(".js"));
    for (const [file, text] of [["package.json", '{ "type": "module" }'] as const, ...scripts]) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const results = await Promise.allSettled(
      modules.map((module) => import(pathToFileURL(path.join(folder, `${module}.js`)).href)),
    );
    return results.flatMap((result) => (result.status === "rejected" ? [shown(result.reason)] : []));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function shown(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message).split("\n").slice(0, 6).join(" ") : String(thrown);
}
