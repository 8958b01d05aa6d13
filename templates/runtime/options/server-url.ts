import type { BaseUrlResolver } from "./settings.js";

/** The variables of a URL: the option that gives each, and its value otherwise. */
type Variables = Readonly<Record<string, readonly [option: string, otherwise: string]>>;

/** The first of these URLs, or the one that `baseUrl` names, with its variables filled in. Any other `baseUrl` is taken as it is. */
export function serverUrl(servers: Readonly<Record<string, Variables>>): BaseUrlResolver {
  return (settings) => {
    const template = settings.client.baseUrl ?? Object.keys(servers)[0] ?? "";
    const variables = Object.hasOwn(servers, template) ? Object.entries(servers[template] ?? {}) : [];
    return variables.reduce((url, [name, [option, otherwise]]) => {
      const value = settings.option(option) ?? otherwise;
      return url.replaceAll(`{${name}}`, () => checked(value, option, otherwise));
    }, template);
  };
}

/** Anything else could lead to another host. What the default holds, the description has room for. */
function checked(value: unknown, option: string, otherwise: string): string {
  const fits = typeof value === "string" && value.split("").every((c) => /[\w.~-]/.test(c) || otherwise.includes(c));
  if (fits && (value !== "" || otherwise === "")) return value;
  throw new TypeError(`${option} must consist of letters, digits, dots, hyphens, underscores and tildes.`);
}
