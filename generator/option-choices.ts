/** The entry points that a package has only if they are asked for. */
export const optionalEntries = ["openapi"] as const;

/** What is written: an npm package, a folder of an application's sources, or types alone. */
export const layouts = ["package", "source", "types"] as const;

export type Layout = (typeof layouts)[number];

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
