import { readFile } from "node:fs/promises";
import type { Update } from "./outcomes.js";
import { UsageError } from "./command-line.js";

/** Reads the updates of a JSON file. An error names the position of the entry; nothing is sent then. */
export async function readUpdates(file: string): Promise<readonly Update[]> {
  const value = parse(file, await readText(file));
  if (!Array.isArray(value) || value.length === 0)
    throw new UsageError(`${file}: must be a JSON array with at least one update.`);
  const updates = value.map((entry: unknown, index) => readUpdate(entry, `${file}: entry ${index + 1}`));
  rejectDuplicates(file, updates);
  return updates;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (thrown) {
    throw new UsageError(
      `${file}: cannot be read (${thrown instanceof Error && "code" in thrown ? String(thrown.code) : "for no known reason"}).`,
    );
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (thrown) {
    throw new UsageError(`${file}: is not JSON: ${thrown instanceof Error ? thrown.message : ""}`);
  }
}

function readUpdate(entry: unknown, place: string): Update {
  const fields = fieldsOf(entry, `${place} must be an object with id and properties.`);
  for (const field of fields.keys()) {
    if (!known.has(field))
      throw new UsageError(`${place}: ${field} is not a field of an update; those are ${[...known].join(", ")}.`);
  }
  const idProperty = fields.get("idProperty");
  return {
    id: text(fields.get("id"), `${place}: id must be a non-empty string.`),
    properties: readProperties(fields.get("properties"), place),
    ...(idProperty !== undefined && { idProperty: text(idProperty, `${place}: idProperty must be the name of a property.`) }),
  };
}

const known: ReadonlySet<string> = new Set(["id", "properties", "idProperty"]);

function readProperties(value: unknown, place: string): Readonly<Record<string, string>> {
  const fields = [...fieldsOf(value, `${place}: properties must be an object of texts.`)];
  if (fields.length === 0) throw new UsageError(`${place}: properties are empty, so there is nothing to change.`);
  return Object.fromEntries(
    fields.map(([property, content]) => {
      if (typeof content !== "string")
        throw new UsageError(`${place}: the value of ${property} must be a text; an empty one clears it.`);
      return [property, content];
    }),
  );
}

function fieldsOf(value: unknown, message: string): ReadonlyMap<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new UsageError(message);
  return new Map<string, unknown>(Object.entries(value));
}

function text(value: unknown, message: string): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new UsageError(message);
}

/** The service rejects a whole batch with a duplicate, and in two batches the order would matter. */
function rejectDuplicates(file: string, updates: readonly Update[]): void {
  const first = new Map<string, number>();
  for (const [index, { id, idProperty = "" }] of updates.entries()) {
    const key = JSON.stringify([idProperty, id.toLowerCase()]);
    const before = first.get(key);
    if (before !== undefined)
      throw new UsageError(`${file}: entries ${before + 1} and ${index + 1} change the same record, ${id}. Merge them.`);
    first.set(key, index);
  }
}
