import type { ApiRequest } from "../call/api-request.js";
import { resolveSameOrigin } from "../call/same-origin.js";

/**
 * The request for the page that a link refers to; undefined without a link. The link may be relative to the URL of its page. It must have the
 * origin of the client's base URL, because the request has the client's credentials.
 */
export function nextLink<Request extends ApiRequest>(
  request: Request,
  link: unknown,
): Request | undefined {
  if (typeof link !== "string" || link === "") return undefined;
  const follow = (own: string) =>
    resolveSameOrigin(link, request.url?.(own) ?? own, "The link to the next page");
  // Requests are compared by their JSON, in which a function would not appear.
  return { ...request, url: Object.assign(follow, { toJSON: () => link }) };
}

/** The target of the link with this relation type in a `Link` header (RFC 8288, section 3), if there is one. */
export function linkIn(headers: Headers, relation: string): string | undefined {
  const text = headers.get("link") ?? "";
  for (const [, target, parameters = ""] of text.matchAll(linkValue)) {
    const named = [...parameters.matchAll(parameter)].map(([, name = "", quoted, token]) => ({
      name: name.toLowerCase(),
      value: quoted?.replace(/\\(.)/g, "$1") ?? token ?? "",
    }));
    // Only the first `rel` counts (section 3.3); a link with an anchor is about another resource (section 3.2).
    const relations =
      named
        .find(({ name }) => name === "rel")
        ?.value.toLowerCase()
        .split(/\s+/) ?? [];
    if (relations.includes(relation) && !named.some(({ name }) => name === "anchor"))
      return target?.trim();
  }
  return undefined;
}

const linkValue =
  /<([^<>]*)>((?:\s*;\s*[^\s=;,"<>]*(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"<>]*))?)*)/g;
const parameter = /;\s*([^\s=;,"<>]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"<>]*)))?/g;
