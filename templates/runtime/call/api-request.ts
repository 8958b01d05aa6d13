import type { WrittenBody } from "../bodies/body.js";
import type { Credential, Security } from "../credentials/credential.js";
import type { RequestSummary } from "../errors/request-summary.js";
import type { RequestEvent } from "../options/hooks.js";
import type { BaseUrlResolver, Settings } from "../options/settings.js";
import type { RetryFacts } from "../retries/retry-facts.js";
import type { HeaderValues } from "../values/headers.js";
import type { Path } from "../values/path.js";
import type { Query, QueryString } from "../values/query.js";

/** A request as an operation describes it. */
export interface ApiRequest {
  /** How the class calls the operation: `batch.update`. Errors and hooks tell it. */
  readonly operation?: string | undefined;
  readonly method: string;
  readonly path: Path;
  /** Where the operation is, if not where the API is. The client's `baseUrl` goes before it. */
  readonly baseUrl?: string | BaseUrlResolver | undefined;
  /** Where the request goes instead, given the URL that the other members make; of the same origin. */
  readonly url?: ((own: string) => string) | undefined;
  readonly query?: Query | QueryString | undefined;
  /** Header parameters; what is undefined leaves the client's header alone. */
  readonly headers?: HeaderValues | undefined;
  /** Adds the cookie parameters to the cookies of the caller. */
  readonly cookies?: ((headers: Headers) => void) | undefined;
  /** A JSON value, `null` included, or what a writer of another kind of body gives. Absent or undefined: no body. */
  readonly body?: unknown;
  /** The media type of the body, where it is not what its writer says. */
  readonly contentType?: string | undefined;
  /** The media types that the operation answers in. Default: `application/json`. */
  readonly accept?: string | undefined;
  /** Reads a successful answer in a way of its own: a stream, bytes whatever their label, the response as it is. */
  read?: ResponseReader | undefined;
  /** Whether twice does what once does. Default: by the method. */
  readonly idempotent?: boolean | undefined;
  /** The credentials that the operation needs, where it differs from the API. */
  readonly security?: Security | undefined;
  /** The versions of the API that have the operation. Default: all. */
  readonly versions?: readonly string[] | undefined;
  /** The buckets of rate limits that count the operation besides those that count every request. */
  readonly limits?: readonly string[] | undefined;
  /** What is known about its failures, where it differs from the API's. */
  readonly retry?: RetryFacts | undefined;
}

/** A call, whose request is written in every part and ready for any number of attempts. Credentials come in last, attempt by attempt. */
export interface Call {
  readonly request: ApiRequest;
  readonly settings: Settings;
  /** What errors tell about the request; `attempts` counts as they are made. */
  readonly summary: { -readonly [Key in keyof RequestSummary]: RequestSummary[Key] };
  /** The last attempt, where hooks were told of it. */
  event: RequestEvent | undefined;
  readonly url: string;
  /** Before credentials. What the caller put into them may be secret; hooks do not see it then. */
  readonly headers: Headers;
  /** Undefined where there is none. Whether it can be sent again is for the retry policy. */
  readonly body: WrittenBody | undefined;
  readonly idempotent: boolean;
  readonly credentials: readonly Credential[];
  /** The secrets of the last attempt by option. */
  readonly secrets: Map<string, unknown>;
  readonly retry: RetryFacts;
}

/** Reads the body of a success in a way of its own, and may leave it open; gives undefined where what came is not of its kind. */
export type ResponseReader = (response: Response, call: Call) => unknown;
