import type { Api } from "../../model/types/api.js";
import type { OAuthFlows } from "../../model/types/security-scheme.js";
import type { OAuthPlan } from "../types/client-options-plan.js";
import { requiredSchemes } from "./plan-credentials.js";

const grants = ["clientCredentials", "refreshToken"] as const satisfies readonly (keyof OAuthFlows)[];

/** The OAuth grants of the security schemes that operations require; undefined if there are none. */
export function planOAuth(api: Api): OAuthPlan | undefined {
  const required = requiredSchemes(api);
  const flows = api.security.filter(({ key }) => required.has(key)).flatMap(({ oauth }) => oauth ?? []);
  const plans = grants.flatMap((grant) => {
    const urls = flows.flatMap((flow) => (flow[grant] ? [flow[grant].tokenUrl] : []));
    const [url] = urls;
    // If the schemes have different token URLs, the caller must choose one.
    const tokenUrl = urls.every((other) => other === url) ? url : undefined;
    return urls.length === 0 ? [] : [[grant, tokenUrl === undefined ? {} : { tokenUrl }] as const];
  });
  return plans.length === 0 ? undefined : Object.fromEntries(plans);
}
