/** A security scheme of the API. The generated `api.ts` imports those that it needs from `http-authentication.ts` and `api-key.ts`. */
export interface Credential {
  /** The name of the option that holds the secret. */
  readonly option: string;
  /** Writes the secret into the headers or the URL. */
  readonly write: (secret: unknown, target: CredentialTarget) => void;
  /** Removes the secret from a URL of the service, such as a link to the next page, that repeats it. */
  readonly removeFrom?: (url: string) => string;
}

/** The parts of a request that credentials are written into. */
export interface CredentialTarget {
  url: string;
  readonly headers: Headers;
}

/** Alternative security requirements, each with the options that it needs. An empty one, always the last, allows an anonymous request. */
export type Security = readonly (readonly string[])[];

/** The secret as a string. The message names the option that is wrong and never contains its value. */
export function requireSecret(secret: unknown, option: string): string {
  if (typeof secret === "string" && secret !== "") return secret;
  throw new TypeError(`${option} must be a non-empty string or a function that returns one.`);
}
