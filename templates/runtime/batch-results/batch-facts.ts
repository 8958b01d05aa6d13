/** Names of properties from the outside to the inside. A list on the way stands for each of its items. */
export type FieldPath = readonly string[];

/** What is known about one operation that takes many inputs at once, as the generated function states it. */
export interface BatchFacts<Done extends string = string> {
  /** The status of an input that succeeded: `updated`. */
  readonly done: Done;
  /** As many inputs as a request may carry. */
  readonly maximum: number;
  /** A lower maximum while a parameter, or a property of the body, is not empty. */
  readonly maximumWith?: readonly { readonly field: string; readonly maximum: number }[];
  /** As many bytes as a request's body may have. */
  readonly maximumBytes?: number;
  /** The property of an input that names the record. */
  readonly key: string;
  /** What says which property of the record `key` is a value of. */
  readonly keyProperty?: string;
  /** Where that stands: once in the request, unless in each input. */
  readonly keyPropertyIn?: "request";
  /** Values of `keyProperty` that mean the record's own key, so that it is left out. */
  readonly keyAliases?: readonly string[];
  /** The property of an input that the service repeats. */
  readonly trace?: string;
  /** Writes the values of an input as the service wants them. Throws where it cannot be. */
  readonly write?: <Input>(input: Input) => Input;
  /** The results: a list, or a map by key. */
  readonly results: FieldPath;
  /** Below a result: the record's key, the trace, the map that holds the values of key properties. */
  readonly resultKey?: FieldPath;
  readonly resultTrace?: FieldPath;
  readonly resultProperties?: FieldPath;
  /** The errors: a list, or a map by key. */
  readonly errors?: FieldPath;
  /** Below an error, or the body of a rejection: which inputs it is about, and what it says. */
  readonly errorKeys?: FieldPath;
  readonly errorTraces?: FieldPath;
  readonly errorIndexes?: FieldPath;
  readonly errorCategory?: FieldPath;
  readonly errorMessage?: FieldPath;
  readonly errorProperty?: FieldPath;
  /** How far the service got, and the values that mean all the way. */
  readonly status?: FieldPath;
  readonly statusDone?: readonly string[];
  /** Where the body of a 429 names the limit that was met, and how long to wait after each, in seconds. */
  readonly limit?: FieldPath;
  readonly limitWaits?: Readonly<Record<string, number>>;
  /** The statuses with which a request is refused for one of its inputs, nothing done. */
  readonly rejections?: readonly number[];
}
