import { generate as generatePackage } from "./generate.js";
import type { Diagnostic } from "./diagnostics.js";
import type { Files } from "./files.js";
import type { ReadReferencedDocument, SourceText } from "./load/documents/source.js";
import { readTemplates } from "./load/read/read-templates.js";
import type { GenerateOptions } from "./options.js";

export type { Diagnostic, DiagnosticCode, Place, Severity } from "./diagnostics.js";
export type { Files } from "./files.js";
export type { DocumentRequest, ReadReferencedDocument, SourceText } from "./load/documents/source.js";
export type { GenerateOptions } from "./options.js";

/** Everything that determines a package. */
export interface GenerateInput {
  readonly description: SourceText;
  /** OpenAPI Overlays, applied in order. */
  readonly overlays?: readonly SourceText[];
  /** Reads the other documents that the description refers to. Without it, references to other documents are refused. */
  readonly readReferenced?: ReadReferencedDocument;
  readonly options: GenerateOptions;
}

/** A package and the diagnostics about its description. `files` is empty where one of them is an error. */
export interface Generated {
  readonly files: Files;
  readonly diagnostics: readonly Diagnostic[];
}

/** Generates the files of a package in memory. It writes nothing, and reads only through `readReferenced`. */
export async function generate({ overlays = [], ...input }: GenerateInput): Promise<Generated> {
  const { files, diagnostics } = await generatePackage({ ...input, overlays, templates: await readTemplates() });
  return { files, diagnostics };
}
