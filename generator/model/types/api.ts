import type { RateLimit, Retry, Versions } from "./extensions.js";
import type { IncomingOperation, Operation } from "./operation.js";
import type { ExternalDocs, NamedSchema, SchemaKey } from "./schema.js";
import type { SecurityScheme } from "./security-scheme.js";
import type { Server } from "./server.js";

/** What the API is. No files, no TypeScript names; every element knows its place in the description. */
export interface Api {
  readonly info: Info;
  /** The base URL of the first server without a trailing slash; absent where the description names none. */
  readonly servers: readonly Server[];
  /** Ordered by path, then method, in code unit order. */
  readonly operations: readonly Operation[];
  /** What the service sends by itself. Ordered by name, then method, in code unit order. */
  readonly webhooks: readonly IncomingOperation[];
  /** Every named schema that an operation, a webhook or another named schema reaches, by key, in order of name. */
  readonly schemas: ReadonlyMap<SchemaKey, NamedSchema>;
  readonly security: readonly SecurityScheme[];
  /** `x-specloom-name` of the root: what the client class is called after. */
  readonly name?: string;
  readonly versions?: Versions;
  readonly rateLimits: readonly RateLimit[];
  readonly retry?: Retry;
}

export interface Info {
  readonly title: string;
  readonly version: string;
  readonly summary?: string;
  readonly description?: string;
  readonly license?: { readonly name: string; readonly identifier?: string; readonly url?: string };
  readonly externalDocs?: ExternalDocs;
}
