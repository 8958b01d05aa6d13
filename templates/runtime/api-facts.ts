import type { Credential } from "./credentials/credential.js";
import type { ClientOptions } from "./options/options.js";
import type { RateLimit, RateLimiter } from "./options/rate-limit.js";
import type { ApiRequest, Call } from "./call/api-request.js";
import type { BaseUrlResolver } from "./options/settings.js";
import type { RetryFacts } from "./retries/retry-facts.js";

/**
 * The facts about one API that its client goes by, as the generated `api.ts` states them. What not every API has is injected here by
 * the modules that know it, so that a package and a bundle contain what their API needs and no more. Such a module must not lead back to
 * `api.ts`.
 */
export interface ApiFacts {
  /** Absent where the description names no server: `baseUrl` must then be given. */
  readonly baseUrl?: string | BaseUrlResolver;
  /** The package's name and version. The part before the last `/` also marks the errors that this package throws. */
  readonly userAgent: string;
  readonly versions?: Versions;
  /** A request needs any one of them unless its operation says otherwise. */
  readonly credentials?: readonly Credential[];
  readonly retry?: RetryFacts;
  /** Absent where the description tells no limits. */
  readonly rateLimits?: RateLimits;
  /** Whether a failure has been dealt with, so that the next attempt can follow at once. */
  readonly recover?: (error: unknown, call: Call) => boolean;
}

/** The API's versions: the same operations under other path prefixes. */
export interface Versions {
  /** The version whose prefix the operations' own paths have. */
  readonly defaultVersion: string;
  readonly prefixes: Readonly<Record<string, string>>;
  /** The path that an operation has in a version. Throws a TypeError where the version, or the operation in it, does not exist. */
  readonly path: (request: ApiRequest, version: unknown) => string;
}

/** The limits of an API, and the limiter that keeps a client within them unless it is given another. */
export interface RateLimits {
  readonly limits: readonly RateLimit[];
  readonly limiterFor: (client: ClientOptions) => RateLimiter;
}
