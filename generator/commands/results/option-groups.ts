import type { OptionName } from "../../options.js";

/** The groups of options in help texts, in their order. */
export const groupNames = ["Description", "Output", "Package", "Run"] as const;

export type GroupName = (typeof groupNames)[number];

/** The group of each option. */
export const optionGroups: { readonly [N in OptionName]: GroupName } = {
  input: "Description",
  overlays: "Description",
  allowRefs: "Description",
  include: "Description",
  exclude: "Description",
  entries: "Output",
  layout: "Output",
  parts: "Output",
  importExtension: "Output",
  runtimeFolder: "Output",
  runtimePackage: "Output",
  output: "Output",
  name: "Package",
  version: "Package",
  license: "Package",
  licenseFile: "Package",
  changelog: "Package",
  templates: "Package",
  apiReport: "Run",
  acceptApiReport: "Run",
  repository: "Package",
  config: "Run",
  strict: "Run",
  full: "Run",
  quiet: "Run",
  verbose: "Run",
  debug: "Run",
  format: "Run",
  failOn: "Run",
  dryRun: "Run",
  waivers: "Run",
  configFormat: "Run",
  accept: "Run",
  ci: "Run",
};

/** What a help text of one screen explains, in a line each: the most important option first, as the last ones may find no room. */
export const briefly: { readonly [N in OptionName]?: string } = {
  input: "the OpenAPI description: a file, an address, or -",
  output: "the folder to write",
  name: "the npm name of the package",
  config: "a config file, for one output or several",
  layout: "package, source (in an application) or types",
  format: "the format of what is printed",
  failOn: "the least change that fails: breaking, suspicious or any",
  waivers: "a file with known changes, which are not reported",
  dryRun: "do everything but write",
  acceptApiReport: "write the API report anew: its changes are meant",
  configFormat: "the language of the config file: json, yaml or ts",
  accept: "what the overlay says at once, not in comments",
  ci: "a workflow that checks: github, gitlab or none",
  overlays: "an OpenAPI Overlay to lay over it",
  include: "take only these operations: tag:pets, path:/pets/**, …",
  quiet: "print errors only",
  verbose: "print notes, too",
};
