import type { BaseUrlResolver } from "./option-reader.js";
import { withoutSlashesAtEnd } from "../values/trailing-slashes.js";

/** The variables of a server URL: the option that sets each, and its default value, if it has one. */
type Variables = Readonly<Record<string, readonly [option: string, defaultValue?: string]>>;

/** Replaces the variables of the URL that `baseUrl` names, or of the first one. A `baseUrl` that is none of these is used unchanged. */
export function serverUrl(servers: Readonly<Record<string, Variables>>): BaseUrlResolver {
  return (settings) => {
    const template = settings.client.baseUrl ?? Object.keys(servers)[0] ?? "";
    const variables = Object.hasOwn(servers, template)
      ? Object.entries(servers[template] ?? {})
      : [];
    return variables.reduce((url, [name, [option, defaultValue]]) => {
      const value = settings.option(option) ?? defaultValue;
      if (value === undefined)
        throw new TypeError(
          `${option} is missing: a part of the API's address, which has no default.`,
        );
      const text = isOrigin(name, defaultValue, template)
        ? address(value, option, defaultValue)
        : part(value, option, defaultValue, withoutPortAndBrackets(value, name, template));
      return url.replaceAll(`{${name}}`, () => text);
    }, template);
  };
}

/** A path on the origin of the current page. Outside of browsers, `baseUrl` must be given. */
export function sameOrigin(path: string): BaseUrlResolver {
  return ({ client }) => {
    if (client.baseUrl !== undefined || hasPage()) return client.baseUrl ?? path;
    throw new TypeError(`baseUrl is missing: the API's description names only a path, "${path}".`);
  };
}

function hasPage(): boolean {
  const { location } = globalThis as { location?: { readonly protocol?: string } };
  return location?.protocol?.startsWith("http") === true;
}

const absolute = /^https?:\/\/[^\s/?#@\\{}]+(?:\/[^\s?#\\{}]*)?$/i;

/** Whether a variable stands for scheme, host and port: `{endpoint}/v1`. */
function isOrigin(name: string, defaultValue = "", template: string): boolean {
  const isFirst = template === `{${name}}` || template.startsWith(`{${name}}/`);
  return isFirst && (defaultValue === "" || absolute.test(defaultValue));
}

/** Without a default, the address must be given, except in a page: its requests go to its own origin. */
function address(value: unknown, option: string, defaultValue = ""): string {
  if (typeof value === "string" && absolute.test(value)) return withoutSlashesAtEnd(value);
  if (value === "" && defaultValue === "" && hasPage()) return "";
  throw new TypeError(
    `${option} must be the address of the API, such as "https://api.example.com".`,
  );
}

/** What remains of a host without what only a host may have: a port, if nothing of the authority follows, and an IPv6 address. */
function withoutPortAndBrackets(value: unknown, name: string, template: string): unknown {
  if (typeof value !== "string") return value;
  const [before = "", after = ""] = template.split(`{${name}}`);
  const endsAuthority = /^[^/]*:\/\/[^/:]*$/.test(before) && /^(\/|$)/.test(after);
  const host = endsAuthority ? value.replace(/(?<=.):\d+$/, "") : value;
  const isWholeHost = before.endsWith("://") && /^([:/]|$)/.test(after);
  return isWholeHost ? host.replace(/^\[([\da-f:.]+)\]$/i, "ipv6") : host;
}

/** Other characters could change the host. Those of the default value are allowed as well. */
function part(
  value: unknown,
  option: string,
  defaultValue: string | undefined,
  checked: unknown,
): string {
  const allowed = defaultValue ?? "";
  const isValid =
    typeof value === "string" &&
    typeof checked === "string" &&
    checked
      .replace(/[\p{L}\p{M}\p{N}_.~-]/gu, "")
      .split("")
      .every((c) => allowed.includes(c));
  if (isValid && (value !== "" || defaultValue === "")) return value;
  throw new TypeError(
    `${option} must consist of letters, digits, dots, hyphens, underscores and tildes.`,
  );
}
