import type { IncomingOperation, Parameter, ResponseHeader } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import type { ResponseBodyPlan } from "./response-plan.js";
import type { BodyKind } from "./body-plan.js";

/** The webhooks, and the names of the types that cover all of them. */
export interface WebhooksPlan {
  /** Sorted by name and method. */
  readonly webhooks: readonly IncomingRequestPlan[];
  /** `Webhooks`: request types by name and method. */
  readonly mapTypeName: string;
  /** `WebhookResponses`: response types by name and method. Absent if no response is described. */
  readonly responsesMapTypeName?: string;
  /** `AnyWebhook`: the union of all requests. */
  readonly unionTypeName: string;
  /** `AnyWebhookBody`: the union of all bodies. Absent if there are none. */
  readonly bodyUnionTypeName?: string;
  /** The bodies as one union schema, if each is a named schema: it may have a discriminator. */
  readonly bodyUnion?: Schema;
}

/** The types of a webhook or callback request. */
export interface IncomingRequestPlan {
  readonly incoming: IncomingOperation;
  /** `OrderCreatedWebhook`, `SubscriptionsCreateOnEventCallback`. */
  readonly name: string;
  /** `OrderCreatedWebhookResponses`. Absent if no response is described. */
  readonly responsesName?: string;
  readonly parameters: readonly IncomingParametersPlan[];
  /** One for each media type. */
  readonly bodies: readonly IncomingBodyPlan[];
  readonly responses: readonly IncomingResponsePlan[];
}

/** The parameters of one location. */
export interface IncomingParametersPlan {
  readonly name: "path" | "query" | "headers" | "cookies";
  /** `key` is the name that a receiver looks up: header names are in lower case. */
  readonly values: readonly { readonly key: string; readonly parameter: Parameter }[];
  /** A parameter with `in: querystring`: the query as a whole. */
  readonly querystring?: Parameter;
}

export interface IncomingBodyPlan {
  readonly mediaType: string;
  readonly optional: boolean;
  readonly body: ResponseBodyPlan;
}

/** A response that the service expects. */
export interface IncomingResponsePlan {
  readonly status: string;
  readonly description?: string;
  readonly headers: readonly ResponseHeader[];
  /** One for each media type. */
  readonly bodies: readonly { readonly kind: BodyKind; readonly schema: Schema | undefined }[];
}
