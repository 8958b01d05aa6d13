import type { Diagnostic, DiagnosticCode, Place, Severity } from "../../diagnostics.js";
import { positionAt } from "../../load/documents/position.js";
import type { Texts } from "../../report.js";

/** A diagnostic as `--format json` prints it: like `Diagnostic`, with a line and a column in place of an offset. */
export interface JsonDiagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  /** The text of an overlay that would let the description through. */
  readonly overlay?: string;
  readonly place?: JsonPlace;
}

export interface JsonPlace {
  /** The file or the URL, as the user named it. */
  readonly file: string;
  /** Both count from 1. Absent where the place is a whole file. */
  readonly line?: number;
  readonly column?: number;
  /** JSON Pointer of the node. Absent where the file could not be parsed. */
  readonly pointer?: string;
}

export function jsonDiagnostic({ place, ...rest }: Diagnostic, texts: Texts): JsonDiagnostic {
  return { ...rest, ...(place && { place: jsonPlace(place, texts) }) };
}

function jsonPlace({ source, pointer, offset }: Place, texts: Texts): JsonPlace {
  const text = texts.get(source);
  return {
    file: source,
    ...(text !== undefined && offset !== undefined && positionAt(text, offset)),
    ...(pointer !== undefined && { pointer }),
  };
}
