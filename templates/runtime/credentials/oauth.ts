import { propertyOf } from "../values/objects.js";
import { OAuthError } from "./oauth-error.js";
import { createTokenProvider } from "./oauth-tokens.js";
import type { TokenProvider, Tokens } from "./oauth-tokens.js";
import type { Fetch } from "../options/options.js";
import { withTimeout, sleep } from "../retries/timeouts.js";

/** How a client proves who it is to the token endpoint. */
export interface OAuthOptions {
  clientId: string;
  clientSecret?: string | undefined;
  /** Default: the address that the API's description names. */
  tokenUrl?: string | undefined;
  /** Default: what the endpoint gives without being asked. */
  scopes?: readonly string[] | undefined;
  /** Whether the client's id and secret go into the form or into the header `Authorization`. Default: `"form"`. */
  credentialsIn?: "form" | "header" | undefined;
  /** More fields of the form, `audience` for instance. */
  parameters?: Readonly<Record<string, string>> | undefined;
  /** How long before its end a token is renewed, in milliseconds; at most a tenth of its life. Default: `60_000`. */
  earlyMs?: number | undefined;
  /** The longest that the endpoint may take, in milliseconds. Default: `30_000`. */
  timeoutMs?: number | undefined;
  /** Default: the platform's `fetch`. */
  fetch?: Fetch | undefined;
}

export interface RefreshTokenOptions extends OAuthOptions {
  refreshToken: string;
  /** Called with each new token: to store a refresh token that takes the place of the old one. */
  onTokens?: ((tokens: Tokens) => unknown) | undefined;
}

/** RFC 6749, section 4.4. */
export function clientCredentials(options: OAuthOptions, tokenUrl?: string): TokenProvider {
  return createTokenProvider(
    () => requestTokens({ grant_type: "client_credentials" }, options, tokenUrl),
    options.earlyMs ?? 60_000,
  );
}

/** RFC 6749, section 6. */
export function refreshToken(options: RefreshTokenOptions, tokenUrl?: string): TokenProvider {
  let held = options.refreshToken;
  return createTokenProvider(async () => {
    const grant = { grant_type: "refresh_token", refresh_token: held };
    const tokens = await requestTokens(grant, options, tokenUrl);
    held = tokens.refreshToken ?? held;
    await options.onTokens?.(tokens);
    return tokens;
  }, options.earlyMs ?? 60_000);
}

type Form = Readonly<Record<string, string>>;

/** Tries again, twice, where the endpoint does not answer or is not well. */
async function requestTokens(grant: Form, options: OAuthOptions, described?: string): Promise<Tokens> {
  const url = options.tokenUrl ?? described;
  if (url === undefined) throw new TypeError("tokenUrl is missing: the API's description does not name one for all.");
  for (let attempt = 1; ; attempt++) {
    try {
      return await requestOnce(url, grant, options);
    } catch (error) {
      const { status = 503 } = error as OAuthError;
      if (attempt === 3 || !(error instanceof OAuthError) || (status < 500 && status !== 429)) throw error;
      await sleep(Math.random() * 500 * attempt, new AbortController().signal);
    }
  }
}

async function requestOnce(url: string, grant: Form, options: OAuthOptions): Promise<Tokens> {
  const { fetch = globalThis.fetch, timeoutMs: milliseconds = 30_000 } = options;
  const late = () => new OAuthError(`The token endpoint did not answer within ${milliseconds} ms.`);
  const request = async (signal: AbortSignal) => {
    const response = await fetch(url, { method: "POST", ...content(grant, options), redirect: "manual", signal }).catch(
      (cause: unknown) => {
        throw new OAuthError("The token endpoint could not be reached.", undefined, undefined, cause);
      },
    );
    return readTokens(response, await response.text());
  };
  return withTimeout([], request, milliseconds, late);
}

/** Section 2.3.1: in the header, both are encoded as a form's values first. */
function content(grant: Form, options: OAuthOptions): { readonly headers: Record<string, string>; readonly body: string } {
  const { clientId, clientSecret, scopes, parameters, credentialsIn } = options;
  const inHeader = credentialsIn === "header";
  const own = inHeader ? {} : { client_id: clientId, ...(clientSecret !== undefined && { client_secret: clientSecret }) };
  const form = new URLSearchParams({ ...parameters, ...grant, ...own, ...(scopes && { scope: scopes.join(" ") }) });
  const encoded = (text: string) => new URLSearchParams({ "": text }).toString().slice(1);
  const basic = inHeader && { authorization: `Basic ${btoa(`${encoded(clientId)}:${encoded(clientSecret ?? "")}`)}` };
  return {
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded", ...basic },
    body: form.toString(),
  };
}

function readTokens({ ok, status }: Response, text: string): Tokens {
  const body = parse(text);
  const accessToken = propertyOf(body, "access_token");
  if (ok && typeof accessToken === "string" && accessToken !== "") {
    const seconds = Number(propertyOf(body, "expires_in") ?? NaN);
    const refreshed = propertyOf(body, "refresh_token");
    return {
      accessToken,
      expiresInSeconds: seconds > 0 ? seconds : undefined,
      refreshToken: typeof refreshed === "string" ? refreshed : undefined,
    };
  }
  // The first is RFC 6749's, section 5.2. What else stands in the answer may repeat a secret.
  const words = [propertyOf(body, "error"), propertyOf(body, "status")].map((word) => (typeof word === "string" ? word : ""));
  const code = words.find((word) => /^\w{1,60}$/.test(word));
  const said = code === undefined ? "" : `: ${code}`;
  throw new OAuthError(`The token endpoint gave no token (${status})${said}.`, status, code);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
