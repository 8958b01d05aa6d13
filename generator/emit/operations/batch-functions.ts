import { compareStrings } from "../../model/reading/order.js";
import type { Json } from "../../load/tree/node.js";
import type { BatchPlan } from "../../plan/types/batch-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { code, type Code, identifier, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { propertyKey, literal } from "../text/literals.js";
import { functionName } from "../requests/local-names.js";
import { runtimeType, runtimeValue } from "../text/runtime-symbols.js";
import { typeOf, type TypeScope } from "../types/type-scope.js";
import { type ParameterText, printFunction } from "../text/structures.js";
import { codeBlock, codeSpan, docComment, type DocText, docText } from "../text/tsdoc.js";
import { typeArguments } from "../types/type-references.js";
import { mapNamesInOperation, mapNamesInParams, typeParameters } from "../types/type-parameters.js";
import { unionOf } from "../types/type-expression.js";

interface Scopes {
  readonly request: TypeScope;
  readonly response: TypeScope;
}

/** `updateMany`: calls the runtime with the facts about the batch, and a function that sends one request. */
export function declareBatch(operation: OperationPlan, batch: BatchPlan, imports: Imports, scopes: Scopes): Code {
  const mapNames = mapNamesInOperation(operation, scopes.response);
  const typeArgumentsCode = typeArguments(mapNames, scopes.response);
  const call = code`${identifier(functionName(operation.name))}${typeArgumentsCode}(client, ${chunkParams(operation, batch, imports)}, call)`;
  const run = code`${runtimeValue(imports, "runBatch")}({ ${join(batchFacts(operation, batch, imports), ", ")} }, (chunk, call) => ${call}, inputs, options)`;
  return printFunction({
    name: identifier(batch.name),
    docs: batchDoc(operation),
    typeParameters: typeParameters(mapNames, scopes.response),
    parameters: [
      { name: code`client`, type: runtimeType(imports, "Client") },
      ...batchParameters(operation, batch, identifier(operation.paramsName ?? "params"), imports, scopes),
    ],
    returns: batchReturns(batch, imports, scopes),
    statements: [code`return ${run};`],
  });
}

/** The parameters `inputs` and `options` of the function and of the method. */
export function batchParameters(
  operation: OperationPlan,
  batch: BatchPlan,
  params: Code,
  imports: Imports,
  { request }: Scopes,
): readonly ParameterText[] {
  const input = typeOf(batch.inputSchema, { ...request, readonlyArrays: true }).code;
  const paramsType = code`${params}${typeArguments(mapNamesInParams(operation, request), request)}`;
  return [
    { name: code`inputs`, type: code`${runtimeType(imports, "BatchInputs")}<${input}>` },
    { name: code`options`, type: optionsType(batch, paramsType, imports), optional: batch.otherParams !== "required" },
  ];
}

/** Parameters other than the inputs are given once, in `options.params`, for all requests. */
function optionsType({ inputsPath, otherParams }: BatchPlan, paramsType: Code, imports: Imports): Code {
  const options = runtimeType(imports, "BatchOptions");
  if (otherParams === "none") return options;
  const [top, ...deeper] = inputsPath.map((name) => literal(name));
  const otherParamsType =
    deeper.length === 0
      ? code`Omit<${paramsType}, ${top ?? code``}>`
      : code`${runtimeType(imports, "ParamsWithoutInputs")}<${paramsType}, ${literal(inputsPath)}>`;
  const batchOptions = code`${options}<${otherParamsType}>`;
  return otherParams === "required" ? code`${batchOptions} & { params: ${otherParamsType} }` : batchOptions;
}

export function batchReturns({ inputSchema, resultSchemas }: BatchPlan, imports: Imports, { request, response }: Scopes): Code {
  const input = typeOf(inputSchema, { ...request, readonlyArrays: true }).code;
  const record = unionOf(resultSchemas.map((schema) => typeOf(schema, response))).code;
  return code`${runtimeType(imports, "BatchRun")}<${input}, ${record}>`;
}

