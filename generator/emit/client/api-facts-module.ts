import type { Json } from "../../load/tree/node.js";
import { operationsOf } from "../operations/operations-interface.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { CredentialPlan, RateLimitPlan } from "../../plan/types/client-options-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { retryFactsOfApi } from "../requests/retry-facts.js";
import { code, type Code, join } from "../text/code.js";
import { Imports } from "../text/imports.js";
import { literal } from "../text/literals.js";
import { moduleText, type ModuleText } from "../text/module-text.js";
import { factsModule } from "../text/runtime.js";
import { runtimeType, runtimeValue } from "../text/runtime-symbols.js";
import { baseUrlCode } from "../requests/base-url.js";
import { printObject, type PropertyCode } from "../text/object-literal.js";

/** `src/runtime/api.ts`: the facts about this API that the runtime goes by. */
export function emitApiFacts(plan: PackagePlan): ModuleText {
  const imports = new Imports(factsModule, ["api"]);
  return moduleText(factsModule, plan.api.info, imports, [declareFacts(plan, imports)]);
}

/** The properties of the runtime's `ApiFacts`. Those that the API does not need are left out, so that their modules are not part of the package. */
function declareFacts(plan: PackagePlan, imports: Imports): Code {
  const rows: readonly PropertyCode[] = [
    ["baseUrl", baseUrlCode(plan.api.servers, plan.serverOptions, imports)],
    ["userAgent", literal(`${plan.packageJson.name}/${plan.packageJson.version}`)],
    ["versions", versionFacts(plan, imports)],
    ["credentials", credentialFacts(plan, imports)],
    ["security", securityFacts(plan)],
    ["retry", plan.api.retry && retryFactsOfApi(plan.api.retry, imports)],
    ["rateLimits", rateLimitFacts(plan.rateLimits, imports)],
    ["recover", plan.oauth && runtimeValue(imports, "renewTokens")],
  ];
  return code`export const api: ${runtimeType(imports, "ApiFacts")} = ${printObject(rows) ?? code`{}`};\n`;
}

function versionFacts({ api: { versions } }: PackagePlan, imports: Imports): Code | undefined {
  if (versions === undefined) return undefined;
  return code`${runtimeValue(imports, "versions")}(${literal(versions.defaultVersion)}, ${literal(Object.fromEntries(versions.prefixes))})`;
}

function credentialFacts({ credentials }: PackagePlan, imports: Imports): Code | undefined {
  const calls = credentials.map((credential) => credentialCall(credential, imports));
  return calls.length === 0 ? undefined : code`[${join(calls, ", ")}]`;
}

/** The security requirements that most operations have; undefined if any one credential will do for them. */
function securityFacts({ resource, credentials: known }: PackagePlan): Code | undefined {
  const counts = new Map<string, { readonly credentials: OperationPlan["credentials"]; readonly number: number }>();
  for (const { credentials } of operationsOf(resource)) {
    const key = JSON.stringify(credentials ?? null);
    counts.set(key, { credentials, number: (counts.get(key)?.number ?? 0) + 1 });
  }
  const [most] = [...counts.values()].sort((a, b) => b.number - a.number);
  if (most?.credentials === undefined || known.length === 0) return undefined;
  // Where most operations are anonymous, a credential is sent if it is given.
  const isAnonymous = most.credentials.every((options) => options.length === 0);
  return literal(isAnonymous ? [...known.map(({ option }) => [option]), []] : most.credentials);
}

const keyFunctions = { header: "headerKey", query: "queryKey", cookie: "cookieKey" } as const;

/** `bearer("accessToken")`, `headerKey("apiKey", "X-Api-Key")`. */
function credentialCall({ scheme, option: name, apiKey }: CredentialPlan, imports: Imports): Code {
  if (apiKey !== undefined)
    return code`${runtimeValue(imports, keyFunctions[apiKey.in])}(${literal(name)}, ${literal(apiKey.name)})`;
  return code`${runtimeValue(imports, scheme === "basic" ? "basic" : "bearer")}(${literal(name)})`;
}

function rateLimitFacts(limits: readonly RateLimitPlan[], imports: Imports): Code | undefined {
  if (limits.length === 0) return undefined;
  const facts = limits.map(({ limit, everyRequest }): Json => ({ ...limit, ...(!everyRequest && { onlyNamed: true }) }));
  return code`${runtimeValue(imports, "rateLimits")}(${literal(facts)})`;
}
