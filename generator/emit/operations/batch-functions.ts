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

/** `updateAll`: what is known about the batch, how one request of it is sent, and nothing else. */
export function declareBatch(operation: OperationPlan, batch: BatchPlan, imports: Imports, scopes: Scopes): Code {
  const needed = mapNamesInOperation(operation, scopes.response);
  const own = typeArguments(needed, scopes.response);
  const call = code`${identifier(functionName(operation.name))}${own}(client, ${chunkParams(batch, imports)}, call)`;
  const run = code`${runtimeValue(imports, "runBatch")}({ ${join(batchFacts(operation, batch, imports), ", ")} }, (chunk, call) => ${call}, inputs, options)`;
  return printFunction({
    name: identifier(batch.name),
    docs: batchDoc(operation, batch),
    typeParameters: typeParameters(needed, scopes.response),
    parameters: [
      { name: code`client`, type: runtimeType(imports, "Client") },
      ...batchParameters(operation, batch, identifier(operation.paramsName ?? "params"), imports, scopes),
    ],
    returns: batchReturns(batch, imports, scopes),
    statements: [code`return ${run};`],
  });
}

/** `inputs` and `options`, as the function and the method alike take them. */
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

/** What else a request says is given once for the whole run. */
function optionsType(
  { successStatus: done, inputsPath: inputs, otherParams: others }: BatchPlan,
  paramsType: Code,
  imports: Imports,
): Code {
  const options = runtimeType(imports, "BatchOptions");
  if (others === "none") return code`${options}<${literal(done)}>`;
  const [top, ...deeper] = inputs.map((name) => literal(name));
  const rest =
    deeper.length === 0
      ? code`Omit<${paramsType}, ${top ?? code``}>`
      : code`${runtimeType(imports, "ParamsWithoutInputs")}<${paramsType}, ${literal(inputs)}>`;
  const whole = code`${options}<${literal(done)}, ${rest}>`;
  return others === "required" ? code`${whole} & { params: ${rest} }` : whole;
}

export function batchReturns(
  { successStatus: done, inputSchema: input, resultSchemas: results }: BatchPlan,
  imports: Imports,
  { request, response }: Scopes,
): Code {
  const given = typeOf(input, { ...request, readonlyArrays: true }).code;
  const record = unionOf(results.map((schema) => typeOf(schema, response))).code;
  return code`${runtimeType(imports, "BatchRun")}<${given}, ${record}, ${literal(done)}>`;
}

function chunkParams({ inputsPath: inputs, otherParams: others }: BatchPlan, imports: Imports): Code {
  const [top = "", ...deeper] = inputs;
  const given = others === "none" ? code`undefined` : code`options${others === "required" ? code`` : code`?`}.params`;
  if (deeper.length > 0) return code`${runtimeValue(imports, "batchParams")}(${given}, ${literal(inputs)}, chunk)`;
  return others === "none" ? code`{ ${propertyKey(top)}: chunk }` : code`{ ...${given}, ${propertyKey(top)}: chunk }`;
}

/** Everything the runtime goes by; what is not said is left out. */
function batchFacts(operation: OperationPlan, { successStatus: done }: BatchPlan, imports: Imports): readonly Code[] {
  const { batch } = operation.operation;
  const { status, limit, maximumWith, ...said } = { ...batch };
  const facts: Record<string, Json> = {
    done,
    ...(said as Record<string, Json>),
    ...(maximumWith && { maximumWith: maximumWith.map(({ field, maximum }) => ({ field, maximum })) }),
    ...(limit && { limit: limit.field, limitWaits: Object.fromEntries(limit.waitSeconds) }),
    ...(status && { status: status.field, statusDone: status.done }),
  };
  // Where the inputs stand is in the call; the runtime need not know.
  const told = Object.entries(facts).filter(([name]) => name !== "inputs");
  const sorted = told
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([name, fact]) => code`${propertyKey(name)}: ${literal(fact)}`);
  return [...sorted, ...inputWriter(operation, imports)];
}

/** Values that cannot be written are found input by input: a whole request must not fail for one of them. */
function inputWriter({ operation: { batch }, serializedMaps: values = [] }: OperationPlan, imports: Imports): readonly Code[] {
  const list = [...(batch?.inputs ?? []), null];
  const places = values.filter(({ path: at }) => at.length > list.length && list.every((step, index) => at[index] === step));
  if (places.length === 0) return [];
  const rules = places.map(({ path: at, values: written }) => literal({ at: at.slice(list.length), ...written }));
  return [code`write: (input) => ${runtimeValue(imports, "serializeMapsIn")}(input, [${join(rules, ", ")}])`];
}

export function batchDoc(operation: OperationPlan, { successStatus: done }: BatchPlan, example?: Code): DocText | undefined {
  const lines = example === undefined ? [] : [{ name: "example" as const, text: docText`\n${codeBlock("ts", example)}` }];
  return docComment({
    paragraphs: [
      docText`Calls ${codeSpan(operation.name)} for any number of inputs, in as many requests as that takes.`,
      docText`Iterate over the run for the outcome of each input (${codeSpan(done)}, ${codeSpan("failed")} or ${codeSpan("unconfirmed")}), or await it for a summary. That inputs fail throws nothing.`,
    ],
    tags: lines,
  });
}
