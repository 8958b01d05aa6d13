import type { ApiRequest } from "../call/api-request.js";

/**
 * The request of the page that a link leads to; undefined where there is no link. A link may be relative to the page it stands on, and
 * is followed to the origin of the client's base URL only: the request carries the client's credentials.
 */
export function nextLink<Request extends ApiRequest>(request: Request, link: unknown): Request | undefined {
  if (typeof link !== "string" || link === "") return undefined;
  const follow = (own: string) => resolveLink(link, request.url?.(own) ?? own);
  // A request is told from another by its JSON, in which a function would not appear.
  return { ...request, url: Object.assign(follow, { toJSON: () => link }) };
}

/** Where a `Link` header leads by a relation; undefined where it does not. Its grammar is that of RFC 8288, section 3. */
export function linkIn(headers: Headers, relation: string): string | undefined {
  const text = headers.get("link") ?? "";
  for (const [, target, parameters = ""] of text.matchAll(linkValue)) {
    const named = [...parameters.matchAll(parameter)].map(([, name = "", quoted, token]) => ({
      name: name.toLowerCase(),
      value: quoted?.replace(/\\(.)/g, "$1") ?? token ?? "",
    }));
    // The first `rel` counts (section 3.3); a link with an anchor starts from somewhere else (section 3.2).
    const relations =
      named
        .find(({ name }) => name === "rel")
        ?.value.toLowerCase()
        .split(/\s+/) ?? [];
    if (relations.includes(relation) && !named.some(({ name }) => name === "anchor")) return target?.trim();
  }
  return undefined;
}

const linkValue = /<([^<>]*)>((?:\s*;\s*[^\s=;,"<>]*(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"<>]*))?)*)/g;
const parameter = /;\s*([^\s=;,"<>]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"<>]*)))?/g;

/** @param from - The address of the page that the link stands on; relative only where the base URL is, which a browser allows. */
function resolveLink(link: string, from: string): string {
  const { location } = globalThis as { location?: { href: string } };
  const page = new URL(from, location?.href);
  const next = new URL(link, page);
  if (next.origin !== page.origin || next.username !== "" || next.password !== "") {
    const place = `${next.protocol}//${next.host}`;
    throw new TypeError(`The link to the next page leads to ${place} and not to ${page.origin}; it is not followed.`);
  }
  next.hash = "";
  return next.href;
}
