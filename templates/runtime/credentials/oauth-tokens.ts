/** What the token endpoint gave. */
export interface Tokens {
  readonly accessToken: string;
  /** Absent where the endpoint does not say how long the token lives: it is then used until it is refused. */
  readonly expiresInSeconds?: number | undefined;
  /** A refresh token that takes the place of the one that was sent. */
  readonly refreshToken?: string | undefined;
}

/** An option for a token that renews itself: give it to any number of clients. */
export interface TokenProvider {
  (): Promise<string>;
  /** Told that the service has refused a token; says whether another one can be had. */
  refused(token: unknown): boolean;
}

interface CachedToken {
  readonly token: string;
  readonly renewAt: number;
  readonly expiresAt: number;
}

/**
 * Keeps a token until it is about to expire or is refused. One request for a token is in flight at most, and all who need it wait for it.
 *
 * @param earlyMs - How long before its end a token is renewed; never more than a tenth of its life.
 */
export function createTokenProvider(request: () => Promise<Tokens>, earlyMs: number): TokenProvider {
  let current: CachedToken | undefined;
  let pendingRenewal: Promise<string> | undefined;

  async function renew(): Promise<string> {
    const began = Date.now();
    const { accessToken, expiresInSeconds = Infinity } = await request();
    const lifeMs = expiresInSeconds * 1000;
    const expiresAt = began + lifeMs;
    current = { token: accessToken, expiresAt, renewAt: expiresAt - Math.min(earlyMs, lifeMs / 10) };
    return accessToken;
  }

  async function token(): Promise<string> {
    const known = current;
    if (known && Date.now() < known.renewAt) return known.token;
    pendingRenewal ??= renew().finally(() => (pendingRenewal = undefined));
    try {
      return await pendingRenewal;
    } catch (error) {
      // The old token is still good; the next call tries again.
      if (known && known === current && Date.now() < known.expiresAt) return known.token;
      throw error;
    }
  }

  return Object.assign(token, {
    refused(refused: unknown) {
      // Somebody else may have renewed it since.
      if (current?.token === refused) current = undefined;
      return true;
    },
  });
}
