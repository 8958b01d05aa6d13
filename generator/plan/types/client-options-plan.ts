import type { OAuthFlows } from "../../model/types/security-scheme.js";
import type { RateLimit } from "../../model/types/extensions.js";

/** One provider of tokens a grant, with the address of the token endpoint where there is exactly one. */
export type OAuthPlan = OAuthFlows;

export interface RateLimitPlan {
  readonly limit: RateLimit;
  readonly everyRequest: boolean;
}

/** The client's option for a variable of a server's URL. */
export interface ServerOptionPlan {
  readonly variable: string;
  readonly option: string;
  readonly defaultValue: string;
  readonly values: readonly string[];
  readonly description?: string;
}

export interface CredentialPlan {
  readonly scheme: "bearer" | "basic" | "apiKey";
  /** The client's option: `accessToken`. */
  readonly option: string;
  readonly apiKey?: { readonly in: "header" | "query" | "cookie"; readonly name: string };
  readonly description?: string;
}
