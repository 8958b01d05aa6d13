import { type Diagnostic, type DiagnosticCode, diagnosticCodes, type Place } from "../diagnostics.js";

/** A diagnostic in the record of a run. Texts are numbered, since their names depend on the machine. */
export interface RecordedDiagnostic extends Omit<Diagnostic, "place"> {
  readonly place?: RecordedPlace;
}

type RecordedPlace = Omit<Place, "source"> & { readonly text: number };

/** More warnings than anybody reads would only make the record large. */
const maximum = 1000;

/** Records diagnostics about texts with these names; undefined if they cannot be recorded. */
export function recordDiagnostics(
  diagnostics: readonly Diagnostic[],
  names: readonly string[],
): readonly RecordedDiagnostic[] | undefined {
  if (diagnostics.length > maximum) return undefined;
  const recorded = diagnostics.map(({ place, ...rest }): RecordedDiagnostic =>
    place === undefined ? rest : { ...rest, place: recordPlace(place, names) },
  );
  return recorded.every(({ place }) => place === undefined || place.text >= 0) ? recorded : undefined;
}

function recordPlace({ source, ...rest }: Place, names: readonly string[]): RecordedPlace {
  return { text: names.indexOf(source), ...rest };
}

/** The diagnostics as the run reported them. */
export function restoreDiagnostics(recorded: readonly RecordedDiagnostic[], names: readonly string[]): readonly Diagnostic[] {
  return recorded.map(({ place, ...rest }) => (place === undefined ? rest : { ...rest, place: restorePlace(place, names) }));
}

function restorePlace({ text, ...rest }: RecordedPlace, names: readonly string[]): Place {
  return { source: names[text] ?? "", ...rest };
}

/** Whether a value of a JSON text is a recorded diagnostic. */
export function isRecordedDiagnostic(value: unknown): value is RecordedDiagnostic {
  if (!isObject(value)) return false;
  const { code, severity, message, help, overlay, place } = value;
  const texts = [message, help ?? "", overlay ?? ""];
  return isCode(code) && isSeverity(severity) && texts.every((text) => typeof text === "string") && isRecordedPlace(place);
}

function isRecordedPlace(value: unknown): boolean {
  if (value === undefined) return true;
  if (!isObject(value)) return false;
  const { text, pointer = "", offset = 0 } = value;
  return Number.isInteger(text) && typeof pointer === "string" && Number.isInteger(offset);
}

function isCode(value: unknown): value is DiagnosticCode {
  return typeof value === "string" && Object.hasOwn(diagnosticCodes, value);
}

function isSeverity(value: unknown): boolean {
  return value === "error" || value === "warning" || value === "note";
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}
