import type { NamedSchema, Schema, SchemaKey } from "../../model/types/schema.js";

/** The type names of a named schema. */
export interface ModelNames {
  readonly request: string;
  /** Differs from `request` only if the schema has other properties or values in responses, for example `readOnly` ones. */
  readonly response: string;
}

/** Whether a type describes data in requests or in responses. */
export type Direction = "request" | "response";

/** Who sends a value: the client, or the service. */
export type Sender = "client" | "service";

/** A schema that has a name in the package although the description declares it inline. */
export interface InlineModel extends NamedSchema {
  /** In order of preference; the first one is `name`. */
  readonly candidates: readonly [string, ...string[]];
  /** Names are assigned in this order. */
  readonly order: string;
  /** The name is from `x-specloom-name`. */
  readonly pinned: boolean;
  readonly senders: ReadonlySet<Sender>;
}

/** A type declaration in `models.ts`. */
export interface ModelPlan {
  readonly name: string;
  readonly key: SchemaKey;
  readonly direction: Direction | "both";
  readonly schema: Schema;
  /** The description declares the schema inline. */
  readonly inline?: true;
}
