import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import {
  entrySchemas,
  itemSchemas,
  requestBodySchemas,
  schemasAt,
  successResponseSchemas,
} from "../../model/traversal/schemas-at-path.js";
import { plainObjectProperties } from "../content/plain-objects.js";
import { identifier } from "../names/identifiers.js";
import type { OperationName } from "../names/operation-names.js";
import type { BodyPlan } from "../types/body-plan.js";
import type { BatchPlan } from "../types/batch-plan.js";
import type { ParameterPlan } from "../types/parameter-plan.js";
import { createNameScope } from "../names/name-scope.js";
import { wordsOf } from "../names/words.js";
import { schemaLookup } from "../../model/traversal/dereference.js";
import { schemaOfBody } from "../requests/plan-request-bodies.js";

/** What the verb in an operation's name makes of an input that succeeded. */
const successStatuses: readonly (readonly [verb: RegExp, done: string])[] = [
  [/^(?:update|patch|edit|modify|set)$/, "updated"],
  [/^(?:upsert|save|put|store)$/, "saved"],
  [/^(?:create|add|insert|post|import)$/, "created"],
  [/^(?:delete|remove|destroy)$/, "deleted"],
  [/^archive$/, "archived"],
  [/^(?:read|get|fetch|find|lookup|list|retrieve)$/, "found"],
];

export function successStatusFor(name: string): string {
  const words = wordsOf(name).map((word) => word.toLowerCase());
  const done = words.flatMap((word) => successStatuses.find(([verb]) => verb.test(word))?.[1] ?? []);
  return done[0] ?? "done";
}

/** The names of the functions that take any number of inputs: `updateAll`, unless somebody beside it is called so. */
export function nameBatchFunctions(names: ReadonlyMap<Operation, OperationName>, report: Report): ReadonlyMap<Operation, string> {
  const found = new Map<Operation, string>();
  const paths = new Set([...names.values()].map(({ resource }) => resource.join(".")));
  for (const path of paths) {
    const here = [...names].filter(([, { resource }]) => resource.join(".") === path);
    const children = [...names.values()].flatMap(({ resource }) => childBelow(resource, path));
    const scope = createNameScope([...here.map(([, { name }]) => name), ...children]);
    const claims = here.flatMap(([operation, { resource, name }]) => {
      if (!operation.batch) return [];
      const wanted = [identifier(`${name}All`), identifier(`${name}Inputs`)] as const;
      const what = `The run of \`${[...resource, name].join(".")}\` over any number of inputs`;
      return [
        {
          owner: operation,
          key: `${operation.path.text} ${operation.method}`,
          candidates: wanted,
          subject: what,
          place: operation.place,
        },
      ];
    });
    for (const [operation, name] of scope.assign(claims, report)) found.set(operation, name);
  }
  return found;
}

function childBelow(resource: readonly string[], path: string): readonly string[] {
  const depth = path === "" ? 0 : path.split(".").length;
  return resource.length > depth && resource.slice(0, depth).join(".") === path ? resource.slice(depth, depth + 1) : [];
}

/** How any number of inputs get into requests; undefined where an operation takes them one request at a time. */
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
  const inputs = body.shape === "whole" ? [body.key, ...batch.inputs] : batch.inputs;
  const results = entrySchemas(schemasAt(successResponseSchemas(operation), batch.results, lookup), lookup);
  return {
    name,
    successStatus: successStatusFor(name),
    inputsPath: inputs,
    otherParams: others(parameters, body, batch.inputs, api),
    inputSchema: input,
    resultSchemas: results,
  };
}

function others(
  parameters: readonly ParameterPlan[],
  body: BodyPlan,
  [list]: readonly string[],
  api: Api,
): BatchPlan["otherParams"] {
  const beside = propertiesBeside(body, list, api);
  if (parameters.some(({ parameter }) => parameter.required) || beside.some(({ required }) => required)) return "required";
  return parameters.length > 0 || beside.length > 0 ? "optional" : "none";
}

function propertiesBeside(body: BodyPlan, list: string | undefined, api: Api): readonly { readonly required: boolean }[] {
  const schema = schemaOfBody(body, api);
  const properties = schema === undefined ? [] : (plainObjectProperties(schema, api) ?? []);
  return properties.filter(({ name }) => name !== list);
}
