import type { Json } from "../../load/tree/node.js";
import type { CredentialPlan, RateLimitPlan } from "../../plan/types/client-options-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { retryFacts } from "../requests/retry-facts.js";
import { code, type Code, join } from "../text/code.js";
import { Imports } from "../text/imports.js";
import { propertyKey, literal } from "../text/literals.js";
import { moduleText, type ModuleText } from "../text/module-text.js";
import { declareOperations } from "../operations/operations-interface.js";
import { apiTypesModule, factsModule } from "../text/runtime.js";
import { runtimeType, runtimeValue } from "../text/runtime-symbols.js";
import { typeOf, type TypeScope } from "../types/type-scope.js";
import { baseUrlCode } from "../requests/base-url.js";
import { declareServerUrl, serverOption } from "./server-options.js";
import { printObject, type PropertyCode } from "../text/object-literal.js";
import { type MemberText, printAlias, printInterface } from "../text/structures.js";
import { codeSpan, docComment, prose, docText } from "../text/tsdoc.js";
import { primary, undefinedType, unionOf } from "../types/type-expression.js";
import type { PackageTypes } from "../types/package-types.js";

/** `src/runtime/api.ts`: the facts about this API that the runtime goes by. */
export function emitApiFacts(plan: PackagePlan): ModuleText {
  const imports = new Imports(factsModule, ["api"]);
  return moduleText(factsModule, plan.api.info, imports, [declareFacts(plan, imports)]);
}

/** `src/runtime/api-types.ts`: the types of this API that the runtime names. Apart from the facts, which import what names these types. */
export function emitApiTypes(plan: PackagePlan, types: PackageTypes): ModuleText {
  const imports = new Imports(apiTypesModule, ["ApiOptions", "ApiVersion", "ErrorBody", "Operations", "ServerUrl"]);
  const declarations = [
    ...declareVersion(plan),
    declareServerUrl(plan),
    declareOptions(plan),
    declareErrorBody(plan, types, imports),
    declareOperations(plan.resource, imports),
  ];
  return moduleText(apiTypesModule, plan.api.info, imports, declarations);
}

function versionNames({ api }: PackagePlan): readonly string[] {
  return [...(api.versions?.prefixes.keys() ?? [])];
}

function declareVersion(plan: PackagePlan): readonly Code[] {
  const names = versionNames(plan);
  if (names.length === 0) return [];
  const docs = docComment({
    paragraphs: [docText`The versions of the API; each has the same operations under another path prefix.`],
  });
  return [printAlias({ name: code`ApiVersion`, docs, type: unionOf(names.map((name) => primary(literal(name)))).code })];
}

function declareOptions(plan: PackagePlan): Code {
  const { versions } = plan.api;
  const version: readonly MemberText[] =
    versions === undefined
      ? []
      : [
          option(
            "apiVersion",
            code`ApiVersion`,
            docComment({
              paragraphs: [docText`The version to call. Default: ${codeSpan(JSON.stringify(versions.defaultVersion))}.`],
            }),
          ),
        ];
  return printInterface({
    name: code`ApiOptions`,
    docs: docComment({ paragraphs: [docText`The options that this API adds to every client and call.`] }),
    members: [...plan.credentials.map(credentialOption), ...plan.serverOptions.map(serverOption), ...version],
  });
}

/** Options accept `undefined`, so that values of `process.env` can be passed. */
function option(name: string, type: Code, docs: MemberText["docs"]): MemberText {
  return { name: propertyKey(name), type: unionOf([primary(type), undefinedType]).code, optional: true, docs };
}

function credentialOption({ scheme, option: name, description }: CredentialPlan): MemberText {
  const secret = scheme === "basic" ? code`{ username: string; password: string }` : code`string`;
  const kind = { bearer: docText`The token`, basic: docText`The name and the password`, apiKey: docText`The key` }[scheme];
  const own = docText`${kind}, or a function that gives it and is asked before each request.`;
  const docs = docComment({ paragraphs: [own, ...(description === undefined ? [] : [prose(description)])] });
  return option(name, code`${secret} | (() => ${secret} | Promise<${secret}>)`, docs);
}

function declareErrorBody({ errorBody }: PackagePlan, types: PackageTypes, imports: Imports): Code {
  const responseScope = types.scope("response", imports);
  const scope: TypeScope = { ...responseScope, typeArgument: () => responseScope.runtime("Untyped") };
  const described = docText`The body that a failed request carries.`;
  const unknown = docText`The body that a failed request carries: the operations do not agree on one.`;
  const type = errorBody === undefined ? code`unknown` : typeOf(errorBody, scope).code;
  return printAlias({
    name: code`ErrorBody`,
    docs: docComment({ paragraphs: [errorBody === undefined ? unknown : described] }),
    type,
  });
}

/** The properties of the runtime's `ApiFacts`. Those that the API does not need are left out, so that their modules are not part of the package. */
function declareFacts(plan: PackagePlan, imports: Imports): Code {
  const rows: readonly PropertyCode[] = [
    ["baseUrl", baseUrlCode(plan.api.servers, plan.serverOptions, imports)],
    ["userAgent", literal(`${plan.manifest.name}/${plan.manifest.version}`)],
    ["versions", versionFacts(plan, imports)],
    ["credentials", credentialFacts(plan, imports)],
    ["retry", plan.api.retry && retryFacts(plan.api.retry, imports)],
    ["rateLimits", rateLimitFacts(plan.rateLimits, imports)],
    ["recover", plan.oauth && runtimeValue(imports, "renewTokens")],
  ];
  return code`export const api: ${runtimeType(imports, "ApiFacts")} = ${printObject(rows) ?? code`{}`};\n`;
}

function versionFacts({ api: { versions } }: PackagePlan, imports: Imports): Code | undefined {
  if (versions === undefined) return undefined;
  return code`${runtimeValue(imports, "versions")}(${literal(versions.defaultVersion)}, ${literal(Object.fromEntries(versions.prefixes))})`;
}

function credentialFacts({ credentials }: PackagePlan, imports: Imports): Code | undefined {
  const calls = credentials.map((credential) => credentialCall(credential, imports));
  return calls.length === 0 ? undefined : code`[${join(calls, ", ")}]`;
}

const keyFunctions = { header: "headerKey", query: "queryKey", cookie: "cookieKey" } as const;

/** `bearer("accessToken")`, `headerKey("apiKey", "X-Api-Key")`. */
function credentialCall({ scheme, option: name, apiKey }: CredentialPlan, imports: Imports): Code {
  if (apiKey !== undefined)
    return code`${runtimeValue(imports, keyFunctions[apiKey.in])}(${literal(name)}, ${literal(apiKey.name)})`;
  return code`${runtimeValue(imports, scheme === "basic" ? "basic" : "bearer")}(${literal(name)})`;
}

function rateLimitFacts(limits: readonly RateLimitPlan[], imports: Imports): Code | undefined {
  if (limits.length === 0) return undefined;
  const facts = limits.map(({ limit, everyRequest }): Json => ({ ...limit, ...(!everyRequest && { onlyNamed: true }) }));
  return code`${runtimeValue(imports, "rateLimits")}(${literal(facts)})`;
}
