import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import { entrySchemas, itemSchemas, schemasAt } from "../../model/traversal/schemas-at-path.js";
import { requestBodySchemas, successResponseSchemas } from "../../model/traversal/operation-schemas.js";
import { plainObjectProperties } from "../content/plain-objects.js";
import { identifier } from "../names/identifiers.js";
import type { OperationName } from "../names/operation-names.js";
import type { BodyPlan } from "../types/body-plan.js";
import type { BatchEffect, BatchPlan } from "../types/batch-plan.js";
import type { ParameterPlan } from "../types/parameter-plan.js";
import { createNameScope } from "../names/name-scope.js";
import { wordsOf } from "../names/words.js";
import { schemaLookup } from "../../model/traversal/dereference.js";
import { schemaOfBody } from "../requests/plan-request-bodies.js";

/** What an operation does, by the verb in its name. */
const effects: readonly (readonly [verb: RegExp, effect: BatchEffect])[] = [
  [/^(?:update|patch|edit|modify|set)$/, "update"],
  [/^(?:upsert|save|put|store|create|add|insert|post|import)$/, "save"],
  [/^(?:delete|remove|destroy|archive)$/, "delete"],
  [/^(?:read|get|fetch|find|lookup|list|retrieve)$/, "read"],
];

function effectOf(name: string): BatchEffect {
  const words = wordsOf(name).map((word) => word.toLowerCase());
  const found = words.flatMap((word) => effects.find(([verb]) => verb.test(word))?.[1] ?? []);
  return found[0] ?? "update";
}

/** The names of the batch functions: `updateMany` for `update`, or `updateInputs` if an operation or a resource beside it has that name. */
export function nameBatchFunctions(names: ReadonlyMap<Operation, OperationName>, report: Report): ReadonlyMap<Operation, string> {
  const found = new Map<Operation, string>();
  const taken = namesByResource([...names.values()]);
  for (const [path, operations] of byResource(names)) {
    const requests = operations.flatMap(([operation, { resource, name }]) => {
      if (!operation.batch) return [];
      return [
        {
          owner: operation,
          key: `${operation.path.text} ${operation.method}`,
          candidates: batchFunctionNames(name),
          subject: `The batch function of \`${[...resource, name].join(".")}\``,
          place: operation.place,
        },
      ];
    });
    for (const [operation, name] of createNameScope(taken.get(path)).assign(requests, report)) found.set(operation, name);
  }
  return found;
}

/** An operation may itself be named after many: `createMany` takes as many as fit into a request, `createManyInBatches` any number. */
function batchFunctionNames(name: string) {
  const suffix = wordsOf(name).at(-1)?.toLowerCase() === "many" ? "InBatches" : "Many";
  return [identifier(`${name}${suffix}`), identifier(`${name}Inputs`)] as const;
}

type NamedOperation = readonly [Operation, OperationName];

function byResource(names: Iterable<NamedOperation>): ReadonlyMap<string, readonly NamedOperation[]> {
  const found = new Map<string, NamedOperation[]>();
  for (const named of names) {
    const path = named[1].resource.join(".");
    const operations = found.get(path);
    if (operations === undefined) found.set(path, [named]);
    else operations.push(named);
  }
  return found;
}

/** The names of the operations and of the resources that stand in each resource. */
function namesByResource(names: readonly OperationName[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { resource, name } of names)
    for (const [depth, member] of [...resource, name].entries()) {
      const path = resource.slice(0, depth).join(".");
      const members = found.get(path) ?? new Set();
      found.set(path, members.add(member));
    }
  return found;
}

/** The batch function of an operation with `x-specloom-batch`; undefined if the operation has none. */
export function planBatch(
  operation: Operation,
  name: string | undefined,
  parameters: readonly ParameterPlan[],
  body: BodyPlan | undefined,
  api: Api,
): BatchPlan | undefined {
  const { batch } = operation;
  const lookup = schemaLookup(api.schemas);
  const [input] = batch ? itemSchemas(schemasAt(requestBodySchemas(operation), batch.inputs, lookup), lookup) : [];
  if (batch === undefined || name === undefined || body === undefined || input === undefined) return undefined;
  const bodyKey = body.shape === "whole" ? body.key : undefined;
  return {
    name,
    effect: effectOf(name),
    inputsPath: bodyKey === undefined ? batch.inputs : [bodyKey, ...batch.inputs],
    bodyKey,
    otherParams: otherParams(parameters, body, batch.inputs, api),
    inputSchema: input,
    resultSchemas: entrySchemas(schemasAt(successResponseSchemas(operation), batch.results, lookup), lookup),
  };
}

function otherParams(
  parameters: readonly ParameterPlan[],
  body: BodyPlan,
  [list]: readonly string[],
  api: Api,
): BatchPlan["otherParams"] {
  const properties = otherProperties(body, list, api);
  if (parameters.some(({ parameter }) => parameter.required) || properties.some(({ required }) => required)) return "required";
  return parameters.length > 0 || properties.length > 0 ? "optional" : "none";
}

function otherProperties(body: BodyPlan, list: string | undefined, api: Api): readonly { readonly required: boolean }[] {
  const schema = schemaOfBody(body, api);
  const properties = schema === undefined ? [] : (plainObjectProperties(schema, api) ?? []);
  return properties.filter(({ name }) => name !== list);
}
