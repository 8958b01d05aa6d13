import type { IncomingOperation, Parameter, ResponseHeader } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import type { ResponseBodyPlan } from "./response-plan.js";
import type { BodyKind } from "./body-plan.js";

/** All that the service sends by itself, and what the types about all of it are called. */
export interface WebhooksPlan {
  /** In order of name and method. */
  readonly webhooks: readonly IncomingRequestPlan[];
  /** `Webhooks`: a map by name and method. */
  readonly mapTypeName: string;
  /** `WebhookResponses`: the same of the answers. Absent where none is described. */
  readonly responsesMapTypeName?: string;
  /** `AnyWebhook`: one of all. */
  readonly unionTypeName: string;
  /** `AnyWebhookBody`: the body of one of all. Absent where there is no body. */
  readonly bodyUnionTypeName?: string;
  /** The bodies as one schema, where each is a named one: what tells them apart is found there. */
  readonly bodyUnion?: Schema;
}

/** The types of a request that the service sends. */
export interface IncomingRequestPlan {
  readonly incoming: IncomingOperation;
  /** `OrderCreatedWebhook`, `SubscriptionsCreateOnEventCallback`. */
  readonly name: string;
  /** `OrderCreatedWebhookResponses`. Absent where no answer is described. */
  readonly responsesName?: string;
  /** Its parameters by the place where they arrive. */
  readonly parameters: readonly IncomingParametersPlan[];
  /** One for each media type, in order. */
  readonly bodies: readonly IncomingBodyPlan[];
  readonly responses: readonly IncomingResponsePlan[];
}

export interface IncomingParametersPlan {
  readonly name: "path" | "query" | "headers" | "cookies";
  /** Those that arrive one by one, by the name under which a receiver finds them. */
  readonly values: readonly { readonly key: string; readonly parameter: Parameter }[];
  /** A `querystring` parameter: the part as a whole. */
  readonly querystring?: Parameter;
}

export interface IncomingBodyPlan {
  readonly mediaType: string;
  /** It may be missing. */
  readonly optional: boolean;
  readonly body: ResponseBodyPlan;
}

/** An answer that the service expects. */
export interface IncomingResponsePlan {
  readonly status: string;
  readonly description?: string;
  readonly headers: readonly ResponseHeader[];
  /** What it may carry; none: nothing. */
  readonly bodies: readonly { readonly kind: BodyKind; readonly schema: Schema | undefined }[];
}
