import type { Json, NodePlace } from "../../load/tree/node.js";
import type { Batch, Pages, RateLimit, Retry } from "./extensions.js";
import type { ExternalDocs, Schema } from "./schema.js";
import type { SecurityRequirement } from "./security-scheme.js";
import type { Server } from "./server.js";

/** As it is sent: `GET`, or a key of `additionalOperations` of OpenAPI 3.2. */
export type Method = string;

/** The parts of an Operation Object that operations, webhooks and callbacks share. */
export interface OperationObject {
  readonly method: Method;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly externalDocs?: ExternalDocs;
  /** Path parameters in the order of the template, then query, header and cookie parameters by name. */
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  /** Status codes ascending, then ranges, then `default`. */
  readonly responses: readonly Response[];
  /** JSON Pointer of the operation in the description. */
  readonly pointer: string;
  readonly place: NodePlace;
}

/** A request that the service sends: a webhook, or a callback of an operation. */
export interface IncomingOperation extends OperationObject {
  /** The key in `webhooks`, or in the operation's `callbacks`. */
  readonly name: string;
  /** The key in the Path Item Object: `post`, or a key of `additionalOperations`. */
  readonly key: string;
  /** The URL of a callback, with runtime expressions over the operation's request and response (`{$request.body#/url}`). */
  readonly address?: string;
  /** `x-specloom-name`: the name that its types are derived from. */
  readonly typeName?: string;
}

export interface Operation extends OperationObject {
  readonly path: PathTemplate;
  readonly operationId?: string;
  /** `x-specloom-name`, split at its dots: `["batch", "update"]`. Takes precedence over the naming rules. */
  readonly name?: readonly string[];
  readonly tags: readonly string[];
  /** Present if they differ from the servers of the API. */
  readonly servers?: readonly Server[];
  /** Ordered by name, URL and method. */
  readonly callbacks: readonly IncomingOperation[];
  /** Alternatives; each lists the schemes that are needed together. An empty one allows anonymous calls. */
  readonly security: readonly SecurityRequirement[];
  readonly pages?: Pages;
  readonly batch?: Batch;
  readonly rateLimits: readonly RateLimit[];
  readonly retry?: Retry;
  /** The name of the idempotency key header; the client generates a key unless the caller sets one. */
  readonly idempotencyKey?: string;
  /** The versions of the API that have this operation; absent if all have it. */
  readonly onlyInVersions?: readonly string[];
}

/** `/a/{b}` is `["/a/", { parameter: "b" }]`. */
export interface PathTemplate {
  readonly text: string;
  readonly segments: readonly (string | { readonly parameter: string })[];
  /** The query of a path that contains `?`, which OpenAPI does not provide for. */
  readonly query?: readonly PathQueryItem[];
}

/** One `name=value` of a path's query: a constant, or the value of a parameter. */
export type PathQueryItem =
  { readonly name: string; readonly value: string } | { readonly name: string; readonly parameter: string };

/** `querystring` of OpenAPI 3.2 is a parameter that is the entire query string. */
export type ParameterIn = "path" | "query" | "querystring" | "header" | "cookie";
export type ParameterStyle =
  "simple" | "label" | "matrix" | "form" | "spaceDelimited" | "pipeDelimited" | "tabDelimited" | "deepObject" | "cookie";

export interface Parameter {
  readonly name: string;
  /** `x-specloom-name`: its key in `params`. */
  readonly key?: string;
  readonly in: ParameterIn;
  readonly required: boolean;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** The value may be the empty string. */
  readonly allowEmptyValue?: boolean;
  /** For a parameter with `content`, the media type that its value is serialized in. */
  readonly mediaType?: string;
  readonly schema: Schema;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly examples: readonly Json[];
  readonly place: NodePlace;
  /** The place of the Parameter Object, if `place` is that of a reference to it. */
  readonly declaredAt?: NodePlace;
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
  /** The schema of each item of a sequential media type: a line, an event, a part (OpenAPI 3.2). */
  readonly itemSchema?: Schema;
  /** How the fields of a form are serialized, in order of name; absent if the description says nothing about it. */
  readonly encoding?: ReadonlyMap<string, Encoding>;
  /** How unnamed parts are serialized: the first ones by position, then `itemEncoding` for the rest (OpenAPI 3.2). */
  readonly prefixEncoding?: readonly Encoding[];
  readonly itemEncoding?: Encoding;
  readonly examples: readonly Json[];
}

/** How one field of a form or one part is serialized. */
export interface Encoding {
  /** A comma-separated list of media types and media type ranges. */
  readonly contentType?: string;
  /** Headers of the part whose schema allows only one value, in order of name. */
  readonly headers: ReadonlyMap<string, string | number | boolean>;
  /** Present if the description sets `style`, `explode` or `allowReserved`: the field is then serialized like a query parameter. */
  readonly style?: Pick<Parameter, "style" | "explode" | "allowReserved">;
  readonly place: NodePlace;
}

/** `200`, `4XX` or `default`. */
export type StatusKey = string;

export interface Response {
  readonly status: StatusKey;
  readonly description?: string;
  /** Empty if the response has no body, or none is described. */
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

/** A Link Object: how values of a response become parameters of another operation. */
export interface Link {
  readonly name: string;
  readonly description?: string;
  /** The operation's `operationId`, or the JSON Pointer of an operation of the same description. */
  readonly target: { readonly operationId: string } | { readonly pointer: string };
  /** The value of each parameter: a runtime expression (`$response.body#/id`) or a constant. */
  readonly parameters: readonly (readonly [name: string, value: Json])[];
}
