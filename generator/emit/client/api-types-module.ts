import type { CredentialPlan } from "../../plan/types/client-options-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { code, type Code } from "../text/code.js";
import { Imports } from "../text/imports.js";
import { propertyKey, literal } from "../text/literals.js";
import { moduleText, type ModuleText } from "../text/module-text.js";
import { declareOperations } from "../operations/operations-interface.js";
import { apiTypesModule } from "../text/runtime.js";
import { typeOf, type TypeScope } from "../types/type-scope.js";
import { declareServerUrl, serverOption } from "./server-options.js";
import { type MemberText, printAlias, printInterface } from "../text/structures.js";
import { codeSpan, docComment, prose, docText } from "../text/tsdoc.js";
import { primary, undefinedType, unionOf } from "../types/type-expression.js";
import type { PackageTypes } from "../types/package-types.js";

/** `src/runtime/api-types.ts`: the types of this API that modules of the runtime use. They are not in `api.ts`, because it imports some of these modules. */
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
              paragraphs: [
                docText`The version to call. Default: ${codeSpan(JSON.stringify(versions.defaultVersion))}.`,
                ...[...(versions.notes ?? [])].map(([name, note]) => docText`${codeSpan(JSON.stringify(name))}: ${prose(note)}`),
              ],
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

function credentialOption({ scheme, option: name, description, deprecated }: CredentialPlan): MemberText {
  const secret = scheme === "basic" ? code`{ username: string; password: string }` : code`string`;
  const kind = { bearer: docText`The token`, basic: docText`The name and the password`, apiKey: docText`The key` }[scheme];
  const sentence = docText`${kind}, or a function that returns it, called before each request.`;
  const docs = docComment({
    paragraphs: [sentence, ...(description === undefined ? [] : [prose(description)])],
    tags: deprecated === true ? [{ name: "deprecated" }] : [],
  });
  return option(name, code`${secret} | (() => ${secret} | Promise<${secret}>)`, docs);
}

function declareErrorBody({ errorBody }: PackagePlan, types: PackageTypes, imports: Imports): Code {
  const responseScope = types.scope("response", imports);
  const scope: TypeScope = { ...responseScope, typeArgument: () => responseScope.runtime("Untyped") };
  const described = docText`The body of an error response.`;
  const unknown = docText`The body of an error response. Its schema differs between operations.`;
  const type = errorBody === undefined ? code`unknown` : typeOf(errorBody, scope).code;
  return printAlias({
    name: code`ErrorBody`,
    docs: docComment({ paragraphs: [errorBody === undefined ? unknown : described] }),
    type,
  });
}
