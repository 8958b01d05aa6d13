import { stringify } from "yaml";
import { type Config, type ConfigFormat, optionTable, type OptionRow } from "../../options.js";
import { configRows } from "../config-fields.js";

/** The schema in an installed specloom, for editors. */
const schemaPath = "./node_modules/specloom/schemas/config.schema.json";

const writers: { readonly [F in ConfigFormat]: (fields: Config) => string } = {
  json: (fields) => `${JSON.stringify({ $schema: schemaPath, ...fields }, null, 2)}\n`,
  yaml: (fields) => `# yaml-language-server: $schema=${schemaPath}\n${stringify(fields, { lineWidth: 0 })}`,
  ts: (fields) =>
    `import { defineConfig } from "specloom/config";\n\nexport default defineConfig({\n${propertiesOf(fields)}});\n`,
};

/** The text of a new config file: the options that are set, in the order of the table, without those that have their default. */
export function configText(options: Config, format: ConfigFormat): string {
  const set = configRows.flatMap(([name]) => {
    const row: OptionRow = optionTable[name];
    const value = options[name];
    return value === undefined || value === row.default || value.length === 0 ? [] : [[name, value] as const];
  });
  return writers[format](Object.fromEntries(set));
}

function propertiesOf(fields: Config): string {
  return Object.entries(fields)
    .map(([name, value]) => `  ${name}: ${JSON.stringify(value)},\n`)
    .join("");
}
