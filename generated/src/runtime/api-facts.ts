/** The facts about one API that its client goes by, as the generated `api.ts` states them. */
export interface ApiFacts {
  /** Absent where the description names no server: `baseUrl` must then be given. */
  readonly baseUrl?: string;
  /** The package's name and version. The part before the last `/` also marks the errors that this package throws. */
  readonly userAgent: string;
  readonly versions?: VersionFacts;
  readonly credentials: readonly CredentialFacts[];
  /** The credentials that a request needs unless its operation says otherwise; absent: any one of {@link credentials}. */
  readonly security?: Security;
  readonly retry?: RetryFacts;
}

/** The API's versions: the same operations under other path prefixes. */
export interface VersionFacts {
  /** The version whose prefix the operations' own paths have. */
  readonly home: string;
  readonly prefixes: Readonly<Record<string, string>>;
}

/** A way to prove who is calling. `option` is the member of the client's options that holds the secret. */
export type CredentialFacts =
  | { readonly scheme: "bearer"; readonly option: string }
  | { readonly scheme: "basic"; readonly option: string }
  | {
      readonly scheme: "apiKey";
      readonly option: string;
      readonly in: "header" | "query" | "cookie";
      readonly name: string;
    };

/** Alternatives, each naming the options that it needs together; an empty one stands for no credential at all. */
export type Security = readonly (readonly string[])[];

/** What is known about failures that pass. */
export interface RetryFacts {
  /** The statuses after which trying again makes sense. */
  readonly statuses?: readonly number[];
  /** The least wait before the next attempt, by status. */
  readonly waitSeconds?: Readonly<Record<number, number>>;
  /** A failure is final where this field of its body holds one of these values, whatever its status. */
  readonly never?: { readonly field: readonly string[]; readonly values: readonly string[] };
}
