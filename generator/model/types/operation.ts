import type { Json, NodePlace } from "../../load/tree/node.js";
import type { Batch, Pages, RateLimit, Retry } from "./extensions.js";
import type { ExternalDocs, Schema } from "./schema.js";
import type { SecurityRequirement } from "./security-scheme.js";
import type { Server } from "./server.js";

/** As it is sent: `GET`, or whatever stands under `additionalOperations` of OpenAPI 3.2. */
export type Method = string;

/** A request with its answers, whoever sends it. */
export interface OperationObject {
  readonly method: Method;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly externalDocs?: ExternalDocs;
  /** Path parameters in the order of the template, then query, header and cookie by name. */
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  /** Ordered: statuses ascending, ranges after them, `default` last. */
  readonly responses: readonly Response[];
  /** JSON Pointer of the operation in the description. */
  readonly pointer: string;
  readonly place: NodePlace;
}

/** What the service sends, and what it expects as the answer: a webhook, or a callback of an operation. */
export interface IncomingOperation extends OperationObject {
  /** Its key under `webhooks`, or under the operation's `callbacks`. */
  readonly name: string;
  /** The key of the method there: `post`, or a method of `additionalOperations` as it is sent. */
  readonly key: string;
  /** Where a callback is sent: a URL with runtime expressions that read the operation's call (`{$request.body#/url}`). */
  readonly address?: string;
  /** `x-specloom-name`: what its types are called after. */
  readonly typeName?: string;
}

export interface Operation extends OperationObject {
  readonly path: PathTemplate;
  readonly operationId?: string;
  /** `x-specloom-name`, segment by segment: `["batch", "update"]`. Wins over every rule. */
  readonly name?: readonly string[];
  readonly tags: readonly string[];
  /** Where the operation is, if not where the API is. */
  readonly servers?: readonly Server[];
  /** What the service sends because the operation was called. Ordered by name, address and method. */
  readonly callbacks: readonly IncomingOperation[];
  /** Alternatives; each names the schemes that it needs together. An empty one: no credentials needed. */
  readonly security: readonly SecurityRequirement[];
  readonly pages?: Pages;
  readonly batch?: Batch;
  readonly rateLimits: readonly RateLimit[];
  readonly retry?: Retry;
  /** The header parameter that takes a key of the call's own; the client fills it unless the caller does. */
  readonly idempotencyKey?: string;
  /** The versions of the API that have this operation in this shape; absent: all. */
  readonly onlyInVersions?: readonly string[];
}

/** `/a/{b}` is `["/a/", { parameter: "b" }]`. */
export interface PathTemplate {
  readonly text: string;
  readonly segments: readonly (string | { readonly parameter: string })[];
  /** What stands behind a `?`, which OpenAPI knows nothing of. */
  readonly query?: readonly PathQueryItem[];
}

/** What stands between two `&`: always the same text, or the value of a parameter. */
export type PathQueryItem =
  { readonly name: string; readonly value: string } | { readonly name: string; readonly parameter: string };

/** `querystring` of OpenAPI 3.2 is a parameter that the whole query is made of. */
export type ParameterIn = "path" | "query" | "querystring" | "header" | "cookie";
export type ParameterStyle =
  "simple" | "label" | "matrix" | "form" | "spaceDelimited" | "pipeDelimited" | "deepObject" | "cookie";

export interface Parameter {
  readonly name: string;
  readonly in: ParameterIn;
  readonly required: boolean;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** An empty text may stand for no value. */
  readonly allowEmptyValue?: boolean;
  /** For a `content` parameter, the media type that its value is written in. */
  readonly mediaType?: string;
  readonly schema: Schema;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly examples: readonly Json[];
  readonly place: NodePlace;
}

export interface RequestBody {
  readonly required: boolean;
  readonly description?: string;
  /** By media type, in code unit order. */
  readonly contents: readonly Content[];
  readonly place: NodePlace;
}

export interface Content {
  readonly mediaType: string;
  readonly schema?: Schema;
  /** What each item of a sequence is: a line, an event, a part (OpenAPI 3.2). */
  readonly itemSchema?: Schema;
  /** What the `data` of each event holds, where that is described as JSON. */
  readonly eventData?: Schema;
  /** How the fields of a form are written, by name, in order of name; absent where nothing is said. */
  readonly encoding?: ReadonlyMap<string, Encoding>;
  /** How parts without names are written, by position, and those after them (OpenAPI 3.2). */
  readonly prefixEncoding?: readonly Encoding[];
  readonly itemEncoding?: Encoding;
  readonly examples: readonly Json[];
}

/** How one value of a form or one part is written. */
export interface Encoding {
  /** One media type, or several and ranges of them, divided by commas. */
  readonly contentType?: string;
  /** Headers of the part that can have one value only, in order of name. */
  readonly headers: ReadonlyMap<string, string | number | boolean>;
  /** Present where one of `style`, `explode` and `allowReserved` is: the field is then written as a query parameter would be. */
  readonly style?: Pick<Parameter, "style" | "explode" | "allowReserved">;
  readonly place: NodePlace;
}

/** `200`, `4XX` or `default`. */
export type StatusKey = string;

export interface Response {
  readonly status: StatusKey;
  readonly description?: string;
  /** Empty where the response has no body, or none that is described. */
  readonly contents: readonly Content[];
  /** By name, in code unit order. */
  readonly headers: readonly ResponseHeader[];
  /** By name, in code unit order. */
  readonly links: readonly Link[];
  readonly place: NodePlace;
}

export interface ResponseHeader {
  readonly name: string;
  readonly description?: string;
  readonly deprecated: boolean;
}

/** What an answer says about the parameters of another operation. */
export interface Link {
  readonly name: string;
  readonly description?: string;
  /** The operation's `operationId`, or the JSON Pointer of an operation of the same description. */
  readonly target: { readonly operationId: string } | { readonly pointer: string };
  /** Where each parameter's value comes from: a runtime expression (`$response.body#/id`) or a constant. */
  readonly parameters: readonly (readonly [name: string, value: Json])[];
}
