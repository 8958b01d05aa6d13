import type { ClientOptions, RequestOptions } from "./options.js";

/** The options of a client and of one call, as the functions among the facts about an API read them. */
export interface OptionReader {
  readonly client: ClientOptions;
  /** The value of an option: the call's, or else the client's. */
  option: ReadOption;
}

/** The second signature is for options that only the generated facts name, such as those of credentials. */
interface ReadOption {
  <Name extends keyof RequestOptions>(name: Name): RequestOptions[Name];
  (name: string): unknown;
}

/** Determines the base URL of a call from its options. */
export type BaseUrlResolver = (settings: OptionReader) => string;
