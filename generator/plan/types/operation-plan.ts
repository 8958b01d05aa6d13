import type { Link, Operation } from "../../model/types/operation.js";
import type { Retry } from "../../model/types/extensions.js";
import type { ReaderPlan, ResponsePlan } from "./response-plan.js";
import type { BodyPlan, SerializedMapPlan } from "./body-plan.js";
import type { ServerOptionPlan } from "./client-options-plan.js";
import type { IncomingRequestPlan } from "./webhooks-plan.js";
import type { PagesPlan } from "./pages-plan.js";
import type { ParameterPlan } from "./parameter-plan.js";
import type { BatchPlan } from "./batch-plan.js";

/** One function of the package, and the method of the client that calls it. */
export interface OperationPlan {
  readonly operation: Operation;
  /** The name of the function and the method: `update`. */
  readonly name: string;
  /** The name in the declaration if `name` is a reserved word: `delete_`, exported as `delete`. */
  readonly localName?: string;
  /** The name in documentation: `batch.update`. */
  readonly qualifiedName: string;
  /** `BatchUpdateParams`. Absent if the operation has neither parameters nor a body. */
  readonly paramsName?: string;
  /** Callers may leave out `params`. */
  readonly paramsOptional: boolean;
  /** `BatchUpdateResponses`. */
  readonly responsesName: string;
  /** `BatchUpdateResponseHeaders`. Absent if no response has described headers. */
  readonly responseHeadersName?: string;
  readonly parameters: readonly ParameterPlan[];
  /** The body in the media type that is sent unless the caller chooses another. */
  readonly body?: BodyPlan;
  /** The maps in the body whose values are serialized to strings (`x-specloom-values`). */
  readonly serializedMaps?: readonly SerializedMapPlan[];
  /** The body in the other media types, and the key in `params` with which callers choose one. */
  readonly otherBodies: readonly BodyPlan[];
  readonly contentTypeKey?: string;
  /** The options for server variables, if the operation has servers of its own. */
  readonly serverOptions?: readonly ServerOptionPlan[];
  readonly responses: readonly ResponsePlan[];
  /** The `Accept` header; absent if it is `application/json`. */
  readonly acceptHeader?: string;
  readonly links: readonly LinkPlan[];
  /** The requests that the service sends after this one. */
  readonly callbacks: readonly IncomingRequestPlan[];
  /** The runtime functions that read successful responses; the first one that supports the media type does. */
  readonly readers: readonly ReaderPlan[];
  readonly pages?: PagesPlan;
  readonly batch?: BatchPlan;
  /** Alternatives, each a set of credential options; absent if any one credential of the client will do. */
  readonly credentials?: readonly (readonly string[])[];
  readonly retryAndRateLimits: RetryAndRateLimitPlan;
}

/** Retry and rate limit settings that differ from those of the client. */
export interface RetryAndRateLimitPlan {
  readonly idempotent?: boolean;
  readonly retry?: Retry;
  /** The rate limit buckets of the operation beside those of all requests. */
  readonly rateLimitBuckets?: readonly string[];
}

/** A Link Object, and the qualified name of the operation that it leads to: `pets.get`. */
export interface LinkPlan {
  readonly link: Link;
  readonly operation: string;
}
