import { propertyOf } from "../values/objects.js";
import { endsGrant, isDefinedCode, OAuthError } from "./oauth-error.js";
import { createTokenProvider } from "./oauth-tokens.js";
import { requestToken } from "./oauth-request.js";
import type { TokenResponse } from "./oauth-request.js";
import type { TokenProvider, Tokens } from "./oauth-tokens.js";
import { atLeastZero, checkNumbers, positiveMs } from "../values/check-numbers.js";
import type { Fetch } from "../options/options.js";
import { withTimeout, sleep } from "../retries/timeouts.js";

/** How a client authenticates at the token endpoint. */
export interface OAuthOptions {
  clientId: string;
  clientSecret?: string | undefined;
  /** Default: the URL in the API's description. */
  tokenUrl?: string | undefined;
  /** Default: no `scope` parameter, so that the endpoint decides. */
  scopes?: readonly string[] | undefined;
  /** Whether the client's id and secret are sent in the form or in the `Authorization` header. Default: `"form"`. */
  credentialsIn?: "form" | "header" | undefined;
  /** Additional form fields, such as `audience`. */
  parameters?: Readonly<Record<string, string>> | undefined;
  /** How long before its expiry a token is renewed, in milliseconds; at most a tenth of its lifetime. Default: `60_000`. */
  earlyMs?: number | undefined;
  /** The timeout of a request to the endpoint, in milliseconds. Default: `30_000`. */
  timeoutMs?: number | undefined;
  /** Default: the platform's `fetch`. */
  fetch?: Fetch | undefined;
}

export interface RefreshTokenOptions extends OAuthOptions {
  refreshToken: string;
  /** Called with each new token, so that a new refresh token can be stored. */
  onTokens?: ((tokens: Tokens) => unknown) | undefined;
}

const numbers = { earlyMs: atLeastZero, timeoutMs: positiveMs };

/** Gets tokens by the client credentials grant (RFC 6749, section 4.4). */
export function clientCredentials(options: OAuthOptions, tokenUrl?: string): TokenProvider {
  checkNumbers(options, numbers);
  return createTokenProvider(
    () => requestTokens({ grant_type: "client_credentials" }, options, tokenUrl),
    options.earlyMs ?? 60_000,
  );
}

/** Gets tokens by a refresh token (RFC 6749, section 6). */
export function refreshToken(options: RefreshTokenOptions, tokenUrl?: string): TokenProvider {
  checkNumbers(options, numbers);
  let latestRefreshToken = options.refreshToken;
  return createTokenProvider(async () => {
    const grant = { grant_type: "refresh_token", refresh_token: latestRefreshToken };
    const tokens = await requestTokens(grant, options, tokenUrl);
    latestRefreshToken = tokens.refreshToken ?? latestRefreshToken;
    await options.onTokens?.(tokens);
    return tokens;
  }, options.earlyMs ?? 60_000);
}

type Form = Readonly<Record<string, string>>;

/** Sends the request up to three times if the endpoint does not respond or its response is cut off, or responds with 429 or 5xx. */
async function requestTokens(
  grant: Form,
  options: OAuthOptions,
  defaultUrl?: string,
): Promise<Tokens> {
  const url = options.tokenUrl ?? defaultUrl;
  if (url === undefined)
    throw new TypeError("tokenUrl is missing: the API's description does not name one for all.");
  for (let attempt = 1; ; attempt++) {
    try {
      return await requestOnce(url, grant, options);
    } catch (error) {
      if (attempt === 3 || !(error instanceof OAuthError) || !isTemporary(error)) throw error;
      await sleep(Math.random() * 500 * attempt, new AbortController().signal);
    }
  }
}

/** Whether the next request may succeed. A response that was cut off may have been a token. */
function isTemporary(error: OAuthError): boolean {
  const { status = 503, cause } = error;
  if (endsGrant(error)) return false;
  return status >= 500 || status === 429 || (cause !== undefined && status < 300);
}

