/**
 * The target of a link, resolved against the URL of a request. It must have the same origin, because its request has the client's
 * credentials.
 *
 * @param from - A URL of the service. It is relative where the base URL is, which browsers allow.
 * @param what - The subject of the error.
 */
export function resolveSameOrigin(link: string, from: string, what: string): string {
  const { location } = globalThis as { location?: { href: string } };
  const own = new URL(from, location?.href);
  const target = new URL(link, own);
  // A `blob:` URL has the origin of the page that has created it.
  if (
    target.protocol !== own.protocol ||
    target.origin !== own.origin ||
    target.username !== "" ||
    target.password !== ""
  ) {
    const place = `${target.protocol}//${target.host}`;
    throw new TypeError(`${what} leads to ${place} and not to ${own.origin}; it is not followed.`);
  }
  target.hash = "";
  return target.href;
}
