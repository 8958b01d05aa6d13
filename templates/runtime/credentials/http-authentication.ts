import type { Credential } from "./credential.js";
import { propertyOf } from "../values/objects.js";
import { setHeader } from "../values/headers.js";
import { requireSecret } from "./credential.js";

/** A bearer token in the `Authorization` header (RFC 6750, section 2.1). */
export function bearer(option: string): Credential {
  return {
    option,
    write: (secret, { headers }) =>
      setHeader(headers, "authorization", `Bearer ${requireSecret(secret, option)}`),
  };
}

/** A username and a password in the `Authorization` header. RFC 7617: the username ends at the first colon; both are UTF-8. */
export function basic(option: string): Credential {
  return {
    option,
    write(secret, { headers }) {
      const username = propertyOf(secret, "username");
      const password = propertyOf(secret, "password");
      if (typeof username !== "string" || typeof password !== "string" || username.includes(":")) {
        throw new TypeError(`${option} must have a username without a colon, and a password.`);
      }
      const bytes = new TextEncoder().encode(`${username}:${password}`);
      headers.set("authorization", `Basic ${btoa(String.fromCharCode(...bytes))}`);
    },
  };
}
