/** A way to prove who is calling. The generated `api.ts` imports those that its API knows: `bearer.ts`, `basic.ts`, `api-key.ts`. */
export interface Credential {
  /** The member of the client's options that holds the secret. */
  readonly option: string;
  /** Writes the secret into the headers or the URL. */
  readonly write: (secret: unknown, target: CredentialTarget) => void;
  /** Whether the platform's `fetch` would take it along when it follows a redirect to another origin. */
  readonly keptOnRedirect?: boolean;
}

/** Where credentials go. */
export interface CredentialTarget {
  url: string;
  readonly headers: Headers;
}

/** Alternatives, each naming the options that it needs together. An empty one, the last, stands for no credential at all. */
export type Security = readonly (readonly string[])[];

/** The secret as text. The message says which option is wrong and never what it holds. */
export function requireSecret(secret: unknown, option: string): string {
  if (typeof secret === "string" && secret !== "") return secret;
  throw new TypeError(`${option} must be a string that is not empty, or a function that gives one.`);
}
