import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import { compareStrings, sortedSet } from "../../model/reading/order.js";
import { camelCase, identifier } from "../names/identifiers.js";
import type { ServerOptionPlan } from "../types/client-options-plan.js";
import { clientOptionNames, reservedWords } from "../names/reserved-names.js";
import { createNameScope } from "../names/name-scope.js";

/** One client option for each server variable. `taken` has the names of the credential options. */
export function planServerOptions(api: Api, taken: readonly string[], report: Report): readonly ServerOptionPlan[] {
  const servers = [...api.servers, ...api.operations.flatMap(({ servers: own = [] }) => own)];
  const variables = servers.flatMap((server) => server.variables);
  const scope = createNameScope([...clientOptionNames, ...taken, ...reservedWords]);
  const names = scope.assign(
    sortedSet(variables.map(({ name }) => name)).map((name) => {
      const wanted = camelCase(name, "variable");
      return {
        owner: name,
        key: name,
        candidates: [wanted, identifier(`${wanted}Variable`)] as const,
        subject: `The option of the server variable \`${name}\``,
      };
    }),
    report,
  );
  const options = [...names].flatMap(([variable, option]) => {
    const all = variables.filter(({ name }) => name === variable);
    const [first] = all;
    return first === undefined ? [] : { ...first, variable, option, values: sortedSet(all.flatMap(({ values }) => values)) };
  });
  return options.sort((a, b) => compareStrings(a.option, b.option));
}
