import { diagnosticCodes } from "../../generator/diagnostics.js";

/** A JSON Schema. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

export const text = { type: "string" };
export const flag = { type: "boolean" };
export const texts = { type: "array", items: text };

/** A list of objects or other values. */
export function listOf(items: JsonSchema): JsonSchema {
  return { type: "array", items };
}

/** A schema with its description. */
export function about(description: string, schema: JsonSchema): JsonSchema {
  return { description, ...schema };
}

/** An object with exactly these fields; a name that ends with `?` may be absent. */
export function object(fields: { readonly [name: string]: JsonSchema }): JsonSchema {
  const named = Object.entries(fields).map(([name, schema]) => [name.replace(/\?$/, ""), schema] as const);
  return {
    type: "object",
    required: Object.keys(fields).filter((name) => !name.endsWith("?")),
    additionalProperties: false,
    properties: Object.fromEntries(named),
  };
}

/** A message: about the command line, a file, or what was found in one. */
export const diagnosticSchema = object({
  code: about("The kind of message: docs/diagnostics.md explains each.", { enum: Object.keys(diagnosticCodes) }),
  severity: about("Errors alone make a command fail; with --strict, warnings are errors.", {
    enum: ["error", "warning", "note"],
  }),
  message: text,
  "help?": about("What to do about it.", text),
  "overlay?": about("The text of an overlay that would let the description through.", text),
  "place?": object({
    file: about("The file or the URL, as the user named it.", text),
    "line?": about("From 1. Absent where the place is a whole file.", { type: "integer", minimum: 1 }),
    "column?": about("From 1, in UTF-16 units.", { type: "integer", minimum: 1 }),
    "pointer?": about("The JSON Pointer of the node. Absent where the file cannot be parsed.", text),
  }),
});
