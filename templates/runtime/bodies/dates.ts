/** A day as `YYYY-MM-DD`, for a property that holds one. Which day it is at that moment depends on the time zone. */
export function date(moment: Date, timeZone = "UTC"): string {
  const format = new Intl.DateTimeFormat("en-u-ca-gregory", { timeZone, day: "2-digit", month: "2-digit", year: "numeric" });
  const parts = new Map(format.formatToParts(requireValid(moment)).map(({ type, value }) => [type, value]));
  return `${(parts.get("year") ?? "").padStart(4, "0")}-${parts.get("month") ?? ""}-${parts.get("day") ?? ""}`;
}

/** A moment in ISO 8601, for a property that holds one. */
export function dateTime(moment: Date): string {
  return requireValid(moment).toISOString();
}

function requireValid(moment: Date): Date {
  if (Number.isNaN(moment.getTime())) throw new TypeError("The date is invalid.");
  return moment;
}
