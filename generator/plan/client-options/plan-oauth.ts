import type { Api } from "../../model/types/api.js";
import type { OAuthFlows } from "../../model/types/security-scheme.js";
import type { OAuthPlan } from "../types/client-options-plan.js";

const grants = ["clientCredentials", "refreshToken"] as const satisfies readonly (keyof OAuthFlows)[];

/** The ways to a token that the schemes which operations need describe; undefined where there is none. */
export function planOAuth({ operations, security }: Api): OAuthPlan | undefined {
  const needed = new Set(operations.flatMap((operation) => operation.security.flat().map(({ scheme }) => scheme)));
  const flows = security.filter(({ key }) => needed.has(key)).flatMap(({ oauth }) => oauth ?? []);
  const plans = grants.flatMap((grant) => {
    const urls = flows.flatMap((flow) => (flow[grant] ? [flow[grant].tokenUrl] : []));
    const [url] = urls;
    // Where schemes differ, the caller must say which is meant.
    const tokenUrl = urls.every((other) => other === url) ? url : undefined;
    return urls.length === 0 ? [] : [[grant, tokenUrl === undefined ? {} : { tokenUrl }] as const];
  });
  return plans.length === 0 ? undefined : Object.fromEntries(plans);
}
