import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { SecurityScheme } from "../../model/types/security-scheme.js";
import { compareStrings } from "../../model/reading/order.js";
import { camelCase, identifier } from "../names/identifiers.js";
import type { CredentialPlan } from "../types/client-options-plan.js";
import { clientOptionNames, reservedWords } from "../names/reserved-names.js";
import type { NameRequest } from "../names/name-scope.js";
import { createNameScope } from "../names/name-scope.js";

/** The client's options that hold credentials, and which of them each security scheme is proven by. */
export interface Credentials {
  readonly plans: readonly CredentialPlan[];
  readonly optionByScheme: ReadonlyMap<string, string>;
}

type Kind = CredentialPlan["scheme"];

const defaultOptionNames: Readonly<Record<Kind, string>> = { bearer: "accessToken", basic: "basic", apiKey: "apiKey" };

/** Only what some operation needs becomes an option, and schemes that send the same are one option. */
export function planCredentials(api: Api, report: Report): Credentials {
  const needed = new Set(api.operations.flatMap(({ security }) => security.flat().map(({ scheme }) => scheme)));
  const schemes = api.security.filter(({ key, kind }) => needed.has(key) && isKind(kind));
  const groups = new Map<string, SecurityScheme[]>();
  for (const scheme of schemes) groups.set(credentialKey(scheme), [...(groups.get(credentialKey(scheme)) ?? []), scheme]);
  const options = createNameScope([...clientOptionNames, ...reservedWords]).assign(
    [...groups.values()].map(optionNameRequest),
    report,
  );
  const plans = [...options].flatMap(([[first], option]) => (first ? planOf(first, option) : []));
  const optionOf = new Map([...options].flatMap(([group, option]) => group.map(({ key }) => [key, option] as const)));
  return { plans: plans.sort((a, b) => compareStrings(a.option, b.option)), optionByScheme: optionOf };
}

function isKind(kind: SecurityScheme["kind"]): kind is Kind {
  return Object.hasOwn(defaultOptionNames, kind);
}

/** What is sent: two schemes of the same identity are told apart by nothing that a server sees. */
function credentialKey({ kind, apiKey, option }: SecurityScheme): string {
  return JSON.stringify([kind, apiKey?.in, apiKey?.name, kind === "apiKey" ? undefined : option]);
}

/** The overlay's names go before the usual ones, and of several keys the first by its key has the usual name. */
function optionNameRequest(group: readonly SecurityScheme[]): NameRequest<readonly SecurityScheme[]> {
  const [first] = group;
  const chosen = group.find(({ option }) => option !== undefined)?.option;
  const usual = first && isKind(first.kind) ? defaultOptionNames[first.kind] : "credential";
  const own = camelCase(first?.key ?? "", "credential");
  return {
    owner: group,
    key: `${chosen === undefined ? 1 : 0} ${first?.key ?? ""}`,
    candidates: [camelCaseOrSame(chosen ?? usual), own, identifier(`${own}Credential`)],
    ...(chosen !== undefined && first && { place: first.place, subject: `The option of the security scheme \`${first.key}\`` }),
  };
}

function camelCaseOrSame(option: string): string {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(option) ? identifier(option) : camelCase(option, "credential");
}

function planOf({ kind, apiKey, description }: SecurityScheme, option: string): readonly CredentialPlan[] {
  if (!isKind(kind)) return [];
  return [{ scheme: kind, option, ...(apiKey && { apiKey }), ...(description !== undefined && { description }) }];
}
