import type { Files } from "../../files.js";
import type { Api } from "../../model/types/api.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";

/**
 * Functions of a config file that change an output at three stages. Each returns the new value, or nothing to leave it as it is; what it is
 * given is never changed in place. Hooks must give the same result for the same input, or `check` finds differences that are none.
 */
export interface Hooks {
  /** Edits what the API is: operations, schemas, security. Names of methods and files follow from it. */
  readonly model?: (api: Api) => Api | undefined | Promise<Api | undefined>;
  /** Edits what the output will contain: methods, models, entry points. Names are final, so whoever changes one changes it everywhere. */
  readonly plan?: (plan: PackagePlan) => PackagePlan | undefined | Promise<PackagePlan | undefined>;
  /** Sees every file with its text, as it would be written, and returns all files of the output: changed, more, or fewer. */
  readonly files?: (files: Files, plan: PackagePlan) => Files | undefined | Promise<Files | undefined>;
}

/** The names of all hooks, in the order in which they run. */
export const hookNames = ["model", "plan", "files"] as const satisfies readonly (keyof Hooks)[];
