import type { Link, Operation } from "../../model/types/operation.js";
import type { Retry } from "../../model/types/extensions.js";
import type { ReaderFunction, ResponsePlan } from "./response-plan.js";
import type { BodyPlan, SerializedMapPlan } from "./body-plan.js";
import type { ServerOptionPlan } from "./client-options-plan.js";
import type { IncomingRequestPlan } from "./webhook-plan.js";
import type { PagesPlan } from "./pages-plan.js";
import type { ParameterPlan } from "./parameter-plan.js";
import type { BatchPlan } from "./batch-plan.js";

export interface OperationPlan {
  readonly operation: Operation;
  /** The function's and the method's name: `update`. */
  readonly name: string;
  /** What the function is declared as where its name is a reserved word (`delete_`); it is exported under its name. */
  readonly localName?: string;
  /** How documentation calls it: `batch.update`. */
  readonly qualifiedName: string;
  /** `BatchUpdateParams`. Absent where the operation takes nothing at all. */
  readonly paramsName?: string;
  /** The whole `params` may be left out. */
  readonly paramsOptional: boolean;
  /** `BatchUpdateResponses`. */
  readonly responsesName: string;
  /** Parameters with the name that each has in `params`; the wire name, unless it collides. */
  readonly parameters: readonly ParameterPlan[];
  /** The body in its preferred media type. */
  readonly body?: BodyPlan;
  /** The maps within the body whose values are written as texts. */
  readonly serializedMaps?: readonly SerializedMapPlan[];
  /** The same in the other media types that callers can choose, and the key in `params` that chooses. */
  readonly otherBodies: readonly BodyPlan[];
  readonly contentTypeKey?: string;
  /** For an operation that has servers of its own: the options of their variables. */
  readonly serverOptions?: readonly ServerOptionPlan[];
  readonly responses: readonly ResponsePlan[];
  /** The media types to ask for; absent where it is plain JSON. */
  readonly acceptHeader?: string;
  /** What its answers say about other operations. */
  readonly links: readonly LinkPlan[];
  /** What the service sends because of it. */
  readonly callbacks: readonly IncomingRequestPlan[];
  /** What reads successful answers; the first that finds what it can read does. */
  readonly readers: readonly ReaderFunction[];
  readonly pages?: PagesPlan;
  /** The function that takes any number of inputs. */
  readonly batch?: BatchPlan;
  /** The client's options that hold the credentials, alternatives of sets; absent where the API's own apply. */
  readonly credentials?: readonly (readonly string[])[];
  readonly retryAndRateLimits: RetryAndRateLimitPlan;
}

/** How requests behave where that differs from what the client assumes of all. */
export interface RetryAndRateLimitPlan {
  /** Whether twice does what once does. */
  readonly idempotent?: boolean;
  readonly retry?: Retry;
  /** The buckets that count the operation besides those that count every request. */
  readonly rateLimitBuckets?: readonly string[];
}

/** A link, and how the class calls the operation that it leads to: `pets.get`. */
export interface LinkPlan {
  readonly link: Link;
  readonly operation: string;
}
