import { api } from "../api.js";
import type { Settings } from "../options/settings.js";

/** A way to prove who is calling. The generated `api.ts` imports those that its API knows: `bearer.ts`, `basic.ts`, `api-key.ts`. */
export interface Credential {
  /** The member of the client's options that holds the secret. */
  readonly option: string;
  /** Writes the secret into the headers or the URL. */
  readonly write: (secret: unknown, target: Target) => void;
  /** Whether the platform's `fetch` would take it along when it follows a redirect to another origin. */
  readonly travels?: boolean;
}

/** Where credentials go. */
export interface Target {
  url: string;
  readonly headers: Headers;
}

/** Alternatives, each naming the options that it needs together. An empty one, the last, stands for no credential at all. */
export type Security = readonly (readonly string[])[];

/** Which credentials a request takes with it: the first alternative that the options can prove. */
export function chooseCredentials(security: Security | undefined, { option }: Settings): readonly Credential[] {
  const { credentials = [] } = api;
  const alternatives = security ?? credentials.map((credential) => [credential.option]);
  const chosen = alternatives.find((options) => options.every((name) => option(name)));
  if (!chosen && alternatives.length > 0) {
    const wanted = alternatives.map((options) => options.join(" with ")).join(" or ");
    throw new TypeError(`${wanted} is missing: give it to the client or to the call.`);
  }
  return credentials.filter((credential) => chosen?.includes(credential.option));
}

/** The secret of a credential. A provider is asked anew for every attempt. */
export async function secretOf({ option }: Credential, settings: Settings): Promise<unknown> {
  const given = settings.option(option);
  return isProvider(given) ? await given() : given;
}

function isProvider(value: unknown): value is () => unknown {
  return typeof value === "function";
}
