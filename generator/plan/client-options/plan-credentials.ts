import type { Api } from "../../model/types/api.js";
import type { SecurityScheme } from "../../model/types/security-scheme.js";
import { compareStrings } from "../../model/reading/order.js";
import { camelCase, identifier } from "../names/identifiers.js";
import type { CredentialPlan } from "../types/client-options-plan.js";
import { credentialDefaults, type OptionRequest } from "./name-options.js";

/** The client options for credentials, and the option of each security scheme, by the scheme's key. */
export interface PlannedCredentials {
  readonly plans: readonly CredentialPlan[];
  readonly optionByScheme: ReadonlyMap<string, string>;
}

/** Security schemes that send the same credential. They share an option. */
export interface CredentialRequest extends OptionRequest {
  readonly group: readonly SecurityScheme[];
}

type CredentialKind = CredentialPlan["scheme"];

const credentialKinds: ReadonlySet<string> = new Set<CredentialKind>(["bearer", "basic", "apiKey"]);

/** One option for all security schemes that send the same credential. Schemes that no operation requires have none. */
export function credentialRequests(api: Api): readonly CredentialRequest[] {
  const required = requiredSchemes(api);
  const groups = new Map<string, SecurityScheme[]>();
  for (const scheme of api.security) {
    if (!required.has(scheme.key) || !isCredentialKind(scheme.kind)) continue;
    groups.set(credentialKey(scheme), [...(groups.get(credentialKey(scheme)) ?? []), scheme]);
  }
  return [...groups.values()].flatMap(optionRequest);
}

export function planCredentials(options: ReadonlyMap<CredentialRequest, string>): PlannedCredentials {
  const plans = [...options].flatMap(([{ group }, option]) => planOf(group, option));
  const optionByScheme = new Map([...options].flatMap(([{ group }, option]) => group.map(({ key }) => [key, option] as const)));
  return { plans: plans.sort((a, b) => compareStrings(a.option, b.option)), optionByScheme };
}

/** The keys of the security schemes that some operation requires. */
export function requiredSchemes({ operations }: Api): ReadonlySet<string> {
  return new Set(operations.flatMap(({ security }) => security.flat().map(({ scheme }) => scheme)));
}

function isCredentialKind(kind: SecurityScheme["kind"]): kind is CredentialKind {
  return credentialKinds.has(kind);
}

/** Two schemes with the same key send the same credential. */
function credentialKey({ kind, apiKey, option }: SecurityScheme): string {
  return JSON.stringify([kind, apiKey?.in, apiKey?.name, kind === "apiKey" ? undefined : (option ?? defaultName(kind))]);
}

function defaultName(kind: SecurityScheme["kind"]): string | undefined {
  return kind === "bearer" || kind === "basic" ? credentialDefaults[kind] : undefined;
}

/** The option of an API key is named after its scheme, since there can be another; the other credentials have a name of their own. */
function optionRequest(group: readonly SecurityScheme[]): readonly CredentialRequest[] {
  const [first] = group;
  if (first === undefined) return [];
  const pinned = group.find(({ option }) => option !== undefined)?.option;
  const own = camelCase(first.key, "credential");
  const isDefault = Object.values<string>(credentialDefaults).includes(own);
  const otherwise = identifier(`${own}Credential`);
  return [
    {
      group,
      key: first.key,
      ...(pinned !== undefined && { pinned: optionName(pinned) }),
      wanted: (pinned === undefined ? defaultName(first.kind) : undefined) ?? (isDefault ? otherwise : own),
      otherwise,
      subject: `The option of the security scheme \`${first.key}\``,
      place: first.place,
    },
  ];
}

function optionName(option: string): string {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(option) ? identifier(option) : camelCase(option, "credential");
}

function planOf(group: readonly SecurityScheme[], option: string): readonly CredentialPlan[] {
  const [first] = group;
  if (first === undefined || !isCredentialKind(first.kind)) return [];
  const { kind, apiKey, description } = first;
  const schemes = group.map(({ key }) => key);
  const deprecated = group.every((scheme) => scheme.deprecated === true);
  return [
    {
      scheme: kind,
      option,
      schemes,
      ...(apiKey && { apiKey }),
      ...(description !== undefined && { description }),
      ...(deprecated && { deprecated }),
    },
  ];
}
