import type { CredentialPlan } from "../../plan/types/client-options-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { code, type Code, identifier, join } from "../text/code.js";
import { propertyAccess, propertyKey, literal } from "../text/literals.js";
import { codeFence, type Markdown } from "./markdown.js";
import { mapNamesInClass } from "../types/type-parameters.js";
import { createTypedMaps } from "../types/typed-maps.js";

/* The examples in the README of creating a client. */

interface Options {
  /** The value of the first credential instead of the default one. */
  readonly secret?: Code;
  readonly otherOptions?: readonly Code[];
}

/** The options of a client: where the API is, if the description does not say it, and the first credential from an environment variable. */
export function clientOptions(
  { credentials, api, serverOptions }: PackagePlan,
  { secret, otherOptions = [] }: Options = {},
): Code {
  const [first] = credentials;
  const variables = api.servers[0]?.variables;
  const origin = variables?.find(({ isOrigin, defaultValue }) => isOrigin && defaultValue === "");
  const isUnknown = variables?.some(({ required }) => required === true) ?? true;
  const option = isUnknown ? "baseUrl" : serverOptions.find(({ variable }) => variable === origin?.name)?.option;
  const server = option === undefined ? [] : [code`${propertyKey(option)}: "https://api.example.com"`];
  const credential = first === undefined ? [] : [code`${propertyKey(first.option)}: ${secret ?? secretExample(first)}`];
  const fields = [...server, ...credential, ...otherOptions];
  return fields.length === 0 ? code`` : code`{ ${join(fields, ", ")} }`;
}

function secretExample({ scheme, option }: CredentialPlan): Code {
  if (scheme === "basic") return code`{ username: "ada", password: "secret" }`;
  const variable = option
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_");
  return code`process.env${propertyAccess(variable)}`;
}

/** A client with type arguments for typed maps; empty if the API has none. */
export function typedMapExample(plan: PackagePlan): Markdown | "" {
  const { api, client, packageJson } = plan;
  if (plan.typeParameters.size === 0) return "";
  const names = mapNamesInClass(client, { typedMaps: createTypedMaps(api.schemas) });
  if (names.length === 0) return "";
  const fields = names.map(() => code`Fields`);
  return codeFence("ts", [
    code`import { ${identifier(client.name)} } from ${literal(packageJson.name)};`,
    "",
    "interface Fields {",
    "  name: string;",
    '  stage: "open" | "done";',
    "  size: number;",
    "}",
    code`const typed = new ${identifier(client.name)}<${join(fields, ", ")}>(${clientOptions(plan)});`,
    "console.log(typed);",
  ]);
}

/** A rate limiter that several clients share; empty if the API has no rate limits. */
export function limiterExample(plan: PackagePlan): Markdown | "" {
  const { client, packageJson, rateLimits } = plan;
  if (rateLimits.length === 0) return "";
  const options = clientOptions(plan, { otherOptions: [code`rateLimit`] });
  return codeFence("ts", [
    code`import { createRateLimiter, ${identifier(client.name)} } from ${literal(packageJson.name)};`,
    "",
    "const rateLimit = createRateLimiter();",
    code`const one = new ${identifier(client.name)}(${options});`,
    code`const other = new ${identifier(client.name)}(${options});`,
    "console.log(one, other);",
  ]);
}

/** A token provider for OAuth; empty if no flow can be used without a user, or the first credential is not a bearer token. */
export function oauthExample(plan: PackagePlan): Markdown | "" {
  const { client, credentials, packageJson, oauth } = plan;
  if (oauth === undefined || credentials[0]?.scheme !== "bearer") return "";
  const provider = identifier(oauth.refreshToken ? "oauthRefreshToken" : "oauthClientCredentials");
  return codeFence("ts", [
    code`import { ${identifier(client.name)} } from ${literal(packageJson.name)};`,
    code`import { ${provider} } from ${literal(`${packageJson.name}/oauth`)};`,
    "",
    code`const token = ${provider}({`,
    '  clientId: process.env.CLIENT_ID ?? "",',
    "  clientSecret: process.env.CLIENT_SECRET,",
    ...(oauth.refreshToken ? ['  refreshToken: process.env.REFRESH_TOKEN ?? "",'] : []),
    "});",
    code`const authorized = new ${identifier(client.name)}(${clientOptions(plan, { secret: code`token` })});`,
    "console.log(authorized);",
  ]);
}