function chunkParams({ operation: { batch } }: OperationPlan, plan: BatchPlan, imports: Imports): Code {
  const { inputsPath, otherParams, bodyKey } = plan;
  const [top = "", ...deeper] = inputsPath;
  const given = otherParams === "none" ? code`undefined` : code`options${otherParams === "required" ? code`` : code`?`}.params`;
  const { keyProperty, keyPropertyIn, keyAliases, requestedProperties } = { ...batch };
  const facts = withoutUndefined({ body: bodyKey, keyProperty, keyPropertyIn, keyAliases, requestedProperties });
  const otherValues =
    requestedProperties === undefined
      ? given
      : code`${runtimeValue(imports, "requestingKey")}(${given}, chunk, ${literal(facts)})`;
  if (deeper.length > 0) return code`${runtimeValue(imports, "batchParams")}(${otherValues}, ${literal(inputsPath)}, chunk)`;
  return otherParams === "none" ? code`{ ${propertyKey(top)}: chunk }` : code`{ ...${otherValues}, ${propertyKey(top)}: chunk }`;
}

/** The facts about the batch that the runtime needs; those that the description does not give are left out. */
function batchFacts(operation: OperationPlan, { bodyKey }: BatchPlan, imports: Imports): readonly Code[] {
  const { batch } = operation.operation;
  const { status, limit, maximumWith, ...otherFacts } = { ...batch };
  const facts: Record<string, Json> = {
    ...withoutUndefined({ body: bodyKey }),
    ...(otherFacts as Record<string, Json>),
    ...(maximumWith && { maximumWith: maximumWith.map(({ field, maximum }) => ({ field, maximum })) }),
    ...(limit && { limit: limit.field, limitWaits: Object.fromEntries(limit.waitSeconds) }),
    ...(status && { status: status.field, statusDone: status.done }),
  };
  // These are used in the call above; the runtime does not need them.
  const runtimeFacts = Object.entries(facts).filter(([name]) => name !== "inputs" && name !== "requestedProperties");
  const sorted = runtimeFacts
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([name, fact]) => code`${propertyKey(name)}: ${literal(fact)}`);
  return [...sorted, ...inputSerializer(operation, imports)];
}

function withoutUndefined(facts: Readonly<Record<string, Json | undefined>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(facts).flatMap(([name, fact]) => (fact === undefined ? [] : [[name, fact]])));
}

/** Each input is serialized on its own, so that a value that cannot be serialized does not fail the whole request. */
function inputSerializer({ operation: { batch }, serializedMaps = [] }: OperationPlan, imports: Imports): readonly Code[] {
  const list = [...(batch?.inputs ?? []), null];
  const places = serializedMaps.filter(
    ({ path: at }) => at.length > list.length && list.every((step, index) => at[index] === step),
  );
  if (places.length === 0) return [];
  const rules = places.map(({ path: at, values: written }) => literal({ at: at.slice(list.length), ...written }));
  return [code`write: ${runtimeValue(imports, "mapSerializer")}([${join(rules, ", ")}])`];
}

export function batchDoc(operation: OperationPlan, example?: Code): DocText | undefined {
  const tags = example === undefined ? [] : [{ name: "example" as const, text: docText`\n${codeBlock("ts", example)}` }];
  return docComment({
    paragraphs: [
      docText`Calls ${codeSpan(operation.name)} for any number of inputs, in as many requests as that takes.`,
      docText`Nothing is sent until the run is awaited or iterated over, or its ${codeSpan("start()")} is called. Iterate over it for the outcome of each input (${codeSpan("succeeded")}, ${codeSpan("failed")}, ${codeSpan("skipped")} or ${codeSpan("unknown")}), or await it for a summary. A failed input does not throw.`,
    ],
    tags,
  });
}
