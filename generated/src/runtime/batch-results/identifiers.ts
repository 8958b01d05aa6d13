/** A key or a trace id as a string, for comparison; undefined for an empty string and for values that are no identifiers. */
export function identifierText(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  // JSON writes NaN and Infinity as null.
  return typeof value === "bigint" || (typeof value === "number" && Number.isFinite(value))
    ? String(value)
    : undefined;
}

/**
 * A key in the form in which keys are compared. Services differ in which keys are the same to them, and two inputs of one record must never
 * be sent together, so this goes as far as the strictest: Unicode's normal form C, without regard to letter case, and with one form of
 * each letter (`ſ` is `s`, `ς` is `σ`, `ß` is `ss`). Where a service tells such keys apart, their inputs are sent one after the other.
 */
export function foldKey(text: string): string {
  // Most keys have no upper-case letter, and are ASCII, which has none of the rest.
  if (!/[A-Z\x80-\uffff]/.test(text)) return text;
  return text.normalize("NFC").toLowerCase().toUpperCase().toLowerCase().normalize("NFC");
}
