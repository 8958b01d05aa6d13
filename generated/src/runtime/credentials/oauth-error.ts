import { hasBrand, brandErrors } from "../errors/brand.js";

/** No token could be obtained: the token endpoint refused, could not be reached or sent an invalid response. Contains no secret. */
export class OAuthError extends Error {
  /** The status of the token endpoint's response; undefined if there was none. */
  declare readonly status: number | undefined;
  /** The error code of the response: `invalid_grant`, `BAD_REFRESH_TOKEN`. */
  declare readonly code: string | undefined;

  constructor(message: string, status?: number, code?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, { status, code });
  }

  static {
    brandErrors(this.prototype, "OAuthError");
  }
}

/** Whether an error is an {@link OAuthError} of this package, whichever copy of the package threw it. */
export function isOAuthError(error: unknown): error is OAuthError {
  return hasBrand(error, "OAuthError");
}

const definedCodes: ReadonlySet<string> = new Set([
  "access_denied",
  "invalid_client",
  "invalid_grant",
  "invalid_request",
  "invalid_scope",
  "server_error",
  "temporarily_unavailable",
  "unauthorized_client",
  "unsupported_grant_type",
  "unsupported_response_type",
]);

/**
 * Whether a code is one of RFC 6749, sections 4.1.2.1 and 5.2. Such a code discloses nothing, even where a short secret happens to be part
 * of it.
 */
export function isDefinedCode(code: string): boolean {
  return definedCodes.has(code);
}

/**
 * Whether the user's consent has ended, whatever the status: no later request with the same grant gets a token (RFC 6749, sections 4.1.2.1
 * and 5.2).
 */
export function endsGrant(error: unknown): boolean {
  return error instanceof OAuthError && /^(access_denied|invalid_grant)$/.test(error.code ?? "");
}
