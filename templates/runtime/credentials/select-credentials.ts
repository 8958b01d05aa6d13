import { api } from "../api.js";
import type { Credential, Security } from "./credential.js";
import type { Settings } from "../options/settings.js";

/** Which credentials a request takes with it: the first alternative that the options can prove. */
export function selectCredentials(security: Security | undefined, { option }: Settings): readonly Credential[] {
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
export async function resolveSecret({ option }: Credential, settings: Settings): Promise<unknown> {
  const given = settings.option(option);
  return isSecretFunction(given) ? await given() : given;
}

function isSecretFunction(value: unknown): value is () => unknown {
  return typeof value === "function";
}
