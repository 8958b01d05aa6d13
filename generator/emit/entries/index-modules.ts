import type { ReaderFunction } from "../../plan/types/response-plan.js";
import type { ResourcePlan } from "../../plan/types/class-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { typedMapTypes } from "../../plan/models/typed-map-parameters.js";
import { allClasses } from "../client/classes.js";
import { incomingTypeNames } from "../operations/incoming-types.js";
import { modelsModule } from "../types/package-types.js";
import type { ModuleText } from "../text/module-text.js";
import { operationsOf } from "../operations/operations-interface.js";
import { apiTypesModule } from "../text/runtime.js";
import { webhooksModule } from "../operations/webhook-module.js";
import { type Reexport, reexportModule } from "./reexports.js";

/** Errors, options and types of the runtime that all entry points with a client export. */
const runtimeExports: readonly Reexport[] = [
  { from: "runtime/errors/api-error", values: ["ApiError", "isApiError"] },
  { from: "runtime/call/api-promise", types: ["ApiPromise", "ApiResponse"] },
  { from: "runtime/call/raw-request", types: ["RawRequestOptions"] },
  { from: "runtime/errors/connection-error", values: ["ConnectionError", "isConnectionError"] },
  { from: "runtime/options/hooks", types: ["Hooks"] },
  { from: "runtime/options/options", types: ["ClientOptions", "RequestOptions", "RetryOptions"] },
  { from: "runtime/options/rate-limit", types: ["RateLimit", "RateLimiter"] },
  { from: "runtime/streams/raw-response", values: ["asResponse"] },
  { from: "runtime/errors/timeout-error", values: ["TimeoutError", "isTimeoutError"] },
];

const clientModule = "client";

/** `src/index.ts`: the classes, all types, and the errors; only types if the API has no operations. */
export function emitIndex(plan: PackagePlan): ModuleText {
  const types = [...(plan.models.length === 0 ? [] : [modelsModule]), ...(plan.webhooks === undefined ? [] : [webhooksModule])];
  return reexportModule("index", plan, plan.hasClient ? indexExports(plan) : [], types);
}

function indexExports(plan: PackagePlan): readonly Reexport[] {
  const [top, ...others] = allClasses(plan.client);
  const classes: Reexport = { from: plan.client.module, values: top ? [top.name] : [], types: others.map(({ name }) => name) };
  return [
    classes,
    ...resourceExports(plan.resource),
    ...apiExports(plan),
    ...runtimeExports,
    ...rateLimitExports(plan),
    ...pageExports(plan),
    ...valueExports(plan),
    ...typedMapExports(plan),
    ...batchExportsIfUsed(plan),
    ...responseExports(plan),
  ];
}

/** `src/client.ts`: what callers of the functions need besides these: `createClient`, errors and types. */
export function emitClientEntry(plan: PackagePlan): ModuleText {
  const client: Reexport = { from: "runtime/call/client", values: ["createClient"], types: ["Client"] };
  return reexportModule(
    clientModule,
    plan,
    [
      client,
      { from: "runtime/call/raw-request", values: ["request"] },
      ...apiExports(plan),
      ...runtimeExports,
      ...rateLimitExports(plan),
      ...pageExports(plan),
      ...batchExportsIfUsed(plan),
      ...responseExports(plan),
      ...valueExports(plan),
      ...typedMapExports(plan),
    ],
    [],
  );
}

function resourceExports(resource: ResourcePlan): readonly Reexport[] {
  const types = resource.operations.flatMap(({ paramsName, responsesName, responseHeadersName, callbacks }) => [
    ...(paramsName === undefined ? [] : [paramsName]),
    responsesName,
    ...(responseHeadersName === undefined ? [] : [responseHeadersName]),
    ...incomingTypeNames(callbacks),
  ]);
  return [{ from: resource.module, types }, ...resource.children.flatMap(resourceExports)];
}

function apiExports({ api }: PackagePlan): readonly Reexport[] {
  return [{ from: apiTypesModule, types: ["ApiOptions", ...(api.versions === undefined ? [] : ["ApiVersion"]), "ErrorBody"] }];
}

function rateLimitExports({ rateLimits }: PackagePlan): readonly Reexport[] {
  return rateLimits.length === 0 ? [] : [{ from: "runtime/limits/create-rate-limiter", values: ["createRateLimiter"] }];
}

function pageExports({ resource }: PackagePlan): readonly Reexport[] {
  return operationsOf(resource).some(({ pages }) => pages !== undefined)
    ? [{ from: "runtime/pages/pages", types: ["PagePromise"] }]
    : [];
}

/** The functions that format dates in serialized property values. */
function valueExports({ resource }: PackagePlan): readonly Reexport[] {
  return operationsOf(resource).some(({ serializedMaps }) => serializedMaps !== undefined)
    ? [{ from: "runtime/bodies/dates", values: ["date", "dateTime"] }]
    : [];
}

/** The types for typed maps. */
function typedMapExports({ typeParameters }: PackagePlan): readonly Reexport[] {
  return typeParameters.size === 0 ? [] : [{ from: "runtime/bodies/typed-maps", types: typedMapTypes }];
}

/** Errors and types of batch runs. */
const batchExports: readonly Reexport[] = [
  { from: "runtime/batch/batch-error", values: ["BatchError", "isBatchError"] },
  { from: "runtime/batch-results/batch-options", types: ["BatchInputs", "BatchOptions"] },
  {
    from: "runtime/batch-results/batch-outcomes",
    types: ["BatchFailure", "BatchOutcome", "BatchProgress", "BatchReason", "BatchStop", "BatchSummary"],
  },
  { from: "runtime/batch/batch-dry-run", types: ["PlannedRequest"] },
  { from: "runtime/batch/batch-run", types: ["BatchRun"] },
];

/** `src/journal.ts`: the journals of batch runs. It is an entry point of its own, because the journal in a file needs Node.js. */
export function emitJournal(plan: PackagePlan): readonly ModuleText[] {
  if (!plan.runtime.includes("batch/batch-run")) return [];
  const exports: readonly Reexport[] = [
    { from: "runtime/batch-results/batch-journal", values: ["readJournal"], types: ["Journal", "JournalEntry"] },
    { from: "runtime/batch-results/file-journal", values: ["fileJournal"], types: ["FileJournal"] },
  ];
  return [reexportModule("journal", plan, exports, [])];
}

function batchExportsIfUsed({ runtime }: PackagePlan): readonly Reexport[] {
  return runtime.includes("batch/batch-run") ? batchExports : [];
}

/** The types of streamed responses and of responses with described headers. */
function responseExports({ resource }: PackagePlan): readonly Reexport[] {
  const operations = operationsOf(resource);
  const has = (...readers: readonly ReaderFunction[]) =>
    operations.some((operation) => operation.readers.some((reader) => readers.includes(reader.function)));
  const eventReaders = ["readEvents", "readTextEvents", "readMixedEvents"] as const;
  const rows: readonly (readonly [boolean, Reexport])[] = [
    [has(...eventReaders), { from: "runtime/streams/read-events", types: ["EventStream", "ServerSentEvent"] }],
    [
      has(...eventReaders, "readJsonLines", "readJsonSequence"),
      { from: "runtime/streams/item-stream", values: ["isStream"], types: ["ItemStream"] },
    ],
    [
      operations.some(({ responses }) => responses.some(({ headers }) => headers.length > 0)),
      { from: "runtime/bodies/response-types", types: ["TypedHeaders"] },
    ],
  ];
  return rows.flatMap(([needed, exported]) => (needed ? [exported] : []));
}
