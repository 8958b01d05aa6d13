/** What the user asks for, from the command line or the config file. */
export interface GenerateOptions {
  /** npm package name of the generated package. */
  readonly name: string;
  /** Version of the generated package. */
  readonly version: string;
  /** SPDX expression for the generated package's manifest. */
  readonly license?: string;
  /** Selectors of the operations to take: `tag:…`, `path:…`, `method:…`, `name:…`. All, where there is none. */
  readonly include?: readonly string[];
  /** Selectors of the operations to leave out. */
  readonly exclude?: readonly string[];
}

/** The files of a package by their path below its folder, with `/` between segments. In code unit order. */
export type Files = ReadonlyMap<string, string>;
