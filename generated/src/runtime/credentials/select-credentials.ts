import type { Credential, Security } from "./credential.js";
import type { Settings } from "../options/settings.js";

/** The credentials of a request: those of the first security requirement whose options are all given. */
export function selectCredentials(
  security: Security | undefined,
  { api, option }: Settings,
): readonly Credential[] {
  const { credentials = [] } = api;
  const alternatives = security ?? credentials.map((credential) => [credential.option]);
  const chosen = alternatives.find((options) => options.every((name) => option(name)));
  if (!chosen && alternatives.length > 0) {
    const required = alternatives.map((options) => options.join(" with ")).join(" or ");
    throw new TypeError(`${required} is missing: set it for the client or the call.`);
  }
  return credentials.filter((credential) => chosen?.includes(credential.option));
}

/** The secret of a credential. A function is called again for every attempt. */
export async function resolveSecret({ option }: Credential, settings: Settings): Promise<unknown> {
  const secret = settings.option(option);
  return isSecretFunction(secret) ? await secret() : secret;
}

function isSecretFunction(value: unknown): value is () => unknown {
  return typeof value === "function";
}
