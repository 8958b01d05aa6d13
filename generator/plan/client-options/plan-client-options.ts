import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { ServerOptionPlan } from "../types/client-options-plan.js";
import { nameOptions } from "./name-options.js";
import { type CredentialRequest, credentialRequests, planCredentials, type PlannedCredentials } from "./plan-credentials.js";
import { planServerOptions, type VariableRequest, variableRequests } from "./plan-server-options.js";

/** The options of a client that depend on the API. */
export interface PlannedOptions {
  readonly credentials: PlannedCredentials;
  readonly serverOptions: readonly ServerOptionPlan[];
}

/** Credentials and server variables are named together, because both are options of one object. */
export function planClientOptions(api: Api, report: Report): PlannedOptions {
  const names = nameOptions<CredentialRequest | VariableRequest>([...credentialRequests(api), ...variableRequests(api)], report);
  const entries = [...names];
  return {
    credentials: planCredentials(new Map(entries.flatMap(([one, name]) => ("group" in one ? [[one, name] as const] : [])))),
    serverOptions: planServerOptions(
      new Map(entries.flatMap(([one, name]) => ("variables" in one ? [[one, name] as const] : []))),
    ),
  };
}
