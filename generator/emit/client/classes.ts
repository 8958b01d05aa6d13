import type { ClassPlan, ResourcePlan } from "../../plan/types/class-plan.js";
import type { BatchPlan } from "../../plan/types/batch-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { batchExample } from "../examples/batch-examples.js";
import { batchDoc, batchParameters, batchReturns } from "../operations/batch-functions.js";
import { code, type Code, identifier, join } from "../text/code.js";
import { formatExample } from "../examples/format-example.js";
import { exampleCall, exampleStatement } from "../examples/example-calls.js";
import { Imports } from "../text/imports.js";
import { propertyAccess } from "../text/literals.js";
import { moduleText, type ModuleText } from "../text/module-text.js";
import { operationDoc } from "../operations/operation-docs.js";
import { callParameters, returnTypeCode } from "../operations/function-modules.js";
import { runtimeType, runtimeValue } from "../text/runtime-symbols.js";
import { seeTags } from "../types/schema-comments.js";
import type { TypeScope } from "../types/type-scope.js";
import { type ClassText, type FunctionText, printClass } from "../text/structures.js";
import { codeSpan, docComment, joinDocText, prose, docText } from "../text/tsdoc.js";
import { typeArguments } from "../types/type-references.js";
import { mapNamesInClass, mapNamesInOperation, typeParameters } from "../types/type-parameters.js";
import type { PackageTypes } from "../types/package-types.js";

/** `src/pet-store.ts`: the class of the client and one for each resource. Every method calls the function of its operation. */
export function emitClasses(plan: PackagePlan, types: PackageTypes): ModuleText {
  const classes = allClasses(plan.client);
  const imports = new Imports(plan.client.module, [
    ...classes.map(({ name }) => name),
    ...plan.typeParameters.values(),
    "method",
    "options",
    "params",
    "path",
  ]);
  const declarations = classes.map((one) => printClass(classText(one, plan, types, imports)));
  return moduleText(plan.client.module, plan.api.info, imports, declarations);
}

export function allClasses(top: ClassPlan): readonly ClassPlan[] {
  return [top, ...top.children.flatMap(({ child }) => allClasses(child))];
}

function classText(plan: ClassPlan, packagePlan: PackagePlan, types: PackageTypes, imports: Imports): ClassText {
  const top = plan === packagePlan.client;
  const client = runtimeType(imports, "Client");
  const scope = types.scope("response", imports);
  return {
    name: identifier(plan.name),
    docs: classDoc(plan, packagePlan),
    typeParameters: typeParameters(mapNamesInClass(plan, scope), scope),
    properties: [
      ...plan.children.map(({ property, child }) => ({
        name: identifier(property),
        type: classType(child, scope),
        readonly: true,
        docs: resourceDoc(child.resource),
      })),
      { name: code`#client`, type: client, readonly: true },
    ],
    constructor_: top ? topConstructor(plan, packagePlan, imports, scope) : resourceConstructor(plan, client, scope),
    methods: [
      ...plan.resource.operations.flatMap((operation) => [
        methodText(operation, plan.resource, packagePlan, types, imports),
        ...(operation.batch ? [batchMethod(operation, operation.batch, plan.resource, packagePlan, types, imports)] : []),
      ]),
      ...(top ? [requestMethod(imports)] : []),
    ],
  };
}

function topConstructor(
  plan: ClassPlan,
  { credentials }: PackagePlan,
  imports: Imports,
  scope: TypeScope,
): ClassText["constructor_"] {
  const [first] = credentials;
  const about =
    first === undefined
      ? docText`options - The base URL, and how requests are sent.`
      : docText`options - ${codeSpan(first.option)}, and how requests are sent.`;
  return {
    docs: docComment({ paragraphs: [], tags: [{ name: "param", text: about }] }),
    parameters: [{ name: code`options`, type: runtimeType(imports, "ClientOptions"), optional: true }],
    statements: [code`this.#client = ${runtimeValue(imports, "createClient")}(options);`, ...childStatements(plan, scope)],
  };
}

function resourceConstructor(plan: ClassPlan, client: Code, scope: TypeScope): ClassText["constructor_"] {
  return {
    docs: docComment({ paragraphs: [], tags: [{ name: "internal" }] }),
    parameters: [{ name: code`client`, type: client }],
    statements: [code`this.#client = client;`, ...childStatements(plan, scope)],
  };
}

