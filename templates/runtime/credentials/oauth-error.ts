import { hasBrand, brandErrors } from "../errors/brand.js";

/** No token could be had: the token endpoint refused, or did not answer as it should. Holds no secret. */
export class OAuthError extends Error {
  /** The status of the token endpoint's answer; undefined where none came. */
  declare readonly status: number | undefined;
  /** What the endpoint calls the failure: `invalid_grant`, `BAD_REFRESH_TOKEN`. */
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
