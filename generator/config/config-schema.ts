import { configRows, fileFields } from "./config-fields.js";
import type { OptionRow } from "../options.js";

/** The JSON Schema of a config file, for editors. It has the version of JSON Schema that most of them know. */
export function configSchema(): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A config file of specloom",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { description: fileFields.$schema, type: "string" },
      ...optionSchemas(),
      outputs: {
        description: fileFields.outputs,
        type: "object",
        minProperties: 1,
        additionalProperties: { $ref: "#/definitions/output" },
      },
    },
    definitions: {
      output: {
        description: "The options of an output.",
        type: "object",
        additionalProperties: false,
        properties: optionSchemas(),
      },
    },
  };
}

function optionSchemas(): { readonly [name: string]: object } {
  return Object.fromEntries(configRows.map(([name, row]) => [name, { description: sentence(row.help), ...valueSchema(row) }]));
}

function valueSchema({ type, choices, default: value }: OptionRow): object {
  const text = { type: "string", ...(choices && { enum: choices }) };
  return {
    ...(type === "strings" ? { type: "array", items: text } : text),
    ...(typeof value === "string" && { default: value }),
  };
}

/** The help text of the command line as a sentence. What is said about a flag does not hold for a field. */
function sentence(help: string): string {
  const text = help.replaceAll("; repeatable", "");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
