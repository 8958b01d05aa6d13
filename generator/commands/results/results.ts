import type { Inspection } from "../../emit/inspect/inspection.js";
import type { Suggestion } from "../../emit/inspect/suggestions.js";

/** What commands found and did, as `--format json` prints it: `schemas/` has a JSON Schema for each. */

/** What became of an output. Where one output is refused, none is written. */
export type OutputStatus = "written" | "unchanged" | "refused" | "not-written";

/** An output of `generate` and `watch`. */
export interface OutputResult {
  /** Its name in `outputs` of the config file; absent where there is only one. */
  readonly name?: string;
  readonly folder: string;
  readonly status: OutputStatus;
  /** Name and version, and what it contains, as the summary says it; absent where it was not generated. */
  readonly contents?: string;
  /** Paths below the folder. */
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** How many files stay as they are. */
  readonly unchanged: number;
  readonly suggestions: readonly ToldSuggestion[];
}

/** What the description does not say. */
export type ToldSuggestion = Pick<Suggestion, "about" | "message">;

/** An output of `inspect`; without an inspection where it is refused. */
export interface InspectedOutput extends Partial<Inspection> {
  readonly name?: string;
}

/** What `init` wrote. */
export interface InitResult {
  readonly files: readonly { readonly path: string; readonly status: "created" | "changed" }[];
  readonly scripts: { readonly added: readonly string[]; readonly kept: readonly string[] };
  readonly suggestions: readonly ToldSuggestion[];
}
