import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { SecurityScheme } from "../../model/types/security-scheme.js";
import { compareStrings } from "../../model/reading/order.js";
import { camelCase, identifier } from "../names/identifiers.js";
import type { CredentialPlan } from "../types/client-options-plan.js";
import { clientOptionNames, reservedWords } from "../names/reserved-names.js";
import type { NameRequest } from "../names/name-scope.js";
import { createNameScope } from "../names/name-scope.js";

/** The client options for credentials, and the option of each security scheme, by the scheme's key. */
export interface PlannedCredentials {
  readonly plans: readonly CredentialPlan[];
  readonly optionByScheme: ReadonlyMap<string, string>;
}

type CredentialKind = CredentialPlan["scheme"];

const defaultOptionNames: Readonly<Record<CredentialKind, string>> = { bearer: "accessToken", basic: "basic", apiKey: "apiKey" };

/** One option for all security schemes that send the same credential. Schemes that no operation requires have none. */
export function planCredentials(api: Api, report: Report): PlannedCredentials {
  const required = requiredSchemes(api);
  const schemes = api.security.filter(({ key, kind }) => required.has(key) && isCredentialKind(kind));
  const groups = new Map<string, SecurityScheme[]>();
  for (const scheme of schemes) groups.set(credentialKey(scheme), [...(groups.get(credentialKey(scheme)) ?? []), scheme]);
  const options = createNameScope([...clientOptionNames, ...reservedWords]).assign(
    [...groups.values()].map(optionNameRequest),
    report,
  );
  const plans = [...options].flatMap(([[first], option]) => (first ? planOf(first, option) : []));
  const optionByScheme = new Map([...options].flatMap(([group, option]) => group.map(({ key }) => [key, option] as const)));
  return { plans: plans.sort((a, b) => compareStrings(a.option, b.option)), optionByScheme };
}

/** The keys of the security schemes that some operation requires. */
export function requiredSchemes({ operations }: Api): ReadonlySet<string> {
  return new Set(operations.flatMap(({ security }) => security.flat().map(({ scheme }) => scheme)));
}

function isCredentialKind(kind: SecurityScheme["kind"]): kind is CredentialKind {
  return Object.hasOwn(defaultOptionNames, kind);
}

/** Two schemes with the same key send the same credential. */
function credentialKey({ kind, apiKey, option }: SecurityScheme): string {
  return JSON.stringify([kind, apiKey?.in, apiKey?.name, kind === "apiKey" ? undefined : option]);
}

/** Names from overlays come first. Of several API keys, the first by its key in the description gets the default name. */
function optionNameRequest(group: readonly SecurityScheme[]): NameRequest<readonly SecurityScheme[]> {
  const [first] = group;
  const fromOverlay = group.find(({ option }) => option !== undefined)?.option;
  const defaultName = first && isCredentialKind(first.kind) ? defaultOptionNames[first.kind] : "credential";
  const own = camelCase(first?.key ?? "", "credential");
  return {
    owner: group,
    key: `${fromOverlay === undefined ? 1 : 0} ${first?.key ?? ""}`,
    candidates: [optionName(fromOverlay ?? defaultName), own, identifier(`${own}Credential`)],
    ...(fromOverlay !== undefined &&
      first && { place: first.place, subject: `The option of the security scheme \`${first.key}\`` }),
  };
}

function optionName(option: string): string {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(option) ? identifier(option) : camelCase(option, "credential");
}

function planOf({ kind, apiKey, description }: SecurityScheme, option: string): readonly CredentialPlan[] {
  if (!isCredentialKind(kind)) return [];
  return [{ scheme: kind, option, ...(apiKey && { apiKey }), ...(description !== undefined && { description }) }];
}
