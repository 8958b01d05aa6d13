/**
 * Errors, warnings and notes about a description. A stage reports every fault that it can find and continues; it throws {@link Refusal}
 * only where it cannot return a useful result.
 */

export type Severity = "error" | "warning" | "note";

/** A position in a source text; both numbers count from 1, `column` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The location of a fault: a node of a parsed text, an offset into a text that does not parse, or a whole file. */
export interface Place {
  /** The name of the source, as the user wrote it. */
  readonly source: string;
  /** JSON Pointer (RFC 6901) of the node; `""` is the root. Absent where the text could not be parsed. */
  readonly pointer?: string;
  /** Offset into the source text, in UTF-16 units. Absent where the location is a whole file. */
  readonly offset?: number;
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What is wrong and why, in one sentence, without the location. */
  readonly message: string;
  /** What to do about it. */
  readonly help?: string;
  /** The text of an overlay that would let the description through. */
  readonly overlay?: string;
  readonly place?: Place;
}

/** Every code and its severity. `docs/diagnostics.md` explains each. */
export const diagnosticCodes = {
  usage: "error",
  "config-invalid": "error",
  "hook-failed": "error",
  "template-unknown": "error",
  "template-failed": "error",
  "custom-misfit": "warning",
  "runtime-misfit": "error",
  "output-empty": "error",
  "source-missing": "error",
  "source-unreadable": "error",
  "source-too-large": "error",
  syntax: "error",
  "duplicate-key": "error",
  "too-deep": "error",
  "not-openapi": "error",
  "version-unsupported": "error",
  "version-inexact": "warning",
  "wrong-type": "error",
  "missing-field": "error",
  "invalid-value": "error",
  "value-tolerated": "warning",
  "field-unknown": "warning",
  "field-unused": "note",
  "operation-empty": "warning",
  "example-reference": "warning",
  "ref-dangling": "error",
  "ref-circular": "error",
  "ref-other-kind": "warning",
  "ref-unsupported": "error",
  "ref-forbidden": "error",
  "selection-unmatched": "error",
  "overlay-invalid": "error",
  "overlay-target-invalid": "error",
  "overlay-target-unmatched": "error",
  "extension-invalid": "error",
  "path-invalid": "error",
  "path-duplicate": "warning",
  "path-query": "warning",
  "path-similar": "warning",
  "path-parameter-undeclared": "warning",
  "path-parameter-unused": "warning",
  "path-parameter-repeated": "warning",
  "parameter-duplicate": "warning",
  "operation-id-duplicate": "warning",
  "security-undefined": "warning",
  "insecure-url": "warning",
  "name-taken": "warning",
  "name-misleading": "warning",
  "too-many-alternatives": "warning",
  unsupported: "warning",
  repaired: "note",
  "waiver-invalid": "error",
  "waiver-expired": "error",
  "waiver-unused": "error",
  "output-foreign": "error",
  "output-unwritable": "error",
  "output-busy": "error",
  "output-unfinished": "error",
  "package-name-invalid": "error",
  "formatter-missing": "error",
  "ts-morph-missing": "error",
  "api-report-changed": "warning",
  "api-report-invalid": "error",
  internal: "error",
} as const satisfies Record<string, Severity>;

export type DiagnosticCode = keyof typeof diagnosticCodes;

/** Receives each diagnostic of a stage. */
export type Report = (diagnostic: Diagnostic) => void;

/** The optional parts of a diagnostic. */
export type Advice = Pick<Diagnostic, "help">;

/** Makes a diagnostic with the severity of its code. */
export function diagnostic(code: DiagnosticCode, place: Place | undefined, message: string, advice: Advice = {}): Diagnostic {
  return { code, severity: diagnosticCodes[code], message, ...advice, ...(place && { place }) };
}

/** Thrown by a stage that cannot continue; `generate()` and the command line turn it into diagnostics. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(readonly diagnostics: readonly [Diagnostic, ...Diagnostic[]]) {
    super(diagnostics[0].message);
  }
}

/** Throws a {@link Refusal} for one fault. */
export function refuse(code: DiagnosticCode, place: Place | undefined, message: string, advice: Advice = {}): never {
  throw new Refusal([diagnostic(code, place, message, advice)]);
}

/** Throws a {@link Refusal} with all faults, if there are any. */
export function refuseAny(faults: Iterable<Diagnostic>): void {
  const [first, ...others] = faults;
  if (first !== undefined) throw new Refusal([first, ...others]);
}
