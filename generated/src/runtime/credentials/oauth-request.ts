import { readBytes } from "../bodies/read-bytes.js";
import { safeCause } from "../errors/safe-cause.js";
import type { Fetch } from "../options/options.js";
import { propertyOf } from "../values/objects.js";
import { OAuthError } from "./oauth-error.js";

/** The response of a token endpoint. */
export interface TokenResponse {
  readonly ok: boolean;
  readonly status: number;
  /** The parsed JSON; undefined for any other body. */
  readonly body: unknown;
}

/** The most bytes of a response: tokens are short. */
const maximumBytes = 2 ** 20;

/** Sends a request to a token endpoint. Every failure is an OAuthError without a secret of the request. */
export async function requestToken(
  fetch: Fetch,
  url: string,
  init: RequestInit,
  secrets: readonly string[],
): Promise<TokenResponse> {
  const fail = (message: string, status?: number) => (error: unknown) => {
    throw new OAuthError(
      message,
      status,
      undefined,
      safeCause(error, (text) => secrets.reduce(withoutSecret, text)),
    );
  };
  const response = await (async () => fetch(url, init))().catch(
    fail("The token endpoint could not be reached."),
  );
  if (!propertyOf(response, "headers"))
    throw new TypeError(
      "The option fetch must be a function that returns a promise of a Response.",
    );
  const { ok, status } = response;
  const { bytes } = await readBytes(response, maximumBytes).catch(
    fail(`The response of the token endpoint was cut off (${status}).`),
  );
  return { ok, status, body: parse(new TextDecoder().decode(bytes)) };
}

function withoutSecret(text: string, secret: string): string {
  return text.replaceAll(secret, "***");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
