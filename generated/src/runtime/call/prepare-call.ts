import type { ApiFacts } from "../api-facts.js";
import { writeBody } from "../bodies/body.js";
import { selectCredentials } from "../credentials/select-credentials.js";
import type { Settings } from "../options/settings.js";
import { isIdempotent } from "../retries/retry.js";
import { mergeHeaders } from "../values/headers.js";
import { writeQuery } from "../values/query.js";
import { withoutSlashesAtEnd } from "../values/trailing-slashes.js";
import type { ApiRequest, Call } from "./api-request.js";

/** Serializes a request. Throws a TypeError for invalid parameters and options. */
export function prepareCall(request: ApiRequest, settings: Settings): Call {
  const { api } = settings;
  const { method, operation = "", accept = "application/json", retry = api.retry ?? {} } = request;
  const keyHeader = api.retry?.idempotencyKey ?? "idempotency-key";
  const path = api.versions?.path(request, settings.option("apiVersion")) ?? request.path.write();
  const query = writeQuery(request.query);
  const url = baseUrl(request, settings) + path + (query && `?${query}`);
  const body = writeBody(request.body);
  const defaults = {
    accept,
    "content-type": body && (request.contentType ?? body.contentType),
    "user-agent": userAgent(api),
  };
  const headers = mergeHeaders(
    [defaults, settings.client.headers, request.headers, settings.call.headers, body?.headers],
    request.headers,
  );
  request.cookies?.(headers);
  const credentials = headers.has("authorization")
    ? []
    : selectCredentials(request.security, settings);
  const linked = request.url?.(url) ?? url;
  return {
    request,
    settings,
    summary: { operation, method, path, attempts: 0 },
    attempt: 0,
    event: undefined,
    url: credentials.reduce((clean, { removeFrom }) => removeFrom?.(clean) ?? clean, linked),
    headers,
    body,
    // A caller who gives an idempotency key says that the service knows a request that is sent again.
    idempotent: request.idempotent ?? (isIdempotent(method) || !!headers.get(keyHeader)),
    credentials,
    // Those that are functions are called for each attempt.
    secrets: new Map(credentials.map(({ option }) => [option, settings.option(option)])),
    sent: undefined,
    maxResponseBytes: settings.option("maxResponseBytes") ?? 100 * 2 ** 20,
    retry,
  };
}

/** The message does not repeat an invalid URL, which may contain a password. */
function baseUrl(request: ApiRequest, settings: Settings): string {
  const { api, client } = settings;
  const { baseUrl: server = api.baseUrl } = request;
  const url = typeof server === "function" ? server(settings) : (client.baseUrl ?? server ?? "");
  if (/^(?=.)(https?:\/\/[^/?#@\s]+)?(\/[^?#\s]*)?$/i.test(url) && hasValidHost(url))
    return withoutSlashesAtEnd(url);
  throw new TypeError("baseUrl must be an http(s) URL without credentials, query and fragment.");
}

/** Nearly all calls of a program have the same base URL, and parsing it takes longer than anything else here. */
let lastValid: string | undefined;

/** `fetch` would repeat an invalid URL in its error, with a key in the query. A URL without a host is relative, which browsers allow. */
function hasValidHost(url: string): boolean {
  try {
    if (url !== lastValid && (url.startsWith("/") || new URL(url).host !== "")) lastValid = url;
  } catch {
    // The parser's message has the URL.
  }
  return url === lastValid;
}

/** Not set in browsers: there, the header would have to be allowed by the CORS preflight of every request, and many servers do not. */
function userAgent({ userAgent: name }: ApiFacts): string | undefined {
  const { navigator } = globalThis as { navigator?: { userAgent?: string } };
  return navigator?.userAgent?.startsWith("Mozilla/") ? undefined : name;
}