async function requestOnce(url: string, grant: Form, options: OAuthOptions): Promise<Tokens> {
  const { fetch = globalThis.fetch, timeoutMs: milliseconds = 30_000 } = options;
  const createTimeoutError = () =>
    new OAuthError(`The token endpoint did not respond within ${milliseconds} ms.`);
  const { body, headers } = content(grant, options);
  const secrets = secretsOf(grant, options, headers);
  const request = async (signal: AbortSignal) =>
    readTokens(
      await requestToken(
        fetch,
        url,
        { method: "POST", body, headers, redirect: "manual", signal },
        secrets,
      ),
      secrets,
    );
  return withTimeout([], request, milliseconds, createTimeoutError);
}

/** What no error may repeat: as it was given, as it is sent, and the secrets among other fields of the form, such as an assertion. */
function secretsOf(grant: Form, options: OAuthOptions, headers: Form): readonly string[] {
  const own = [
    options.clientSecret,
    grant.refresh_token,
    ...(headers.authorization?.split(" ") ?? []),
  ];
  const others = Object.values(options.parameters ?? {});
  const given = [...own, ...others.filter((value) => value.length >= 8)].flatMap(
    (value) => value ?? [],
  );
  const sent = given.map((value) => new URLSearchParams({ "": value }).toString().slice(1));
  return [...new Set([...given, ...sent])].filter((value) => !/^(|Basic)$/.test(value));
}

/** The headers and the form of a token request. In the `Authorization` header, id and secret are form-encoded first (section 2.3.1). */
function content(
  grant: Form,
  options: OAuthOptions,
): { readonly headers: Record<string, string>; readonly body: string } {
  const { clientId, clientSecret, scopes, parameters, credentialsIn } = options;
  const inHeader = credentialsIn === "header";
  const credentials = inHeader
    ? {}
    : { client_id: clientId, ...(clientSecret !== undefined && { client_secret: clientSecret }) };
  const form = new URLSearchParams({
    ...parameters,
    ...grant,
    ...credentials,
    ...(scopes && { scope: scopes.join(" ") }),
  });
  const encoded = (text: string) => new URLSearchParams({ "": text }).toString().slice(1);
  const basic = inHeader && {
    authorization: `Basic ${btoa(`${encoded(clientId)}:${encoded(clientSecret ?? "")}`)}`,
  };
  return {
    headers: {
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded",
      ...basic,
    },
    body: form.toString(),
  };
}

function readTokens({ ok, status, body }: TokenResponse, secrets: readonly string[]): Tokens {
  const accessToken = propertyOf(body, "access_token");
  // A token that no header can contain (RFC 6749, appendix A.12) is none.
  if (ok && typeof accessToken === "string" && /^[\x20-\x7e]+$/.test(accessToken)) {
    const seconds = propertyOf(body, "expires_in");
    const lifetime =
      typeof seconds === "number" || typeof seconds === "string" ? Number(seconds) : NaN;
    const refreshToken = propertyOf(body, "refresh_token");
    return {
      accessToken,
      expiresInSeconds: lifetime > 0 ? lifetime : undefined,
      refreshToken:
        typeof refreshToken === "string" && refreshToken !== "" ? refreshToken : undefined,
    };
  }
  // `error` is defined by RFC 6749, section 5.2. Other parts of the response may repeat a secret, so they are not shown.
  const codes = [propertyOf(body, "error"), propertyOf(body, "status")].map((value) =>
    typeof value === "string" ? value : "",
  );
  const code = codes.find(
    (value) =>
      isDefinedCode(value) ||
      (/^\w{1,60}$/.test(value) && !secrets.some((secret) => value.includes(secret))),
  );
  const suffix = code === undefined ? "" : `: ${code}`;
  throw new OAuthError(`The token endpoint returned no token (${status})${suffix}.`, status, code);
}
