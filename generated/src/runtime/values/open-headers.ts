/**
 * The request headers that are no secrets, in any API: only these are shown to hooks and sent to another origin by a redirect. A header
 * that is not listed may be a key: `X-Api-Key`, or another name that an API has chosen.
 */
const openHeaders = new Set(
  (
    "accept accept-charset accept-encoding accept-language cache-control content-encoding content-language content-length content-type " +
    "idempotency-key if-match if-modified-since if-none-match if-range if-unmodified-since last-event-id pragma prefer priority range te " +
    "traceparent tracestate user-agent x-correlation-id x-request-id"
  ).split(" "),
);

export function isOpenHeader(name: string): boolean {
  return openHeaders.has(name.toLowerCase());
}

/** A copy of the headers that has only the open ones. */
export function openHeadersOf(headers: Headers): Headers {
  return new Headers([...headers].filter(([name]) => isOpenHeader(name)));
}
