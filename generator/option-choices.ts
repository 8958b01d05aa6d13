/** The entry points that a package has only if they are asked for. */
export const optionalEntries = ["openapi"] as const;

/** The layouts of an API: an npm package, a folder of an application's sources, or types alone. */
export const apiLayouts = ["package", "source", "types"] as const;

/** The layouts of a runtime that several outputs share: a folder of sources, or an npm package. */
export const runtimeLayouts = ["runtime", "runtime-package"] as const;

/** What is written. */
export const layouts = [...apiLayouts, ...runtimeLayouts] as const;

export type Layout = (typeof layouts)[number];

export function isRuntimeLayout(layout: Layout): layout is (typeof runtimeLayouts)[number] {
  return runtimeLayouts.some((name) => name === layout);
}

/** The runtime that an output shares with others. */
export interface SharedRuntime {
  /** A path from the folder of the output, or the name of a package. */
  readonly from: string;
  readonly isPackage: boolean;
  /** The version of the package, for `package.json`. */
  readonly version?: string;
}

/** The parts of an API that the layout `source` can have. */
export const parts = ["models", "functions", "class", "testing"] as const;

export type Part = (typeof parts)[number];

/** How modules name each other. */
export const importExtensions = [".js", ".ts", "none"] as const;

export type ImportExtension = (typeof importExtensions)[number];

/** The languages of a config file that `init` writes. */
export const configFormats = ["json", "yaml", "ts"] as const;

export type ConfigFormat = (typeof configFormats)[number];

/** What a description may leave unsaid, and `inspect --format suggestions` guesses. */
export const suggestionKinds = ["credentials", "pages", "batches", "names"] as const;

export type SuggestionKind = (typeof suggestionKinds)[number];

/** The services whose workflows `init` writes. */
export const ciServices = ["github", "gitlab", "none"] as const;

export type CiService = (typeof ciServices)[number];
