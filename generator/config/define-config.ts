import type { Config } from "../options.js";
import type { Hooks } from "./hooks/hooks.js";

export type { Hooks } from "./hooks/hooks.js";
export type { Api } from "../model/types/api.js";
export type { PackagePlan } from "../plan/types/package-plan.js";

/** A config file: one output, or several. */
export interface SpecloomConfig extends OutputOptions {
  /** Several outputs, by names of your choice. An output that does not set an option has that beside `outputs`. */
  readonly outputs?: { readonly [name: string]: OutputOptions };
}

/** The options of an output. */
export interface OutputOptions extends Config {
  /** Functions that edit the model, the plan and the files. */
  readonly hooks?: Hooks;
}

/** Returns the config as it is. An editor then knows the options of a `specloom.config.ts` or `.js`. */
export function defineConfig(config: SpecloomConfig): SpecloomConfig {
  return config;
}
