import type { NodePlace } from "../../load/tree/node.js";

export type SecurityRequirement = readonly { readonly scheme: string; readonly scopes: readonly string[] }[];

export interface SecurityScheme {
  /** Its key under `components.securitySchemes`. */
  readonly key: string;
  readonly kind: "bearer" | "basic" | "apiKey" | "mutualTLS" | "unsupported";
  /** For `apiKey`: where it goes and under which name. */
  readonly apiKey?: { readonly in: "query" | "header" | "cookie"; readonly name: string };
  /** For `oauth2`: how a program gets a token by itself. */
  readonly oauth?: OAuthFlows;
  /** `x-specloom-auth`: the name of the client's option that holds the credential. */
  readonly option?: string;
  readonly description?: string;
  readonly place: NodePlace;
}

export interface OAuthFlows {
  readonly clientCredentials?: OAuthGrant;
  readonly refreshToken?: OAuthGrant;
}

export interface OAuthGrant {
  /** Absent where the description names none that could be called. */
  readonly tokenUrl?: string;
}