function childStatements({ children }: ClassPlan, scope: TypeScope): readonly Code[] {
  return children.map(
    ({ property, child }) => code`this${propertyAccess(property)} = new ${classType(child, scope)}(this.#client);`,
  );
}

function classType(plan: ClassPlan, scope: TypeScope): Code {
  return code`${identifier(plan.name)}${typeArguments(mapNamesInClass(plan, scope), scope)}`;
}

function methodText(
  operation: OperationPlan,
  resource: ResourcePlan,
  packagePlan: PackagePlan,
  types: PackageTypes,
  imports: Imports,
): FunctionText {
  const scope = types.scope("response", imports);
  const params = operation.paramsName === undefined ? code`never` : imports.type(resource.module, operation.paramsName);
  const functionPath = code`${imports.namespace(packagePlan.resource.module, "operations")}${join(
    [...resource.path, operation.name].map((step) => propertyAccess(step)),
    "",
  )}`;
  const example = exampleCall(operation, packagePlan.client, packagePlan.api.schemas);
  const callArguments = operation.paramsName === undefined ? code`this.#client, options` : code`this.#client, params, options`;
  return {
    name: identifier(operation.name),
    docs: operationDoc(operation, example && formatExample(exampleStatement(example))),
    parameters: callParameters(operation, params, imports, scope),
    returns: returnTypeCode(operation, imports.type(resource.module, operation.responsesName), imports, scope),
    statements: [code`return ${functionPath}${typeArguments(mapNamesInOperation(operation, scope), scope)}(${callArguments});`],
  };
}

/** The method for requests that are no operation. */
function requestMethod(imports: Imports): FunctionText {
  return {
    name: identifier("request"),
    docs: docComment({
      paragraphs: [
        docText`Sends a request that the description lacks, or has wrong, with the credentials, retries, limits and hooks of the client.`,
      ],
      tags: [
        {
          name: "param",
          text: docText`path - The path below the base URL, with parameters in braces, such as ${codeSpan("/files/{id}")}; or a URL of the same origin.`,
        },
      ],
    }),
    parameters: [
      { name: code`method`, type: code`string` },
      { name: code`path`, type: code`string` },
      { name: code`options`, type: runtimeType(imports, "RawRequestOptions"), optional: true },
    ],
    returns: code`${runtimeType(imports, "ApiPromise")}<unknown>`,
    statements: [code`return ${runtimeValue(imports, "request")}(this.#client, method, path, options);`],
  };
}

function batchMethod(
  operation: OperationPlan,
  batch: BatchPlan,
  resource: ResourcePlan,
  packagePlan: PackagePlan,
  types: PackageTypes,
  imports: Imports,
): FunctionText {
  const scopes = { request: types.scope("request", imports), response: types.scope("response", imports) };
  const paramsType = imports.type(resource.module, operation.paramsName ?? "");
  const path = [...resource.path, batch.name].map((step) => propertyAccess(step));
  const typeArgumentsCode = typeArguments(mapNamesInOperation(operation, scopes.response), scopes.response);
  return {
    name: identifier(batch.name),
    docs: batchDoc(operation, batchExample(operation, batch, packagePlan)),
    parameters: batchParameters(operation, batch, paramsType, imports, scopes),
    returns: batchReturns(batch, imports, scopes),
    statements: [
      code`return ${imports.namespace(packagePlan.resource.module, "operations")}${join(path, "")}${typeArgumentsCode}(this.#client, inputs, options);`,
    ],
  };
}

function classDoc(plan: ClassPlan, { client, api }: PackagePlan) {
  if (plan !== client) return resourceDoc(plan.resource);
  const { title, summary, externalDocs } = api.info;
  return docComment({
    paragraphs: [prose(summary ?? `Client of ${title}.`)],
    tags: externalDocs === undefined ? [] : seeTags(externalDocs),
  });
}

function resourceDoc({ path, operations }: ResourcePlan) {
  const list = joinDocText(
    operations.map(({ name }) => codeSpan(name)),
    ", ",
  );
  const what = list === "" ? docText`.` : docText`: ${list}.`;
  return docComment({ paragraphs: [docText`Operations of ${codeSpan(path.join("."))}${what}`] });
}
