import type { Credential } from "./credentials.js";
import { setHeader } from "../values/headers.js";
import { secretText } from "./secret.js";

/** A token in the header `Authorization` (RFC 6750, section 2.1). */
export function bearer(option: string): Credential {
  return {
    option,
    write: (secret, { headers }) => setHeader(headers, "authorization", `Bearer ${secretText(secret, option)}`),
  };
}
