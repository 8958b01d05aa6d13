import type { CredentialFacts, Security } from "./api-facts.js";
import { api } from "./api.js";
import { setHeader } from "./headers.js";
import { member } from "./member.js";
import { writePair } from "./query.js";
import type { Settings } from "./settings.js";

/** Which credentials a request takes with it: the first alternative that the options can prove. */
export function chooseCredentials(
  security: Security | undefined,
  settings: Settings,
): readonly CredentialFacts[] {
  const alternatives = security ?? api.security ?? api.credentials.map(({ option }) => [option]);
  const given = (option: string) => Boolean(settings.named(option));
  const chosen =
    alternatives.find((options) => options.length > 0 && options.every(given)) ??
    alternatives.find(({ length }) => length === 0);
  if (!chosen && alternatives.length > 0) {
    const wanted = alternatives.map((options) => options.join(" with ")).join(" or ");
    throw new TypeError(`${wanted} is missing: give it to the client or to the call.`);
  }
  return api.credentials.filter(({ option }) => chosen?.includes(option));
}

/** Writes a credential into the headers, or gives back what it adds to the query. A provider is asked anew for every attempt. */
export async function writeCredential(
  credential: CredentialFacts,
  settings: Settings,
  headers: Headers,
): Promise<string | undefined> {
  const { scheme, option } = credential;
  const given = settings.named(option);
  const secret: unknown = isProvider(given) ? await given() : given;
  if (scheme === "bearer") setHeader(headers, "authorization", `Bearer ${text(secret, option)}`);
  else if (scheme === "basic")
    setHeader(headers, "authorization", `Basic ${basic(secret, option)}`);
  else if (credential.in === "header") setHeader(headers, credential.name, text(secret, option));
  else if (credential.in === "query") return writePair(credential.name, text(secret, option));
  else
    setHeader(
      headers,
      "cookie",
      [headers.get("cookie"), `${credential.name}=${cookie(secret, option)}`]
        .filter(Boolean)
        .join("; "),
    );
  return undefined;
}

function isProvider(value: unknown): value is () => unknown {
  return typeof value === "function";
}

/** The messages say which option is wrong and never what it holds. */
function text(secret: unknown, option: string): string {
  if (typeof secret === "string" && secret !== "") return secret;
  throw new TypeError(
    `${option} must be a string that is not empty, or a function that gives one.`,
  );
}

/** RFC 7617: the name ends at the first colon, and both are UTF-8. */
function basic(secret: unknown, option: string): string {
  const username = member(secret, "username");
  const password = member(secret, "password");
  if (typeof username !== "string" || typeof password !== "string" || username.includes(":")) {
    throw new TypeError(`${option} must hold a username without a colon, and a password.`);
  }
  return btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)));
}

/** RFC 6265, section 4.1.1: what else a cookie's value cannot hold, no header can. */
function cookie(secret: unknown, option: string): string {
  const value = text(secret, option);
  if (!/[\s",;\\]/.test(value)) return value;
  throw new TypeError(`${option} must not hold blanks, quotes, commas, semicolons or backslashes.`);
}
