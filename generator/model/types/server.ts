import type { NodePlace } from "../../load/tree/node.js";

export interface Server {
  /** Without a trailing slash, variables replaced by their defaults. */
  readonly url: string;
  /** The same with the variables in braces. */
  readonly template: string;
  /** The variables that the URL uses, in order of name. */
  readonly variables: readonly ServerVariable[];
  readonly description?: string;
}

export interface ServerVariable {
  readonly name: string;
  readonly defaultValue: string;
  /** The description has no default, so the caller must give a value. */
  readonly required?: true;
  /** Whether it stands for scheme, host and port of the address, as in `{endpoint}/v1`. */
  readonly isOrigin: boolean;
  /** `x-specloom-name`: the name of the client's option. */
  readonly option?: string;
  /** `enum`; empty where any value is allowed. */
  readonly values: readonly string[];
  readonly description?: string;
  readonly place: NodePlace;
}
