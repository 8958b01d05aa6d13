import type { ApiPromise } from "./api-promise.js";
import type { ApiFacts } from "../api-facts.js";
import { api } from "../api.js";
import type { BodyWriter } from "../bodies/body.js";
import { bytes, isBytes } from "../bodies/bytes.js";
import type { Client } from "./client.js";
import { resolveSameOrigin } from "./same-origin.js";
import type { RequestOptions } from "../options/options.js";
import type { Scalar } from "../values/encode.js";
import { path as pathTemplate, type Path } from "../values/path.js";
import { writeQuery } from "../values/query.js";

/** Options of a request that the description lacks or has wrong. */
export interface RawRequestOptions extends RequestOptions {
  /** The values of the parameters in braces in the path: each is encoded, and is a part of one segment. */
  params?: Readonly<Record<string, Scalar>> | undefined;
  /** Query parameters. Items of an array are repeated parameters; null and undefined are not sent. */
  query?: RawQuery | URLSearchParams | undefined;
  /**
   * The body: a FormData, URLSearchParams, Blob, ArrayBuffer, view of one or ReadableStream is sent as it is, a string as text, and any other
   * value as JSON. `headers` may give another `content-type`, except for a FormData.
   */
  body?: unknown;
  /** Whether sending the request twice has the same effect as sending it once, so that it may be retried. Default: by the method. */
  idempotent?: boolean | undefined;
}

type RawQuery = Readonly<
  Record<string, Scalar | readonly (Scalar | null | undefined)[] | null | undefined>
>;

/**
 * Sends a request that the description lacks, or has wrong, with the credentials, retries, limits and hooks of the client.
 *
 * @param path - The path below the base URL, with parameters in braces, such as `/files/{id}`; or a URL of the same origin.
 */
export function request(
  client: Client,
  method: string,
  path: string,
  options: RawRequestOptions = {},
  { security }: ApiFacts = api,
): ApiPromise<unknown> {
  const { params = {}, query = {}, body, idempotent, ...callOptions } = options;
  const isUrl = /^[a-z][\w+.-]*:/i.test(path);
  const written = () => (query instanceof URLSearchParams ? query.toString() : writeQuery(query));
  return client.send<unknown, unknown>(
    {
      method: method.toUpperCase(),
      path: checkedPath(method, isUrl ? pathOfUrl(path) : pathOf(path, params)),
      url: isUrl
        ? (own) => withQuery(resolveSameOrigin(path, own, "The URL"), written())
        : undefined,
      query: written,
      body: bodyOf(body),
      accept: "application/json, */*;q=0.5",
      idempotent,
      security,
    },
    callOptions,
  );
}

/** Faults are thrown when the path is written, so that they reject the promise of the call. */
function checkedPath(method: string, path: Path): Path {
  return {
    ...path,
    write() {
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(method))
        throw new TypeError("The method must be one word, such as GET.");
      return path.write();
    },
  };
}

function pathOf(text: string, params: NonNullable<RawRequestOptions["params"]>): Path {
  const parts = text.split(/\{([^{}]*)\}/);
  const names = parts.filter((_, index) => index % 2 === 1);
  const literals = parts.filter((_, index) => index % 2 === 0);
  const values = names.map((name) => (Object.hasOwn(params, name) ? params[name] : undefined));
  const path = pathTemplate(literals, ...(values as Scalar[]));
  return {
    ...path,
    write() {
      rejectOddPath(literals.join("x"));
      const unused = Object.keys(params).find((name) => !names.includes(name));
      if (unused !== undefined) throw new TypeError(`The path has no parameter {${unused}}.`);
      return path.write();
    },
  };
}

/** Rejects what a URL parser would take for another origin, another path, a query or a fragment. */
function rejectOddPath(text: string): void {
  if (!/^\/(?!\/)[^\s\\?#{}\p{Cc}]*$/u.test(text) || /\/(?:\.|%2e){1,2}(?:\/|$)/i.test(text))
    throw new TypeError(
      "The path must begin with one slash, and have no query, fragment, white space, backslash or dot segment: use params and query.",
    );
}

function pathOfUrl(url: string): Path {
  return { template: "/", write: () => new URL(url).pathname };
}

function withQuery(url: string, query: string): string {
  if (query === "") return url;
  return `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

function bodyOf(body: unknown): unknown {
  if (isBytes(body)) return bytes(body);
  if (isNative(body)) return nativeBody(body);
  if (typeof body !== "function") return body;
  return (): never => {
    throw new TypeError("The body must not be a function.");
  };
}

type NativeBody = string | FormData | URLSearchParams;

function isNative(body: unknown): body is NativeBody {
  return typeof body === "string" || body instanceof FormData || body instanceof URLSearchParams;
}

/** `fetch` knows the media type of these, and it alone the boundary of a form. */
function nativeBody(content: NativeBody): BodyWriter {
  const derived = { content, contentType: undefined, replayable: true };
  const isForm = content instanceof FormData;
  return () => (isForm ? { ...derived, headers: { "content-type": undefined } } : derived);
}
