import type { Credential } from "./credential.js";
import { member } from "../values/objects.js";
import { setHeader } from "../values/headers.js";
import { secretText } from "./credential.js";

/** A token in the header `Authorization` (RFC 6750, section 2.1). */
export function bearer(option: string): Credential {
  return {
    option,
    write: (secret, { headers }) => setHeader(headers, "authorization", `Bearer ${secretText(secret, option)}`),
  };
}

/** A name and a password in the header `Authorization`. RFC 7617: the name ends at the first colon, and both are UTF-8. */
export function basic(option: string): Credential {
  return {
    option,
    write(secret, { headers }) {
      const username = member(secret, "username");
      const password = member(secret, "password");
      if (typeof username !== "string" || typeof password !== "string" || username.includes(":")) {
        throw new TypeError(`${option} must hold a username without a colon, and a password.`);
      }
      const bytes = new TextEncoder().encode(`${username}:${password}`);
      headers.set("authorization", `Basic ${btoa(String.fromCharCode(...bytes))}`);
    },
  };
}
