import { api } from "../api.js";
import { writeBody } from "../bodies/body.js";
import { selectCredentials } from "../credentials/select-credentials.js";
import type { Settings } from "../options/settings.js";
import { isIdempotent } from "../retries/retry.js";
import { mergeHeaders } from "../values/headers.js";
import { writeQuery } from "../values/query.js";
import type { ApiRequest, Call } from "./api-request.js";

/** Throws a TypeError for whatever must not be sent. */
export function prepareCall(request: ApiRequest, settings: Settings): Call {
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
    summary: { operation, method, path, attempts: 0 },
    event: undefined,
    url: request.url?.(url) ?? url,
    headers,
    body,
    idempotent,
    credentials: headers.has("authorization") ? [] : selectCredentials(request.security, settings),
    secrets: new Map(),
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
