import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { SecurityScheme } from "../../model/types/security-scheme.js";
import { compareStrings } from "../../model/reading/order.js";
import { camelCase, identifier } from "../names/identifiers.js";
import type { CredentialPlan } from "../types/client-options-plan.js";
import { clientOptions, reservedWords } from "../names/reserved-names.js";
import type { Claim } from "../names/name-scope.js";
import { createScope } from "../names/name-scope.js";

/** The client's options that hold credentials, and which of them each security scheme is proven by. */
export interface Credentials {
  readonly plans: readonly CredentialPlan[];
  readonly optionOf: ReadonlyMap<string, string>;
}

type Kind = CredentialPlan["scheme"];

const usualOptions: Readonly<Record<Kind, string>> = { bearer: "accessToken", basic: "basic", apiKey: "apiKey" };

/** Only what some operation needs becomes an option, and schemes that send the same are one option. */
export function planCredentials(api: Api, report: Report): Credentials {
  const needed = new Set(api.operations.flatMap(({ security }) => security.flat().map(({ scheme }) => scheme)));
  const schemes = api.security.filter(({ key, kind }) => needed.has(key) && isKind(kind));
  const groups = new Map<string, SecurityScheme[]>();
  for (const scheme of schemes) groups.set(identityOf(scheme), [...(groups.get(identityOf(scheme)) ?? []), scheme]);
  const options = createScope([...clientOptions, ...reservedWords]).claim([...groups.values()].map(claimOf), report);
  const plans = [...options].flatMap(([[first], option]) => (first ? planOf(first, option) : []));
  const optionOf = new Map([...options].flatMap(([group, option]) => group.map(({ key }) => [key, option] as const)));
  return { plans: plans.sort((a, b) => compareStrings(a.option, b.option)), optionOf };
}

function isKind(kind: SecurityScheme["kind"]): kind is Kind {
  return Object.hasOwn(usualOptions, kind);
}

/** What is sent: two schemes of the same identity are told apart by nothing that a server sees. */
function identityOf({ kind, apiKey, option }: SecurityScheme): string {
  return JSON.stringify([kind, apiKey?.in, apiKey?.name, kind === "apiKey" ? undefined : option]);
}

/** The overlay's names go before the usual ones, and of several keys the first by its key has the usual name. */
function claimOf(group: readonly SecurityScheme[]): Claim<readonly SecurityScheme[]> {
  const [first] = group;
  const chosen = group.find(({ option }) => option !== undefined)?.option;
  const usual = first && isKind(first.kind) ? usualOptions[first.kind] : "credential";
  const own = camelCase(first?.key ?? "", "credential");
  return {
    owner: group,
    key: `${chosen === undefined ? 1 : 0} ${first?.key ?? ""}`,
    names: [camelCaseOrSame(chosen ?? usual), own, identifier(`${own}Credential`)],
    ...(chosen !== undefined && first && { place: first.place, what: `The option of the security scheme \`${first.key}\`` }),
  };
}

function camelCaseOrSame(option: string): string {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(option) ? identifier(option) : camelCase(option, "credential");
}

function planOf({ kind, apiKey, description }: SecurityScheme, option: string): readonly CredentialPlan[] {
  if (!isKind(kind)) return [];
  return [{ scheme: kind, option, ...(apiKey && { apiKey }), ...(description !== undefined && { description }) }];
}
