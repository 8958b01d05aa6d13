import { isError } from "../../model/traversal/operation-schemas.js";
import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import { planAcceptHeader } from "../responses/plan-accept-header.js";
import { nameBatchFunctions, planBatch } from "./plan-batch.js";
import { planRetryAndRateLimits } from "./plan-retry-and-rate-limits.js";
import { plainObjectProperties } from "../content/plain-objects.js";
import { planRequestBodies } from "../requests/plan-request-bodies.js";
import type { PlannedCredentials } from "../client-options/plan-credentials.js";
import { planOperationSecurity } from "./plan-operation-security.js";
import { identifier, typePrefix } from "../names/identifiers.js";
import { planCallbacks } from "../webhooks/plan-callbacks.js";
import { planLinks } from "./plan-links.js";
import type { OperationName } from "../names/operation-names.js";
import type { BodyPlan } from "../types/body-plan.js";
import type { ServerOptionPlan } from "../types/client-options-plan.js";
import type { OperationPlan } from "../types/operation-plan.js";
import type { ParameterPlan } from "../types/parameter-plan.js";
import { planPages } from "./plan-pages.js";
import { planParameters } from "../requests/plan-parameters.js";
import { reservedWords } from "../names/reserved-names.js";
import { planReaders } from "../responses/plan-readers.js";
import { planResponse } from "../responses/plan-response.js";
import type { NameScope } from "../names/name-scope.js";
import { planSerializedMaps } from "../requests/plan-serialized-maps.js";
import { schemaOfBody } from "../requests/plan-request-bodies.js";

/** Plans the function of every operation. */
export function planOperations(
  names: ReadonlyMap<Operation, OperationName>,
  { api, client, credentials, serverOptions, scope }: OperationContext,
  report: Report,
): readonly PlacedOperation[] {
  const params = typeNames(names, "Params", client, scope, report);
  const responses = typeNames(names, "Responses", client, scope, report);
  const withHeaders = new Map([...names].filter(([{ responses: all }]) => all.some(({ headers }) => headers.length > 0)));
  const responseHeaders = typeNames(withHeaders, "ResponseHeaders", client, scope, report);
  const batches = nameBatchFunctions(names, report);
  const callbacks = planCallbacks(names, { api, client, scope }, report);
  return [...names].map(([operation, { resource, name }]) => {
    const parameters = planParameters(operation, api, report);
    const bodies = planRequestBodies(operation, parameters, api, report);
    const { body } = bodies;
    const paramsName = parameters.length > 0 || body ? params.get(operation) : undefined;
    const headersName = responseHeaders.get(operation);
    const security = planOperationSecurity(operation, api, credentials);
    const values = planSerializedMaps(operation, bodies, api, report);
    const pages = planPages(operation, parameters, body, api);
    const responsePlans = operation.responses.map((response) =>
      planResponse(response, api, isError(response, operation.responses)),
    );
    const accept = planAcceptHeader(operation);
    const batch = planBatch(operation, batches.get(operation), parameters, body, api);
    const plan: OperationPlan = {
      operation,
      name,
      ...(reservedWords.has(name) && { localName: identifier(`${name}_`) }),
      qualifiedName: [...resource, name].join("."),
      ...(paramsName !== undefined && { paramsName }),
      paramsOptional: !parameters.some(isRequired) && !isBodyRequired(body, api),
      responsesName: responses.get(operation) ?? "",
      ...(headersName !== undefined && { responseHeadersName: headersName }),
      parameters,
      ...bodies,
      ...(operation.servers && { serverOptions }),
      responses: responsePlans,
      ...(accept !== undefined && { acceptHeader: accept }),
      links: planLinks(operation, names, report),
      callbacks: operation.callbacks.flatMap((callback) => callbacks.get(callback) ?? []),
      readers: planReaders(operation, responsePlans),
      ...(values.length > 0 && { serializedMaps: values }),
      ...(pages && { pages }),
      ...(batch && { batch }),
      ...(security && { credentials: security }),
      retryAndRateLimits: planRetryAndRateLimits(operation, api),
    };
    return { resource, plan };
  });
}

export interface OperationContext {
  readonly api: Api;
  /** The name of the client class, the prefix of a type name whose first choice is taken. */
  readonly client: string;
  readonly credentials: PlannedCredentials;
  readonly serverOptions: readonly ServerOptionPlan[];
  readonly scope: NameScope;
}

/** The endings of the type names of an operation, and what they are types of. */
const typeEndings = { Params: "params", Responses: "responses", ResponseHeaders: "headers of the responses" } as const;
type TypeEnding = keyof typeof typeEndings;

/** `BatchUpdateParams`, or `PetStoreBatchUpdateParams` if a model has that name. */
function typeNames(
  names: ReadonlyMap<Operation, OperationName>,
  ending: TypeEnding,
  client: string,
  scope: NameScope,
  report: Report,
): ReadonlyMap<Operation, string> {
  return scope.assign(
    [...names].map(([operation, { resource, name }]) => {
      const base = typePrefix([...resource, name]);
      return {
        owner: operation,
        key: `${operation.path.text} ${operation.method}`,
        candidates: [identifier(base + ending), identifier(client + base + ending)] as const,
        place: operation.place,
        subject: `The type of the ${typeEndings[ending]} of \`${[...resource, name].join(".")}\``,
      };
    }),
    report,
  );
}

function isRequired({ parameter }: ParameterPlan): boolean {
  return parameter.required;
}

/** A body whose properties are properties of `params` is required if one of its properties is. */
function isBodyRequired(body: BodyPlan | undefined, api: Api): boolean {
  if (body === undefined) return false;
  if (body.shape === "whole") return body.required;
  if (body.typeOperator !== undefined) return false;
  const schema = schemaOfBody(body, api);
  return schema !== undefined && (plainObjectProperties(schema, api) ?? []).some(({ required }) => required);
}

/** An operation and the path of its resource. */
export interface PlacedOperation {
  readonly resource: readonly string[];
  readonly plan: OperationPlan;
}
