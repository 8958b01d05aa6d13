import type { CredentialPlan, ServerOptionPlan } from "../../plan/types/client-options-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import type { Surfaces } from "./package-surface.js";

/** Compares the options of the client: credentials, servers, versions, and what all calls have in common. */
export function compareClient(surfaces: Surfaces): void {
  const { old, now, types, add } = surfaces;
  compareOptions(old.plan, now.plan, surfaces);
  compareServers(old.plan, now.plan, surfaces);
  compareVersions(old.plan, now.plan, surfaces);
  compareTokens(old.plan, now.plan, surfaces);
  const subject = now.plan.client.name;
  if (differ([old.plan.api.retry, retryWaits(old.plan)], [now.plan.api.retry, retryWaits(now.plan)]))
    add({ rule: "retries-changed", subject });
  if (differ(old.plan.rateLimits, now.plan.rateLimits)) add({ rule: "limits-changed", subject });
  const [before, after] = [old.plan.errorBody, now.plan.errorBody];
  if (before !== undefined && after === undefined) add({ rule: "error-body-unknown", subject });
  if (before === undefined && after !== undefined) add({ rule: "error-body-described", subject });
  if (before === undefined || after === undefined) return;
  types.compareRoot(
    "",
    { schema: before, side: old.sides.received },
    { schema: after, side: now.sides.received },
    "received",
    "ErrorBody",
  );
}

function retryWaits({ api }: PackagePlan): unknown {
  return [...(api.retry?.waitSeconds ?? [])];
}

function differ(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

function compareOptions(old: PackagePlan, now: PackagePlan, { add }: Surfaces): void {
  const [from, to] = [optionsOf(old), optionsOf(now)];
  for (const [subject, before] of from) {
    const after = to.get(subject);
    if (after === undefined) add({ rule: "option-removed", subject });
    else if (before.type !== after.type)
      add({ rule: "option-type-changed", subject, facts: { old: before.type, new: after.type } });
    else if (before.sentIn !== after.sentIn)
      add({ rule: "credential-placement-changed", subject, facts: { old: before.sentIn, new: after.sentIn } });
    else if (before.defaultValue !== after.defaultValue)
      add({
        rule: "option-default-changed",
        subject,
        facts: { old: `\`${before.defaultValue}\``, new: `\`${after.defaultValue}\`` },
      });
    if (after !== undefined && before.description !== after.description) add({ rule: "documentation-changed", subject });
    for (const name of before.values)
      if (after?.values.includes(name) === false) add({ rule: "option-value-removed", subject, facts: { name: `\`${name}\`` } });
    for (const name of after?.values ?? [])
      if (!before.values.includes(name)) add({ rule: "option-value-added", subject, facts: { name: `\`${name}\`` } });
  }
  for (const subject of to.keys()) if (!from.has(subject)) add({ rule: "option-added", subject });
}

interface ClientOption {
  readonly type: string;
  readonly sentIn: string;
  readonly defaultValue: string;
  readonly description: string | undefined;
  readonly values: readonly string[];
}

function optionsOf({ credentials, serverOptions }: PackagePlan): ReadonlyMap<string, ClientOption> {
  return new Map([
    ...credentials.map((plan): [string, ClientOption] => [plan.option, credentialOption(plan)]),
    ...serverOptions.map((plan): [string, ClientOption] => [plan.option, serverOption(plan)]),
  ]);
}

function credentialOption({ scheme, apiKey, description, deprecated }: CredentialPlan): ClientOption {
  const sentIn = apiKey === undefined ? `the header \`Authorization\` (${scheme})` : `the ${apiKey.in} \`${apiKey.name}\``;
  return {
    type: scheme === "basic" ? "a user name and a password" : "a string",
    sentIn,
    defaultValue: "",
    description: JSON.stringify([description, deprecated]),
    values: [],
  };
}

function serverOption({ defaultValue, description, values }: ServerOptionPlan): ClientOption {
  return { type: "a string", sentIn: "the address", defaultValue, description, values };
}

function compareServers(old: PackagePlan, now: PackagePlan, { add }: Surfaces): void {
  const [from, to] = [old.api.servers, now.api.servers];
  const [before, after] = [from[0]?.url, to[0]?.url];
  const subject = "baseUrl";
  if (before !== after)
    add({ rule: "server-changed", subject, facts: { old: describeServer(before), new: describeServer(after) } });
  const names = (servers: typeof from) => new Set(servers.slice(1).map(({ template }) => template));
  const all = (servers: typeof from) => new Set(servers.map(({ template }) => template));
  for (const name of names(from))
    if (!all(to).has(name)) add({ rule: "server-removed", subject, facts: { name: `\`${name}\`` } });
  for (const name of names(to)) if (!all(from).has(name)) add({ rule: "server-added", subject, facts: { name: `\`${name}\`` } });
}

export function describeServer(template: string | undefined): string {
  return template === undefined || template === "" ? "no default server" : `\`${template}\``;
}

/** The token providers of the `./oauth` entry point. */
const providers = { clientCredentials: "oauthClientCredentials", refreshToken: "oauthRefreshToken" } as const;

function compareTokens({ oauth: from }: PackagePlan, { oauth: to }: PackagePlan, { add }: Surfaces): void {
  for (const grant of ["clientCredentials", "refreshToken"] as const) {
    const [before, after] = [from?.[grant], to?.[grant]];
    const subject = providers[grant];
    const facts = { old: describeServer(before?.tokenUrl), new: describeServer(after?.tokenUrl) };
    if (before !== undefined && after === undefined) add({ rule: "export-removed", subject });
    else if (before === undefined && after !== undefined) add({ rule: "export-added", subject });
    else if (before?.tokenUrl !== after?.tokenUrl) add({ rule: "token-address-changed", subject, facts });
  }
}

function compareVersions(old: PackagePlan, now: PackagePlan, { add }: Surfaces): void {
  const [from, to] = [old.api.versions, now.api.versions];
  const [before, after] = [[...(from?.prefixes.keys() ?? [])], [...(to?.prefixes.keys() ?? [])]];
  const subject = "apiVersion";
  for (const name of before) if (!after.includes(name)) add({ rule: "version-removed", subject, facts: { name: `\`${name}\`` } });
  for (const name of after) if (!before.includes(name)) add({ rule: "version-added", subject, facts: { name: `\`${name}\`` } });
  if (from !== undefined && to !== undefined && from.defaultVersion !== to.defaultVersion)
    add({ rule: "version-changed", subject, facts: { old: `\`${from.defaultVersion}\``, new: `\`${to.defaultVersion}\`` } });
}
