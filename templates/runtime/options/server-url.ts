import type { BaseUrlResolver } from "./settings.js";

/** The variables of a server URL: the option that sets each, and its default value. */
type Variables = Readonly<Record<string, readonly [option: string, defaultValue: string]>>;

/** Replaces the variables of the URL that `baseUrl` names, or of the first one. A `baseUrl` that is none of these is used unchanged. */
export function serverUrl(servers: Readonly<Record<string, Variables>>): BaseUrlResolver {
  return (settings) => {
    const template = settings.client.baseUrl ?? Object.keys(servers)[0] ?? "";
    const variables = Object.hasOwn(servers, template)
      ? Object.entries(servers[template] ?? {})
      : [];
    return variables.reduce((url, [name, [option, defaultValue]]) => {
      const value = settings.option(option) ?? defaultValue;
      return url.replaceAll(`{${name}}`, () => validated(value, option, defaultValue));
    }, template);
  };
}

/** A path on the origin of the current page. Outside of browsers, `baseUrl` must be given. */
export function sameOrigin(path: string): BaseUrlResolver {
  return ({ client }) => {
    const { location } = globalThis as { location?: { readonly protocol?: string } };
    if (client.baseUrl !== undefined || location?.protocol?.startsWith("http"))
      return client.baseUrl ?? path;
    throw new TypeError(`baseUrl is missing: the API's description names only a path, "${path}".`);
  };
}

/** Other characters could change the host. Those of the default value are allowed as well. */
function validated(value: unknown, option: string, defaultValue: string): string {
  const isValid =
    typeof value === "string" &&
    value.split("").every((c) => /[\w.~-]/.test(c) || defaultValue.includes(c));
  if (isValid && (value !== "" || defaultValue === "")) return value;
  throw new TypeError(
    `${option} must consist of letters, digits, dots, hyphens, underscores and tildes.`,
  );
}
