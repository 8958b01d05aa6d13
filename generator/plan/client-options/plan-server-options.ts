import type { Api } from "../../model/types/api.js";
import type { ServerVariable } from "../../model/types/server.js";
import { compareStrings, sortedSet } from "../../model/reading/order.js";
import { camelCase, identifier } from "../names/identifiers.js";
import type { ServerOptionPlan } from "../types/client-options-plan.js";
import { credentialDefaults, type OptionRequest } from "./name-options.js";

/** The server variables of one name. They share an option. */
export interface VariableRequest extends OptionRequest {
  readonly variables: readonly ServerVariable[];
}

/** The server variables of the API and of its operations. */
export function serverVariables(api: Api): readonly ServerVariable[] {
  const servers = [...api.servers, ...api.operations.flatMap(({ servers: own = [] }) => own)];
  return servers.flatMap((server) => server.variables);
}

/** One client option for each name of a server variable. */
export function variableRequests(api: Api): readonly VariableRequest[] {
  const all = serverVariables(api);
  return sortedSet(all.map(({ name }) => name)).map((key) => {
    const variables = all.filter(({ name }) => name === key);
    const pinned = variables.find(({ option }) => option !== undefined)?.option;
    const own = camelCase(key, "variable");
    const isDefault = Object.values<string>(credentialDefaults).includes(own);
    const otherwise = identifier(`${own}Variable`);
    return {
      variables,
      key,
      ...(pinned !== undefined && { pinned }),
      wanted: isDefault ? otherwise : own,
      otherwise,
      subject: `The option of the server variable \`${key}\``,
    };
  });
}

export function planServerOptions(options: ReadonlyMap<VariableRequest, string>): readonly ServerOptionPlan[] {
  const plans = [...options].flatMap(([{ key, variables }, option]) => {
    const [first] = variables;
    if (first === undefined) return [];
    const { defaultValue, isOrigin, description } = first;
    const values = sortedSet(variables.flatMap((variable) => variable.values));
    return [{ variable: key, option, defaultValue, isOrigin, values, ...(description !== undefined && { description }) }];
  });
  return plans.sort((a, b) => compareStrings(a.option, b.option));
}
