/** The date as `YYYY-MM-DD`, in a time zone, for a property of format `date`. */
export function date(value: Date, timeZone = "UTC"): string {
  const format = new Intl.DateTimeFormat("en-u-ca-gregory", {
    timeZone,
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
  });
  const parts = new Map(
    format.formatToParts(requireValid(value)).map(({ type, value }) => [type, value]),
  );
  return `${(parts.get("year") ?? "").padStart(4, "0")}-${parts.get("month") ?? ""}-${parts.get("day") ?? ""}`;
}

/** The date and time in ISO 8601, for a property of format `date-time`. */
export function dateTime(value: Date): string {
  return requireValid(value).toISOString();
}

function requireValid(value: Date): Date {
  if (Number.isNaN(value.getTime())) throw new TypeError("The date is invalid.");
  return value;
}
