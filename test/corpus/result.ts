/** What became of one description. */
export type Verdict = Compiled | Refused | Failed;

/** The package compiles for every kind of consumer and can be imported. */
export interface Compiled {
  readonly outcome: "compiled";
  readonly operations: number;
  readonly models: number;
  /** How often the package said that it cannot honour something. */
  readonly warnings: number;
}

/** The generator said what is wrong with the description, in order of place. */
export interface Refused {
  readonly outcome: "refused";
  readonly reasons: readonly Reason[];
}

/** A fault of specloom: nothing is said of the description. */
export interface Failed {
  readonly outcome: "failed";
  readonly stage: "generate" | "type-check" | "import" | "bounds";
  readonly complaints: readonly string[];
}

export interface Reason {
  readonly code: string;
  /** `line:col` of the description. */
  readonly position: string;
  readonly message: string;
}

/** A description and its verdict. */
export interface Judged {
  /** Path as the user named the folder, with `/`. */
  readonly file: string;
  readonly seconds: number;
  readonly verdict: Verdict;
}
