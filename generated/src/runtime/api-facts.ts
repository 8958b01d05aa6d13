import type { Credential, Security } from "./credentials/credential.js";
import type { ClientOptions } from "./options/options.js";
import type { RateLimit, RateLimiter } from "./options/rate-limit.js";
import type { BaseUrlResolver, OptionReader } from "./options/option-reader.js";
import type { RetryFacts } from "./retries/retry-facts.js";
import type { Path } from "./values/path.js";

/**
 * The facts about one API, which the generated `api.ts` contains. Features that not every API has are functions that it imports, so that a
 * package and a bundle contain only the features of their API. The modules of these functions must not import `api.ts`.
 */
export interface ApiFacts {
  /** Undefined if the description has no server; the option `baseUrl` is then required. */
  readonly baseUrl?: string | BaseUrlResolver;
  /** The name and the version of the package. The name also brands the errors that the package throws. */
  readonly userAgent: string;
  readonly versions?: Versions;
  /** The security schemes. A request needs one of them unless its operation declares other security requirements. */
  readonly credentials?: readonly Credential[];
  /** The security requirements of most operations, for requests that are no operation. Undefined: any one credential. */
  readonly security?: Security;
  readonly retry?: RetryFacts;
  /** Undefined if the description declares no rate limits. */
  readonly rateLimits?: RateLimits;
  /** Called after an error. Returns true if it has removed the cause, so that the request is sent again at once. */
  readonly recover?: (error: unknown, call: AuthenticatedCall) => boolean;
  /** Called with each ApiError before it is thrown, where several APIs share the runtime. */
  readonly mark?: (error: Error) => void;
}

/** The properties of a call that are needed here: its options and the secrets of its latest attempt. */
export interface AuthenticatedCall {
  readonly settings: Pick<OptionReader, "option">;
  readonly secrets: ReadonlyMap<string, unknown>;
}

/** The versions of the API: the same operations with another path prefix each. */
export interface Versions {
  /** The version whose prefix is part of the paths of the generated functions. */
  readonly defaultVersion: string;
  readonly prefixes: Readonly<Record<string, string>>;
  /** The path of a request in a version. Throws a TypeError if the version does not exist or does not have the operation. */
  readonly path: (request: VersionedRequest, version: unknown) => string;
}

/** The properties of a request on which its path depends. */
export interface VersionedRequest {
  readonly method: string;
  readonly path: Path;
  /** The versions of the API that have the operation. Default: all. */
  readonly versions?: readonly string[] | undefined;
}

/** The rate limits of an API, and the limiter of each client that is not given another. */
export interface RateLimits {
  readonly limits: readonly RateLimit[];
  readonly limiter: (client: ClientOptions) => RateLimiter;
}
