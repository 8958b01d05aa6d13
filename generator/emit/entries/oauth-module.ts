import type { OAuthGrant } from "../../model/types/security-scheme.js";
import type { OAuthPlan } from "../../plan/types/client-options-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { code, type Code, identifier, join } from "../text/code.js";
import { Imports } from "../text/imports.js";
import { literal } from "../text/literals.js";
import { moduleText, type ModuleText } from "../text/module-text.js";
import { type RuntimeSymbol, runtimeType, runtimeValue } from "../text/runtime-symbols.js";
import { printFunction } from "../text/structures.js";
import { codeSpan, docComment, type DocText, docText } from "../text/tsdoc.js";

/** The module of the `./oauth` entry point. */
const oauthModule = "oauth";

interface Provider {
  readonly grant: keyof OAuthPlan;
  readonly name: string;
  readonly request: RuntimeSymbol;
  readonly options: RuntimeSymbol;
  readonly about: DocText;
}

const providers: readonly Provider[] = [
  {
    grant: "clientCredentials",
    name: "oauthClientCredentials",
    request: "clientCredentials",
    options: "OAuthOptions",
    about: docText`An access token for the application itself, by its client id and secret. It is renewed before it expires.`,
  },
  {
    grant: "refreshToken",
    name: "oauthRefreshToken",
    request: "refreshToken",
    options: "RefreshTokenOptions",
    about: docText`An access token for the account that granted the refresh token. It is renewed before it expires.`,
  },
];

/** `src/oauth.ts`: a token provider for each OAuth flow of the description that programs can use. */
export function emitOAuth(plan: PackagePlan): readonly ModuleText[] {
  const { oauth, credentials, api } = plan;
  if (oauth === undefined) return [];
  const names = providers.map(({ name }) => name);
  const imports = new Imports(oauthModule, names);
  const option = credentials.find(({ scheme }) => scheme === "bearer")?.option ?? "accessToken";
  const functions = providers.flatMap((provider) => {
    const grant = oauth[provider.grant];
    return grant ? [declareProvider(provider, grant, option, imports)] : [];
  });
  const values = errorNames.map((name) => runtimeValue(imports, name));
  const types = typeNames.map((name) => runtimeType(imports, name));
  const reexports = code`export { ${join(values, ", ")} };\nexport type { ${join(types, ", ")} };`;
  return [moduleText(oauthModule, api.info, imports, [...functions, reexports])];
}

const errorNames = ["OAuthError", "isOAuthError"] as const;
const typeNames = ["OAuthOptions", "RefreshTokenOptions", "TokenProvider", "Tokens"] as const;

function declareProvider(
  { name, request, options, about }: Provider,
  { tokenUrl }: OAuthGrant,
  option: string,
  imports: Imports,
): Code {
  const defaultTokenUrl = tokenUrl === undefined ? code`` : code`, ${literal(tokenUrl)}`;
  return printFunction({
    name: identifier(name),
    docs: docComment({ paragraphs: [about, docText`Pass it to a client as ${codeSpan(option)}.`] }),
    parameters: [{ name: code`options`, type: runtimeType(imports, options) }],
    returns: runtimeType(imports, "TokenProvider"),
    statements: [code`return ${runtimeValue(imports, request)}(options${defaultTokenUrl});`],
  });
}
