import type { OAuthFlows } from "../../model/types/api.js";
import type { RateLimit } from "../../model/types/extensions.js";
import type { OperationPlan } from "./operation-plan.js";

/** Operations that are called on one object: the root, or `batch`. */
export interface ResourcePlan {
  /** Names from the root: `[]`, `["batch"]`, `["repos", "issues"]`. */
  readonly path: readonly string[];
  /** Path of its module below `src/`, without extension: `operations/index`, `operations/batch`. */
  readonly module: string;
  readonly operations: readonly OperationPlan[];
  /** In order of name. */
  readonly children: readonly ResourcePlan[];
}

export interface ClassPlan {
  /** `PetStore`, `PetStoreBatch`. */
  readonly name: string;
  /** How examples call an instance: `petStore`. */
  readonly instance: string;
  /** Path of the module of all classes below `src/`: `pet-store`. */
  readonly module: string;
  readonly resource: ResourcePlan;
  /** The property that leads to each child, and its class. */
  readonly children: readonly { readonly property: string; readonly child: ClassPlan }[];
}

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
  readonly otherwise: string;
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
