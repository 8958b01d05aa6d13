import type { WrittenBody } from "../bodies/body.js";
import type { Credential, CredentialTarget, Security } from "../credentials/credential.js";
import type { RequestSummary } from "../errors/request-summary.js";
import type { RequestEvent } from "../options/hooks.js";
import type { BaseUrlResolver } from "../options/option-reader.js";
import type { Settings } from "../options/settings.js";
import type { RetryFacts } from "../retries/retry-facts.js";
import type { HeaderValues } from "../values/headers.js";
import type { Path } from "../values/path.js";
import type { Query, QueryString } from "../values/query.js";

/** A request as a generated function describes it. */
export interface ApiRequest {
  /** How the class calls the operation: `batch.update`. Errors and hooks name it. */
  readonly operation?: string | undefined;
  readonly method: string;
  readonly path: Path;
  /** The server of the operation, if it is not that of the API. The client's `baseUrl` takes precedence. */
  readonly baseUrl?: string | BaseUrlResolver | undefined;
  /** Replaces the URL that the other properties result in by one of the same origin: a link to the next page. */
  readonly url?: ((url: string) => string) | undefined;
  readonly query?: Query | QueryString | undefined;
  /** Header parameters. One that is undefined does not remove the client's header of that name. */
  readonly headers?: HeaderValues | undefined;
  /** Adds the cookie parameters to the caller's `Cookie` header. */
  readonly cookies?: ((headers: Headers) => void) | undefined;
  /** A JSON value, including `null`, or a `BodyWriter` for another media type. Undefined: no body. */
  readonly body?: unknown;
  /** The media type of the body, if it is not its writer's default. */
  readonly contentType?: string | undefined;
  /** The value of the `Accept` header. Default: `application/json`. */
  readonly accept?: string | undefined;
  /** Reads the body of a successful response instead of parsing it by its media type: as a stream, a Blob or the raw response. */
  read?: ResponseReader | undefined;
  /** Whether sending the request twice has the same effect as sending it once. Default: by the method. */
  readonly idempotent?: boolean | undefined;
  /** The operation's security requirements, if they are not those of the API. */
  readonly security?: Security | undefined;
  /** The versions of the API that have the operation. Default: all. */
  readonly versions?: readonly string[] | undefined;
  /** The rate limit buckets that count this operation, in addition to those that count every request. */
  readonly limits?: readonly string[] | undefined;
  /** Which failures are retryable, if it is not the same as for the whole API. */
  readonly retry?: RetryFacts | undefined;
}

/** A call whose request is completely serialized, so that it can be sent any number of times. Credentials are added to each attempt. */
export interface Call {
  readonly request: ApiRequest;
  readonly settings: Settings;
  /** What errors report about the request; `attempts` counts the requests sent so far. */
  readonly summary: { -readonly [Key in keyof RequestSummary]: RequestSummary[Key] };
  /** The number of the current attempt, from 1. Unlike `summary.attempts`, it counts an attempt that a hook or a token provider prevents. */
  attempt: number;
  /** The latest attempt as hooks see it; undefined until a hook is called for it. */
  event: RequestEvent | undefined;
  /** Without credentials. */
  readonly url: string;
  /** Without credentials, except for those that the caller has set as a header. */
  readonly headers: Headers;
  /** Undefined for a request without a body. */
  readonly body: WrittenBody | undefined;
  readonly idempotent: boolean;
  readonly credentials: readonly Credential[];
  /** The secrets that the latest attempt was sent with, by the name of their option. */
  readonly secrets: Map<string, unknown>;
  /** The URL and the headers of the latest attempt, with credentials. */
  sent: CredentialTarget | undefined;
  /** The most bytes that are read of a successful response, or of one item of a stream. */
  readonly maxResponseBytes: number;
  readonly retry: RetryFacts;
}

/** Reads the body of a successful response, possibly as a stream. Returns undefined to have the body parsed by its media type. */
export type ResponseReader = (response: Response, call: Call) => unknown;
