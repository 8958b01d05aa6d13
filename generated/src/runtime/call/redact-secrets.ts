import type { Call } from "./api-request.js";
import { propertyOf } from "../values/objects.js";

/** Headers of the caller whose values are replaced in texts as well. A shorter list than that of hidden headers: a text needs its words. */
const secretName = /auth|cookie|key|token|secret|passw|session|signature|credential/i;

/** Shorter secrets are not replaced in texts: they would be found in ordinary words. */
const minimumLength = 8;

/** Replaces the secrets of a call in a text that an error or a hook repeats: a message of `fetch`, a header or the body of a response. */
export function redact(text: string, call: Call): string {
  const { sent, url, headers, secrets } = call;
  const shown = sent ? text.replaceAll(sent.url, url) : text;
  const inHeaders = [...(sent?.headers ?? headers)]
    .filter(([name]) => secretName.test(name))
    .map(([, value]) => value);
  // `Bearer abc` is repeated as `abc`, and `a=1; session=abc` as `abc`.
  const parts = inHeaders.flatMap((value) => [value, ...value.split(/[\s;=]+/)]);
  const given = [...secrets.values()].flatMap((secret) => [secret, propertyOf(secret, "password")]);
  const texts = [...given, ...parts].filter(
    (value) => typeof value === "string" && value.length >= minimumLength,
  ) as string[];
  return texts
    .flatMap(spellings)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, form) => rest.replaceAll(form, "***"), shown);
}

/** How a service may spell a secret that it repeats: as it is, in a URL, and in a JSON string. */
function spellings(secret: string): readonly string[] {
  const inUrl = encodeURIComponent(secret.replace(/\p{Surrogate}/gu, ""));
  const lowerCase = inUrl.replace(/%../g, (escape) => escape.toLowerCase());
  return [secret, inUrl, lowerCase, JSON.stringify(secret).slice(1, -1)];
}

/** Replaces the secrets of a call in a body. In JSON, each character may be written as an escape: `\/` or `\u002f` for `/`. */
export function redactBody(text: string, call: Call): string {
  const plain = text.replace(/\\(?:u([\da-f]{4})|[^])/gi, (escape, code?: string) =>
    code === undefined
      ? escape.replace("\\/", "/")
      : JSON.stringify(String.fromCharCode(Number.parseInt(code, 16))).slice(1, -1),
  );
  const redacted = redact(plain, call);
  return redacted === plain ? redact(text, call) : redacted;
}

/** The headers of a failed response: a `Location`, for instance, may repeat a key of the URL. */
export function redactHeaders(headers: Headers, call: Call): Headers {
  return new Headers(
    [...headers].map(([name, value]): [string, string] => [name, redact(value, call)]),
  );
}

/** Whether a URL repeats a secret of the call. Short ones are found as whole values of the query. */
export function holdsSecret({ href, searchParams }: URL, call: Call): boolean {
  const values = [...searchParams.values()];
  return (
    redact(href, call) !== href ||
    [...call.secrets.values()].some((secret) => values.some((value) => value === secret))
  );
}
