import type { CredentialPlan, ServerOptionPlan } from "../../plan/types/client-options-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { type Markdown, inlineText, tableCode } from "./markdown.js";

interface OptionRow {
  /** One option, or several that are alike. */
  readonly option: Markdown;
  readonly default: Markdown;
  readonly about: Markdown;
}

/** The options of a client, those that depend on the API first. */
export function optionRows(plan: PackagePlan): readonly OptionRow[] {
  return [
    ...credentialRows(plan),
    ...plan.serverOptions.map(serverRow),
    ...versionRows(plan),
    ...addressRows(plan),
    ...commonRows(plan),
  ];
}

const none = "none" as Markdown;

const kinds: Readonly<Record<CredentialPlan["scheme"], string>> = {
  bearer: "The token",
  basic: "`username` and `password`",
  apiKey: "The key",
};

/** What a credential is, with the words of the description. */
export function credentialText({ scheme, description, deprecated }: CredentialPlan): Markdown {
  const sentence = `${kinds[scheme]}${deprecated === true ? ", deprecated" : ""}.`;
  return (description === undefined ? sentence : `${sentence} ${inlineText(description)}`) as Markdown;
}

function credentialRows({ credentials }: PackagePlan): readonly OptionRow[] {
  return credentials.map(({ option, scheme }) => ({
    option: tableCode(option),
    default: none,
    about: `${kinds[scheme]}, or a function that gives it. See [Authentication](#authentication).` as Markdown,
  }));
}

function serverRow({ option, defaultValue, isOrigin, values, description }: ServerOptionPlan): OptionRow {
  const sentences = [
    isOrigin ? "The address of the server, with `https://`." : "A part of the server's address.",
    ...(values.length === 0 ? [] : [`Known values: ${values.map(tableCode).join(", ")}.`]),
    ...(description === undefined ? [] : [inlineText(description)]),
  ];
  const value = defaultValue === "" ? ("required" as Markdown) : tableCode(defaultValue);
  return {
    option: tableCode(option),
    default: isOrigin ? value : tableCode(defaultValue),
    about: sentences.join(" ") as Markdown,
  };
}

function versionRows({ api: { versions } }: PackagePlan): readonly OptionRow[] {
  if (versions === undefined) return [];
  const names = [...versions.prefixes.keys()].map(tableCode).join(", ");
  return [
    {
      option: tableCode("apiVersion"),
      default: tableCode(versions.defaultVersion),
      about: `The version of the API: ${names}.` as Markdown,
    },
  ];
}

function addressRows({ api: { servers } }: PackagePlan): readonly OptionRow[] {
  const [first, ...others] = servers.map(({ url, template }) => url || template);
  const about =
    others.length === 0 ? "The address of the API." : `The address of the API. Others: ${others.map(tableCode).join(", ")}.`;
  const value = first === undefined ? ("required" as Markdown) : tableCode(first);
  return [{ option: tableCode("baseUrl"), default: value, about: about as Markdown }];
}

function commonRows({ rateLimits, credentials }: PackagePlan): readonly OptionRow[] {
  const headers = credentials.length === 0 ? "Additional headers, such as `authorization`." : "Additional headers.";
  const limiter = rateLimits.length === 0 ? "none" : "a limiter of its own";
  const rows: readonly (readonly [options: string, value: string, about: string])[] = [
    ["`fetch`", "the platform's", "Sends the requests."],
    ["`headers`", "none", `${headers} One that is \`undefined\` is not sent.`],
    ["`signal`", "none", "Cancels the call, and its waits."],
    ["`timeoutMs`", "`60_000`", "The time limit of one attempt, in milliseconds."],
    ["`deadlineMs`", "none", "The time limit of the call with all its attempts and waits."],
    ["`maxResponseBytes`", "100 MiB", "The most bytes that are read of a response."],
    [
      "`retry`",
      "`{ attempts: 3 }`",
      "`false`, or `attempts`, `baseDelayMs` (`500`), `maxDelayMs` (`30_000`) and `budget` (`0.2`).",
    ],
    ["`rateLimit`", limiter, "Delays requests; `false` for none. See [Retries and limits](#retries-and-limits)."],
    ["`onRequest`, `onResponse`, `onRetry`, `onError`", "none", "Hooks for logs and metrics. They never see secrets."],
  ];
  return rows.map(([option, value, about]) => ({
    option: option as Markdown,
    default: value as Markdown,
    about: about as Markdown,
  }));
}
