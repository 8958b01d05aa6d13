/** The result for one description. */
export type Result = Compiled | Refused | Failed;

/** The package compiles for every kind of consumer and can be imported. */
export interface Compiled {
  readonly outcome: "compiled";
  readonly operations: number;
  readonly models: number;
  /** The number of warnings. */
  readonly warnings: number;
}

/** The generator reported errors in the description, in order of position. */
export interface Refused {
  readonly outcome: "refused";
  readonly reasons: readonly Reason[];
}

/** A bug in specloom: no package, and no error in the description. */
export interface Failed {
  readonly outcome: "failed";
  readonly stage: "generate" | "readme" | "type-check" | "import" | "limits";
  readonly problems: readonly string[];
}

export interface Reason {
  readonly code: string;
  /** `line:col` of the description. */
  readonly position: string;
  readonly message: string;
}

/** A description and its result. */
export interface CheckedDescription {
  /** The path, relative like the folder that the user gave, with `/`. */
  readonly file: string;
  readonly seconds: number;
  readonly result: Result;
}
