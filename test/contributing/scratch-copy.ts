import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import ts from "typescript";
import type { Edit } from "./changes.js";

const root = join(import.meta.dirname, "../..");

/** A copy of the generator, the templates and the documentation that a test may edit. */
export function createScratchCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), "specloom-change-"));
  for (const name of ["build", "generator", "templates", "docs", "package.json", "package-lock.json", "tsconfig.json"])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "dir");
  return copy;
}

/** Makes an edit, and fails where its place in the file is not there or not unique. */
export function applyEdit(copy: string, { file, before, after, insert }: Edit): void {
  const path = join(copy, file);
  const anchor = before ?? after;
  if (anchor === undefined) {
    writeFileSync(path, insert, { flag: "wx" });
    return;
  }
  const text = readFileSync(path, "utf8");
  const at = text.indexOf(anchor);
  if (at < 0) throw new Error(`${file} has no ${JSON.stringify(anchor)}: adapt test/contributing/changes.ts`);
  const position = before === undefined ? at + anchor.length : at;
  writeFileSync(path, text.slice(0, position) + insert + text.slice(position));
}

/** Compiles the copy, each time only what changed since the last time, and gives the messages by file. */
export function createCompiler(copy: string): () => ReadonlyMap<string, readonly string[]> {
  const config = ts.readConfigFile(join(copy, "tsconfig.json"), (path) => readFileSync(path, "utf8")).config as object;
  const sources = { ...config, include: ["generator", "templates/runtime"] };
  let program: ts.SemanticDiagnosticsBuilderProgram | undefined;
  return () => {
    const { fileNames, options } = ts.parseJsonConfigFileContent(sources, ts.sys, copy);
    const host = ts.createIncrementalCompilerHost(options);
    program = ts.createSemanticDiagnosticsBuilderProgram(fileNames, options, host, program);
    const messages = new Map<string, string[]>();
    for (const { file, messageText } of [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()]) {
      const path = file === undefined ? "" : relative(copy, file.fileName).replaceAll("\\", "/");
      messages.set(path, [...(messages.get(path) ?? []), ts.flattenDiagnosticMessageText(messageText, "\n")]);
    }
    return messages;
  };
}
