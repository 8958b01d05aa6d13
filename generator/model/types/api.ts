import type { RateLimit, Retry, Versions } from "./extensions.js";
import type { IncomingOperation, Operation } from "./operation.js";
import type { ExternalDocs, NamedSchemas } from "./schema.js";
import type { SecurityScheme } from "./security-scheme.js";
import type { Server } from "./server.js";

/** The API as read from the description, free of file names and TypeScript names. Elements keep their place in the description for diagnostics. */
export interface Api {
  readonly info: Info;
  /** In the order of the description; the first one is the default. */
  readonly servers: readonly Server[];
  /** Ordered by path, then method, in code unit order. */
  readonly operations: readonly Operation[];
  /** Requests that the service sends on its own. Ordered by name, then method, in code unit order. */
  readonly webhooks: readonly IncomingOperation[];
  /** Every named schema that an operation, a webhook or another named schema refers to, by key, in order of name. */
  readonly schemas: NamedSchemas;
  readonly security: readonly SecurityScheme[];
  /** Whether the root has `security`, even an empty list, which says that no operation needs a credential. */
  readonly declaresSecurity: boolean;
  /** `x-specloom-name` of the root: the name that the client class is derived from. */
  readonly name?: string;
  readonly versions?: Versions;
  readonly rateLimits: readonly RateLimit[];
  readonly retry?: Retry;
}

/** The parts of an API that contain schemas. */
export type ApiSchemas = Pick<Api, "schemas" | "operations" | "webhooks">;

export interface Info {
  readonly title: string;
  readonly version: string;
  readonly summary?: string;
  readonly description?: string;
  readonly license?: { readonly name: string; readonly identifier?: string; readonly url?: string };
  readonly externalDocs?: ExternalDocs;
}
