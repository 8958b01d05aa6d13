import type { Report } from "../diagnostics.js";
import type { Api } from "../model/types/api.js";
import type { PlanOptions } from "../options.js";
import { planRateLimits } from "./client-options/plan-rate-limits.js";
import { clientName, instanceName, nameClasses } from "./client/class-names.js";
import { planClientOptions } from "./client-options/plan-client-options.js";
import { planErrorBody } from "./responses/plan-error-body.js";
import { planBodyShapes } from "./testing/body-shapes.js";
import { schemaLookup } from "../model/traversal/dereference.js";
import { planFakes } from "./testing/plan-fakes.js";
import { planWebhooks } from "./webhooks/plan-webhooks.js";
import { planPackageJson } from "./client/plan-package-json.js";
import { nameInlineObjects } from "./inline-objects/name-inline-objects.js";
import { schemaDirections } from "./models/directions.js";
import { nameInlineModels, nameModels, planModels } from "./models/plan-models.js";
import { classModule } from "./client/module-names.js";
import { nameOperations } from "./names/operation-names.js";
import { planOAuth } from "./client-options/plan-oauth.js";
import { planOperations } from "./operations/plan-operations.js";
import type { OperationPlan } from "./types/operation-plan.js";
import type { PackagePlan, RuntimeModule } from "./types/package-plan.js";
import { planClass } from "./client/plan-class.js";
import { planEntryPoints } from "./client/plan-entry-points.js";
import { planResources } from "./client/plan-resources.js";
import { createNameScope } from "./names/name-scope.js";
import { nameTypeParameters, typedMapTypes, typedMapNames } from "./models/typed-map-parameters.js";

/**
 * Plans the package. All exported names are in one scope and are assigned in this order: client class, named schemas, types of params and
 * responses, classes of resources, types of webhooks, inline objects. If a name is taken, the later one is changed.
 */
export function planPackage(described: Api, options: PlanOptions, report: Report): PackagePlan {
  const packageJson = planPackageJson(described.info, options, report);
  const client = clientName(described, options);
  const typedNames = typedMapNames(described);
  const scope = createNameScope([client, ...(typedNames.length === 0 ? [] : typedMapTypes)]);
  const inline = nameInlineObjects(described, nameOperations(described, report), client);
  const { api } = inline;
  const directions = schemaDirections(api, inline.models);
  const describedNames = nameModels(api, inline.models, directions, scope, report);
  const { credentials, serverOptions } = planClientOptions(api, report);
  const placed = planOperations(inline.names, { api, client, credentials, serverOptions, scope }, report);
  const resource = planResources(placed);
  const classes = nameClasses(resource, client, scope, report);
  const webhooks = planWebhooks({ api, client, scope }, report);
  const hasClient = api.operations.length > 0 || webhooks === undefined;
  const modelNames = new Map([...describedNames, ...nameInlineModels(inline.models, directions, scope, report)]);
  const models = planModels(api, inline.models, modelNames, directions);
  const operations = placed.map(({ plan }) => plan);
  const oauth = planOAuth(api);
  const errorBody = planErrorBody(api);
  return {
    api,
    packageJson,
    client: planClass(resource, classes, instanceName(client), classModule(client)),
    resource,
    hasClient,
    ...(webhooks && { webhooks }),
    models,
    modelNames,
    typeParameters: nameTypeParameters(typedNames, scope),
    credentials: credentials.plans,
    serverOptions,
    rateLimits: planRateLimits(api, report),
    ...(oauth && { oauth }),
    ...(errorBody && { errorBody }),
    runtime: hasClient ? runtimeModules(operations) : [],
    entryPoints: planEntryPoints(resource, { models, oauth, webhooks, hasClient, ...options }),
    fakes: planFakes(operations, api),
    bodyShapes: planBodyShapes(operations, schemaLookup(api.schemas), (key) => modelNames.get(key)?.response ?? key),
  };
}

function runtimeModules(operations: readonly OperationPlan[]): readonly RuntimeModule[] {
  const rows: readonly (readonly [RuntimeModule, boolean])[] = [
    ["batch/batch-run", operations.some(({ batch }) => batch !== undefined)],
    ["call/api-promise", true],
    ["call/client", true],
    ["pages/pages", operations.some(({ pages }) => pages !== undefined)],
    ["values/path", operations.length > 0],
  ];
  return rows.filter(([, needed]) => needed).map(([module]) => module);
}
