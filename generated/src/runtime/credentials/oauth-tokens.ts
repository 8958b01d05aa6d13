import { endsGrant } from "./oauth-error.js";

/** The response of the token endpoint. */
export interface Tokens {
  readonly accessToken: string;
  /** Undefined if the endpoint does not return a lifetime: the token is then used until the service refuses it. */
  readonly expiresInSeconds?: number | undefined;
  /** A new refresh token, which replaces the one that was sent. */
  readonly refreshToken?: string | undefined;
}

/** An option for a token that is renewed automatically. Any number of clients can share it. */
export interface TokenProvider {
  (): Promise<string>;
  /** Called when the service has refused a token. Returns whether another one can be requested. */
  refused(token: unknown): boolean;
}

interface CachedToken {
  readonly token: string;
  readonly renewAt: number;
  readonly expiresAt: number;
}

/**
 * Caches a token until it is about to expire or is refused. At most one request for a token is in flight, and all calls wait for it.
 *
 * @param earlyMs - How long before its expiry a token is renewed; at most a tenth of its lifetime.
 */
export function createTokenProvider(
  request: () => Promise<Tokens>,
  earlyMs: number,
): TokenProvider {
  let current: CachedToken | undefined;
  let pendingRenewal: Promise<string> | undefined;
  let endOfGrant: Error | undefined;

  async function renew(): Promise<string> {
    const requestedAt = Date.now();
    const { accessToken, expiresInSeconds = Infinity } = await request();
    const lifetimeMs = expiresInSeconds * 1000;
    const expiresAt = requestedAt + lifetimeMs;
    current = {
      token: accessToken,
      expiresAt,
      renewAt: expiresAt - Math.min(earlyMs, lifetimeMs / 10),
    };
    return accessToken;
  }

  async function getToken(): Promise<string> {
    // Every call of every client would ask again, and get the same.
    if (endOfGrant) throw endOfGrant;
    const cached = current;
    if (cached && Date.now() < cached.renewAt) return cached.token;
    pendingRenewal ??= renew().finally(() => (pendingRenewal = undefined));
    try {
      return await pendingRenewal;
    } catch (error) {
      // The cached token is still valid; the next call tries again.
      if (cached && cached === current && Date.now() < cached.expiresAt) return cached.token;
      if (endsGrant(error)) endOfGrant = error as Error;
      throw error;
    }
  }

  return Object.assign(getToken, {
    refused(token: unknown) {
      // Another call may already have renewed it.
      if (current?.token === token) current = undefined;
      return true;
    },
  });
}
