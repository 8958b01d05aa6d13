/** The files of a package by their path below its folder, with `/` between segments. In code unit order. */
export type Files = ReadonlyMap<string, string>;
