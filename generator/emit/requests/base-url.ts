import type { Server } from "../../model/types/server.js";
import type { ServerOptionPlan } from "../../plan/types/client-options-plan.js";
import { code, type Code, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { propertyKey, literal } from "../text/literals.js";
import { runtimeValue } from "../text/runtime-symbols.js";

/** The base URL: a string, or a function of the runtime that computes it for each call. */
export function baseUrlCode(
  servers: readonly Server[],
  options: readonly ServerOptionPlan[],
  imports: Imports,
): Code | undefined {
  const [first] = servers;
  if (first === undefined) return undefined;
  if (servers.every(({ variables }) => variables.length === 0)) {
    return first.url.startsWith("/") ? code`${runtimeValue(imports, "sameOrigin")}(${literal(first.url)})` : literal(first.url);
  }
  const entries = servers.map((server) => code`${propertyKey(server.template)}: ${variablesCode(server, options)}`);
  return code`${runtimeValue(imports, "serverUrl")}({ ${join(entries, ", ")} })`;
}

function variablesCode({ variables }: Server, options: readonly ServerOptionPlan[]): Code {
  const entries = variables.map(({ name, defaultValue, required }) => {
    const option = options.find(({ variable }) => variable === name)?.option ?? name;
    const values = required === true ? [option] : [option, defaultValue];
    return code`${propertyKey(name)}: [${join(values.map(literal), ", ")}]`;
  });
  return entries.length === 0 ? code`{}` : code`{ ${join(entries, ", ")} }`;
}
