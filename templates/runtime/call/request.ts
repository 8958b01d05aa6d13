import type { RetryFacts } from "../api-facts.js";
import type { BaseUrl } from "../api-facts.js";
import { api } from "../api.js";
import { writeBody } from "../bodies/body.js";
import type { WrittenBody } from "../bodies/body.js";
import type { Sent } from "../errors/connection-error.js";
import { chooseCredentials } from "../credentials/credentials.js";
import type { Credential, Security } from "../credentials/credentials.js";
import { mergeHeaders } from "../values/headers.js";
import type { HeaderValues } from "../values/headers.js";
import type { RequestEvent } from "../options/options.js";
import type { Path } from "../values/path.js";
import { writeQuery } from "../values/query.js";
import type { Query, QueryString } from "../values/query.js";
import { isIdempotent } from "../retries/retry.js";
import type { Reader } from "./response.js";
import type { Settings } from "../options/settings.js";

/** A request as an operation describes it. */
export interface ApiRequest {
  /** How the class calls the operation: `batch.update`. Errors and hooks tell it. */
  readonly operation?: string | undefined;
  readonly method: string;
  readonly path: Path;
  /** Where the operation is, if not where the API is. The client's `baseUrl` goes before it. */
  readonly baseUrl?: string | BaseUrl | undefined;
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
  read?: Reader | undefined;
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
  readonly sent: { -readonly [Key in keyof Sent]: Sent[Key] };
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
  readonly proofs: Map<string, unknown>;
  readonly retry: RetryFacts;
}

/** Throws a TypeError for whatever must not be sent. */
export function prepare(request: ApiRequest, settings: Settings): Call {
  const {
    method,
    operation = "",
    accept = "application/json",
    idempotent = isIdempotent(method),
    retry = api.retry ?? {},
  } = request;
  const path = api.versions?.path(request, settings.option("apiVersion")) ?? request.path.write();
  const query = writeQuery(request.query);
  const url = baseUrl(request, settings) + path + (query && `?${query}`);
  const body = writeBody(request.body);
  const own = { accept, "content-type": body && (request.contentType ?? body.contentType), "user-agent": userAgent() };
  const headers = mergeHeaders([own, settings.client.headers, request.headers, settings.call.headers], request.headers);
  request.cookies?.(headers);
  return {
    request,
    settings,
    sent: { operation, method, path, attempts: 0 },
    event: undefined,
    url: request.url?.(url) ?? url,
    headers,
    body,
    idempotent,
    credentials: headers.has("authorization") ? [] : chooseCredentials(request.security, settings),
    proofs: new Map(),
    retry,
  };
}

/** The address is not repeated in the message: a wrong one may hold a password. */
function baseUrl({ baseUrl: own = api.baseUrl }: ApiRequest, settings: Settings): string {
  const url = typeof own === "function" ? own(settings) : (settings.client.baseUrl ?? own ?? "");
  if (/^(?=.)(https?:\/\/[^/?#@\s]+)?(\/[^?#\s]*)?$/i.test(url)) return url.replace(/\/+$/, "");
  throw new TypeError("baseUrl must be an http(s) URL without credentials, query and fragment.");
}

/** In browsers the header would only add a question to the preflight of every request, which servers tend to deny. */
function userAgent(): string | undefined {
  const { navigator } = globalThis as { navigator?: { userAgent?: string } };
  return navigator?.userAgent?.startsWith("Mozilla/") ? undefined : api.userAgent;
}
