export interface Server {
  /** With its variables' defaults filled in. */
  readonly url: string;
  /** With its variables in braces. */
  readonly template: string;
  /** Those that the URL uses, by name. */
  readonly variables: readonly ServerVariable[];
  readonly description?: string;
}

export interface ServerVariable {
  readonly name: string;
  readonly defaultValue: string;
  /** `enum`; empty where anything goes. */
  readonly values: readonly string[];
  readonly description?: string;
}
