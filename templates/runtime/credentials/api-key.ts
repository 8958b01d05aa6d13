import { addCookies, setHeader } from "../values/headers.js";
import type { Credential } from "./credential.js";
import { writePair } from "../values/query.js";
import { requireSecret } from "./credential.js";

/** An API key in a header. */
export function headerKey(option: string, name: string): Credential {
  return {
    option,
    write: (secret, { headers }) => setHeader(headers, name, requireSecret(secret, option)),
  };
}

/** An API key in the query. */
export function queryKey(option: string, name: string): Credential {
  // The parameters or a link to the next page may already contain the key's name.
  const removeFrom = (url: string) => {
    const [, address = "", query] = /^([^?]*)\??([^]*)/.exec(url) ?? [];
    const others = query
      ? query.split("&").filter((pair) => !new URLSearchParams(pair).has(name))
      : [];
    return address + (others.length > 0 ? `?${others.join("&")}` : "");
  };
  return {
    option,
    removeFrom,
    write(secret, target) {
      const url = removeFrom(target.url);
      target.url = `${url}${url.includes("?") ? "&" : "?"}${writePair(name, requireSecret(secret, option))}`;
    },
  };
}

/** An API key in a cookie, in addition to the caller's cookies. */
export function cookieKey(option: string, name: string): Credential {
  return {
    option,
    write(secret, { headers }) {
      addCookies(headers, [`${name}=${cookieValue(requireSecret(secret, option), option)}`]);
    },
  };
}

/** The characters that a cookie value must not contain (RFC 6265, section 4.1.1). All others that it excludes no header can contain. */
function cookieValue(value: string, option: string): string {
  if (!/[\s",;\\]/.test(value)) return value;
  throw new TypeError(
    `${option} must not contain spaces, quotes, commas, semicolons or backslashes.`,
  );
}
