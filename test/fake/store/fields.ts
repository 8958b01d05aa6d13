import { invalid, refuse } from "./failures.js";
import type { Selection } from "./record-view.js";

/** Reads values of a request's body and query: undefined for an absent value, an error for one of the wrong type. */
export type Fields = ReadonlyMap<string, unknown>;

export function readBody(text: string, contentType: string | undefined): Fields {
  if (!contentType?.toLowerCase().startsWith("application/json")) {
    refuse({
      status: 415,
      category: "UNSUPPORTED_MEDIA_TYPE",
      message: `The body must be application/json, not ${contentType ?? "of no type"}.`,
    });
  }
  return asFields("The body", parse(text));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return invalid("The body is not JSON.");
  }
}

export function asFields(what: string, value: unknown): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return invalid(`${what} must be an object.`);
  return new Map<string, unknown>(Object.entries(value));
}

export function textField(fields: Fields, name: string): string | undefined {
  const value = fields.get(name) ?? undefined;
  return value === undefined || typeof value === "string" ? value : invalid(`${name} must be text.`);
}

export function requiredText(fields: Fields, name: string): string {
  const value = textField(fields, name);
  return value !== undefined && value !== "" ? value : invalid(`${name} is missing.`);
}

export function listField(fields: Fields, name: string): readonly unknown[] | undefined {
  const value = fields.get(name) ?? undefined;
  return value === undefined || Array.isArray(value) ? value : invalid(`${name} must be a list.`);
}

export function textArrayField(fields: Fields, name: string): readonly string[] {
  const list = listField(fields, name) ?? [];
  return list.map((value) => (typeof value === "string" ? value : invalid(`${name} must hold texts only.`)));
}

/** The values to write. `null` is accepted and ignored; numbers and booleans are converted to strings. */
export function valuesField(fields: Fields): ReadonlyMap<string, string> {
  const given = asFields("properties", fields.get("properties"));
  return new Map(
    [...given].flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, asValue(name, value)]])),
  );
}

function asValue(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : invalid(`The value of ${name} must be text.`);
}

/** An array in the query: the service accepts a repeated parameter and values separated by commas. */
function listOf(query: URLSearchParams, name: string): readonly string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(","))
    .filter((value) => value !== "");
}

export function booleanOf(query: URLSearchParams, name: string): boolean {
  const value = query.get(name) ?? "false";
  return value === "true" || (value !== "false" && invalid(`${name} must be true or false.`));
}

/** An integer from 1 to `maximum`. */
export function countOf(value: unknown, name: string, usual: number, maximum: number): number {
  const count = value === undefined || value === null ? usual : Number(value);
  const fits = Number.isInteger(count) && count >= 1 && count <= maximum;
  return fits ? count : invalid(`${name} must be a whole number from 1 to ${maximum}.`);
}

export function selectionOf(query: URLSearchParams): Selection {
  return {
    properties: listOf(query, "properties"),
    propertiesWithHistory: listOf(query, "propertiesWithHistory"),
    associations: listOf(query, "associations"),
  };
}
