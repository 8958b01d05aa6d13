import type { OAuthFlows } from "../../model/types/security-scheme.js";
import type { RateLimit } from "../../model/types/extensions.js";

/** The OAuth grants with a token provider, each with its token URL if all security schemes have the same. */
export type OAuthPlan = OAuthFlows;

/** A rate limit that all requests count against, or only those of operations that name its bucket. */
export interface RateLimitPlan {
  readonly limit: RateLimit;
  readonly everyRequest: boolean;
}

/** The client option for a server variable. */
export interface ServerOptionPlan {
  readonly variable: string;
  readonly option: string;
  readonly defaultValue: string;
  /** Whether it stands for scheme, host and port of the address. */
  readonly isOrigin: boolean;
  readonly values: readonly string[];
  readonly description?: string;
}

/** The client option for a security scheme. */
export interface CredentialPlan {
  readonly scheme: "bearer" | "basic" | "apiKey";
  /** `accessToken`. */
  readonly option: string;
  /** The keys of the security schemes that take it. */
  readonly schemes: readonly string[];
  readonly apiKey?: { readonly in: "header" | "query" | "cookie"; readonly name: string };
  readonly description?: string;
  /** Whether all its schemes are. */
  readonly deprecated?: boolean;
}
