import type { NodePlace } from "../../load/tree/node.js";

/** Schemes that a request needs together, with the scopes of each. */
export type SecurityRequirement = readonly { readonly scheme: string; readonly scopes: readonly string[] }[];

export interface SecurityScheme {
  /** The key in `components.securitySchemes`. */
  readonly key: string;
  readonly kind: "bearer" | "basic" | "apiKey" | "mutualTLS" | "unsupported";
  /** For `apiKey`: the location and the name of the parameter. */
  readonly apiKey?: { readonly in: "query" | "header" | "cookie"; readonly name: string };
  /** For `oauth2`: the flows in which the client can request tokens itself. */
  readonly oauth?: OAuthFlows;
  /** `x-specloom-auth`: the name of the client's option that holds the credential. */
  readonly option?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly place: NodePlace;
}

export interface OAuthFlows {
  readonly clientCredentials?: OAuthGrant;
  readonly refreshToken?: OAuthGrant;
}

export interface OAuthGrant {
  /** Absent if the description has no absolute URL. */
  readonly tokenUrl?: string;
}
