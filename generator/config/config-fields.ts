import { type ConfigFileOption, isConfigFileOption, type OptionRow, optionRows } from "../options.js";

/** The field of `package.json` that holds a config. */
export const packageField = "specloom";

/** The options that a config file may set, with their rows. */
export const configRows: readonly (readonly [ConfigFileOption, OptionRow])[] = optionRows.flatMap(([name, row]) =>
  isConfigFileOption(name) ? [[name, row] as const] : [],
);

/** The fields of a config file beside its options. */
export const fileFields = {
  $schema: "The JSON Schema of this file, for editors.",
  outputs: "Several outputs, by names of your choice. Each has options of its own, and those beside `outputs` where it has none.",
} as const;
