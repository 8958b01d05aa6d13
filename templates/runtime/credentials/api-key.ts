import { addCookies, setHeader } from "../values/headers.js";
import type { Credential } from "./credential.js";
import { writePair } from "../values/query.js";
import { requireSecret } from "./credential.js";

/** A key in a header of its own. */
export function headerKey(option: string, name: string): Credential {
  return {
    option,
    // `fetch` would take the header, unlike `Authorization`, along to another origin.
    keptOnRedirect: true,
    write: (secret, { headers }) => setHeader(headers, name, requireSecret(secret, option)),
  };
}

/** A key in the query. */
export function queryKey(option: string, name: string): Credential {
  return {
    option,
    write(secret, target) {
      const [, address = "", query] = /^([^?]*)\??(.*)/s.exec(target.url) ?? [];
      // The caller's parameters may have it, too, and so may a link to the next page.
      const others = query ? query.split("&").filter((pair) => !new URLSearchParams(pair).has(name)) : [];
      target.url = `${address}?${[...others, writePair(name, requireSecret(secret, option))].join("&")}`;
    },
  };
}

/** A key in a cookie, beside the caller's cookies. */
export function cookieKey(option: string, name: string): Credential {
  return {
    option,
    write(secret, { headers }) {
      addCookies(headers, [`${name}=${cookieValue(requireSecret(secret, option), option)}`]);
    },
  };
}

/** RFC 6265, section 4.1.1: what else a cookie's value cannot hold, no header can. */
function cookieValue(value: string, option: string): string {
  if (!/[\s",;\\]/.test(value)) return value;
  throw new TypeError(`${option} must not hold blanks, quotes, commas, semicolons or backslashes.`);
}
