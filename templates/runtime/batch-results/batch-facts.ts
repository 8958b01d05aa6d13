/** Property names from the outside to the inside. An array on the way stands for each of its items. */
export type FieldPath = readonly string[];

/** What the description says about one operation that takes many inputs at once; the generated function contains it. */
export interface BatchFacts {
  /** The parameter that is the request body; absent where the body's properties are parameters. */
  readonly body?: string;
  /** The maximum of inputs in a request. */
  readonly maximum: number;
  /** A lower maximum while a parameter, or a property of the body, is not empty. */
  readonly maximumWith?: readonly { readonly field: string; readonly maximum: number }[];
  /** The maximum of bytes in a request body. */
  readonly maximumBytes?: number;
  /** The property of an input that identifies the record. */
  readonly key: string;
  /** The property that names the property of the record which `key` is a value of. */
  readonly keyProperty?: string;
  /** Where `keyProperty` is: once in the request; absent where each input has it. */
  readonly keyPropertyIn?: "request";
  /** Values of `keyProperty` that mean the record's own key; it is left out then. */
  readonly keyAliases?: readonly string[];
  /** The property of an input with a trace id that the service returns with the result. */
  readonly trace?: string;
  /** Serializes the values of an input. Throws for a value that cannot be serialized. */
  readonly write?: <Input>(input: Input) => Input;
  /** The results: an array, or a map by key. */
  readonly results: FieldPath;
  /** In a result: the record's key, the trace id, the map with the values of key properties. */
  readonly resultKey?: FieldPath;
  readonly resultTrace?: FieldPath;
  readonly resultProperties?: FieldPath;
  /** The errors: an array, or a map by key. */
  readonly errors?: FieldPath;
  /** In an error, or in the body of a rejection: the inputs that it is about, and its content. */
  readonly errorKeys?: FieldPath;
  readonly errorTraces?: FieldPath;
  readonly errorIndexes?: FieldPath;
  readonly errorCategory?: FieldPath;
  readonly errorMessage?: FieldPath;
  readonly errorProperty?: FieldPath;
  /** The status of the whole request, and the values that mean that it is complete. */
  readonly status?: FieldPath;
  readonly statusDone?: readonly string[];
  /** Where the body of a 429 names the rate limit that was exceeded, and how many seconds to wait after each. */
  readonly limit?: FieldPath;
  readonly limitWaits?: Readonly<Record<string, number>>;
  /** The status codes with which a whole request is rejected because of one of its inputs, and nothing is carried out. */
  readonly rejections?: readonly number[];
}
