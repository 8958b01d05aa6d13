import type { Credential } from "./credentials.js";
import type { Versions } from "./versions.js";

/**
 * The facts about one API that its client goes by, as the generated `api.ts` states them. What not every API has is injected here by
 * the modules that know it, so that a package and a bundle contain what their API needs and no more. Such a module must not lead back to
 * `api.ts`.
 */
export interface ApiFacts {
  /** Absent where the description names no server: `baseUrl` must then be given. */
  readonly baseUrl?: string;
  /** The package's name and version. The part before the last `/` also marks the errors that this package throws. */
  readonly userAgent: string;
  readonly versions?: Versions;
  /** A request needs any one of them unless its operation says otherwise. */
  readonly credentials?: readonly Credential[];
  readonly retry?: RetryFacts;
}

/** What is known about failures that pass. */
export interface RetryFacts {
  /** The statuses after which trying again makes sense. */
  readonly statuses?: readonly number[];
  /** The least wait before the next attempt, by status. */
  readonly waitSeconds?: Readonly<Record<number, number>>;
  /** A failure is final where this field of its body holds one of these values, whatever its status. */
  readonly never?: { readonly field: readonly string[]; readonly values: readonly string[] };
}
