import type { ClassPlan, ResourcePlan } from "../../plan/types/class-plan.js";
import type { BatchPlan } from "../../plan/types/batch-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { batchExample } from "../examples/batch-examples.js";
import { batchDoc, batchParameters, batchReturns } from "../operations/batch-functions.js";
import { code, type Code, ident, join } from "../text/code.js";
import { layOut } from "../examples/format-example.js";
import { exampleCall, exampleCode } from "../examples/example-calls.js";
import { Imports } from "../text/imports.js";
import { access } from "../text/literals.js";
import { moduleText, type ModuleText } from "../text/module-text.js";
import { operationDoc } from "../operations/operation-docs.js";
import { callParameters, returnType } from "../operations/function-modules.js";
import { runtimeType, runtimeValue } from "../text/runtime-symbols.js";
import type { TypeScope } from "../types/type-scope.js";
import { type ClassText, type FunctionText, printClass } from "../text/structures.js";
import { codeSpan, comment, joinWords, prose, words } from "../text/tsdoc.js";
import { typeArguments, typedClass, typedOperation, typeParameters } from "../types/type-parameters.js";
import type { Types } from "../types/package-types.js";

/** `src/pet-store.ts`: the class that most people use, and one a resource; a method is one line over a function. */
export function emitClasses(plan: PackagePlan, types: Types): ModuleText {
  const classes = allClasses(plan.client);
  const imports = new Imports(plan.client.module, [
    ...classes.map(({ name }) => name),
    ...plan.typeParameters.values(),
    "options",
    "params",
  ]);
  const declarations = classes.map((one) => printClass(classText(one, plan, types, imports)));
  return moduleText(plan.client.module, plan.api.info, imports, declarations);
}

export function allClasses(top: ClassPlan): readonly ClassPlan[] {
  return [top, ...top.children.flatMap(({ child }) => allClasses(child))];
}

function classText(plan: ClassPlan, pack: PackagePlan, types: Types, imports: Imports): ClassText {
  const top = plan === pack.client;
  const client = runtimeType(imports, "Client");
  const scope = types.scope("response", imports);
  return {
    name: ident(plan.name),
    docs: classDoc(plan, pack),
    typeParameters: typeParameters(typedClass(plan, scope), scope),
    properties: [
      ...plan.children.map(({ property, child }) => ({
        name: ident(property),
        type: classType(child, scope),
        readonly: true,
        docs: resourceDoc(child.resource),
      })),
      { name: code`#client`, type: client, readonly: true },
    ],
    constructor_: top ? topConstructor(plan, pack, imports, scope) : resourceConstructor(plan, client, scope),
    methods: plan.resource.operations.flatMap((operation) => [
      methodText(operation, plan.resource, pack, types, imports),
      ...(operation.batch ? [batchMethod(operation, operation.batch, plan.resource, pack, types, imports)] : []),
    ]),
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
      ? words`options - Where and how requests are sent.`
      : words`options - ${codeSpan(first.option)}, and how requests are sent.`;
  return {
    docs: comment({ paragraphs: [], tags: [{ name: "param", text: about }] }),
    parameters: [{ name: code`options`, type: runtimeType(imports, "ClientOptions"), optional: true }],
    statements: [code`this.#client = ${runtimeValue(imports, "createClient")}(options);`, ...childStatements(plan, scope)],
  };
}

function resourceConstructor(plan: ClassPlan, client: Code, scope: TypeScope): ClassText["constructor_"] {
  return {
    docs: comment({ paragraphs: [], tags: [{ name: "internal" }] }),
    parameters: [{ name: code`client`, type: client }],
    statements: [code`this.#client = client;`, ...childStatements(plan, scope)],
  };
}

function childStatements({ children }: ClassPlan, scope: TypeScope): readonly Code[] {
  return children.map(({ property, child }) => code`this${access(property)} = new ${classType(child, scope)}(this.#client);`);
}

function classType(plan: ClassPlan, scope: TypeScope): Code {
  return code`${ident(plan.name)}${typeArguments(typedClass(plan, scope), scope)}`;
}

function methodText(
  operation: OperationPlan,
  resource: ResourcePlan,
  pack: PackagePlan,
  types: Types,
  imports: Imports,
): FunctionText {
  const scope = types.scope("response", imports);
  const params = operation.paramsName === undefined ? code`never` : imports.type(resource.module, operation.paramsName);
  const called = code`${imports.namespace(pack.resource.module, "operations")}${join(
    [...resource.path, operation.name].map((step) => access(step)),
    "",
  )}`;
  const example = exampleCall(operation, pack.client, pack.api.schemas);
  const passed = operation.paramsName === undefined ? code`this.#client, options` : code`this.#client, params, options`;
  return {
    name: ident(operation.name),
    docs: operationDoc(operation, example && layOut(exampleCode(example))),
    parameters: callParameters(operation, params, imports, scope),
    returns: returnType(operation, imports.type(resource.module, operation.responsesName), imports, scope),
    statements: [code`return ${called}${typeArguments(typedOperation(operation, scope), scope)}(${passed});`],
  };
}

function batchMethod(
  operation: OperationPlan,
  batch: BatchPlan,
  resource: ResourcePlan,
  pack: PackagePlan,
  types: Types,
  imports: Imports,
): FunctionText {
  const scopes = { request: types.scope("request", imports), response: types.scope("response", imports) };
  const paramsType = imports.type(resource.module, operation.paramsName ?? "");
  const path = [...resource.path, batch.name].map((step) => access(step));
  const own = typeArguments(typedOperation(operation, scopes.response), scopes.response);
  return {
    name: ident(batch.name),
    docs: batchDoc(operation, batch, batchExample(operation, batch, pack)),
    parameters: batchParameters(operation, batch, paramsType, imports, scopes),
    returns: batchReturns(batch, imports, scopes),
    statements: [
      code`return ${imports.namespace(pack.resource.module, "operations")}${join(path, "")}${own}(this.#client, inputs, options);`,
    ],
  };
}

function classDoc(plan: ClassPlan, { client, api }: PackagePlan) {
  if (plan !== client) return resourceDoc(plan.resource);
  const { title, summary } = api.info;
  return comment({ paragraphs: [prose(summary ?? `Client of ${title}.`)] });
}

function resourceDoc({ path, operations }: ResourcePlan) {
  const list = joinWords(
    operations.map(({ name }) => codeSpan(name)),
    ", ",
  );
  const what = list === "" ? words`.` : words`: ${list}.`;
  return comment({ paragraphs: [words`Operations of ${codeSpan(path.join("."))}${what}`] });
}
