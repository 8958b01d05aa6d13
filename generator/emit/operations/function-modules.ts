import type { ResourcePlan } from "../../plan/types/class-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { code, type Code, identifier, join } from "../text/code.js";
import { declareBatch } from "./batch-functions.js";
import { declareIncoming, incomingScopes, incomingTypeNames } from "./incoming-types.js";
import { Imports, specifier } from "../text/imports.js";
import { literal } from "../text/literals.js";
import { moduleText, type ModuleText } from "../text/module-text.js";
import { functionName, localName, reservedLocals } from "../requests/local-names.js";
import { operationDoc } from "./operation-docs.js";
import { pagesStatements } from "../requests/pagination.js";
import { declareParams } from "./params-types.js";
import { sendStatements, defaultRequest } from "../requests/request-object.js";
import { resultType, declareResponses } from "./response-types.js";
import { runtimeType } from "../text/runtime-symbols.js";
import { typeOf, type TypeScope } from "../types/type-scope.js";
import { type ParameterText, printFunction } from "../text/structures.js";
import { typeArguments } from "../types/type-references.js";
import { mapNamesInOperation, mapNamesInParams, mapNamesInResponses, typeParameters } from "../types/type-parameters.js";
import type { PackageTypes } from "../types/package-types.js";

/** The modules of a resource and of all below it. */
export function emitOperations(resource: ResourcePlan, plan: PackagePlan, types: PackageTypes): readonly ModuleText[] {
  return [emitResource(resource, plan, types), ...resource.children.flatMap((child) => emitOperations(child, plan, types))];
}

/** `src/operations/batch.ts`: the types and the function of each operation, and a namespace for each child resource. */
function emitResource(resource: ResourcePlan, plan: PackagePlan, types: PackageTypes): ModuleText {
  const imports = new Imports(resource.module, [...declaredNames(resource), ...plan.typeParameters.values()]);
  const namespaces = resource.children.map((child) => namespaceExport(resource, child));
  const declarations = resource.operations.flatMap((operation) => declareOperation(operation, types, imports));
  const text = moduleText(resource.module, plan.api.info, imports, [join(namespaces, "\n"), ...declarations]);
  return { ...text, uses: [...text.uses, ...resource.children.map(({ module }) => module)] };
}

/** Reserved words cannot be declared, but they can be names of exports. */
function namespaceExport(parent: ResourcePlan, child: ResourcePlan): Code {
  const name = child.path.at(-1) ?? "";
  const local = functionName(name);
  const from = literal(specifier(parent.module, child.module));
  if (local === name) return code`export * as ${identifier(name)} from ${from};`;
  return code`import * as ${identifier(local)} from ${from};\nexport { ${identifier(local)} as ${identifier(name)} };`;
}

function declaredNames({ operations }: ResourcePlan): readonly string[] {
  const declared = operations.flatMap(
    ({ name, paramsName, responsesName, responseHeadersName, parameters, batch, callbacks }) => [
      functionName(name),
      ...(paramsName === undefined ? [] : [paramsName]),
      responsesName,
      ...(responseHeadersName === undefined ? [] : [responseHeadersName]),
      ...incomingTypeNames(callbacks),
      ...(batch === undefined ? [] : [batch.name]),
      ...parameters.map(({ local }) => localName(local)),
    ],
  );
  return [...reservedLocals, ...declared];
}

function declareOperation(operation: OperationPlan, types: PackageTypes, imports: Imports): readonly Code[] {
  const request: TypeScope = { ...types.scope("request", imports), readonlyArrays: true };
  const response = types.scope("response", imports);
  const params = declareParams(operation, types, request);
  return [
    ...(params === undefined ? [] : [params]),
    ...declareResponses(operation, imports, response),
    declareFunction(operation, imports, response),
    ...(operation.batch === undefined ? [] : [declareBatch(operation, operation.batch, imports, { request, response })]),
    ...operation.callbacks.flatMap((callback) =>
      declareIncoming(callback, incomingScopes(types, imports), functionName(operation.name)),
    ),
  ];
}

function declareFunction(operation: OperationPlan, imports: Imports, response: TypeScope): Code {
  const name = functionName(operation.name);
  const parameters: readonly ParameterText[] = [
    { name: code`client`, type: runtimeType(imports, "Client") },
    ...callParameters(operation, identifier(operation.paramsName ?? "params"), imports, response),
  ];
  const declaration = printFunction({
    name: identifier(name),
    exported: name === operation.name,
    docs: operationDoc(operation),
    typeParameters: typeParameters(mapNamesInOperation(operation, response), response),
    parameters,
    returns: returnTypeCode(operation, identifier(operation.responsesName), imports, response),
    statements: operation.pages
      ? pagesStatements(operation.pages, defaultRequest(operation, imports), imports)
      : sendStatements(operation, imports),
  });
  return name === operation.name
    ? declaration
    : code`${declaration}\nexport { ${identifier(name)} as ${identifier(operation.name)} };`;
}

/** The parameters `params` and `options` of the function and of the method. */
export function callParameters(
  operation: OperationPlan,
  params: Code,
  imports: Imports,
  scope: TypeScope,
): readonly ParameterText[] {
  const initializer = operation.paramsOptional ? { initializer: code`{}` } : {};
  const type = code`${params}${typeArguments(mapNamesInParams(operation, scope), scope)}`;
  const paramsParameter = operation.paramsName === undefined ? [] : [{ name: code`params`, type, ...initializer }];
  return [...paramsParameter, { name: code`options`, type: runtimeType(imports, "RequestOptions"), optional: true }];
}

/** @param name - The name of the interface of the responses. */
export function returnTypeCode(operation: OperationPlan, name: Code, imports: Imports, scope: TypeScope): Code {
  const responses = code`${name}${typeArguments(mapNamesInResponses(operation, scope), scope)}`;
  const data = resultType(operation, responses, imports, scope).code;
  if (operation.pages === undefined) return code`${runtimeType(imports, "ApiPromise")}<${data}, ${responses}>`;
  return code`${runtimeType(imports, "PagePromise")}<${typeOf(operation.pages.itemSchema, scope).code}, ${data}, ${responses}>`;
}
