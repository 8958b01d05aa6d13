import type { Report } from "../diagnostics.js";
import type { Api } from "../model/types/api.js";
import type { GenerateOptions } from "../options.js";
import { planRateLimits } from "./behaviour.js";
import { clientName, instanceName, nameClasses } from "./class-names.js";
import { planCredentials } from "./credentials.js";
import { planErrorBody } from "./error-body.js";
import { planFakes } from "./fakes.js";
import { planWebhooks } from "./incoming.js";
import { planManifest } from "./manifest.js";
import { planModels } from "./models.js";
import { classModule } from "./modules.js";
import { nameOperations } from "./operation-names.js";
import { planOAuth } from "./oauth.js";
import { planOperations } from "./operations.js";
import type { OperationPlan } from "./operation-plan.js";
import type { PackagePlan, RuntimeModule } from "./package.js";
import { planClass, planEntries, planResources } from "./resources.js";
import { planServerOptions } from "./servers.js";
import { createScope } from "./scope.js";
import { nameTypeParameters, typedMapTypes, typedNames } from "./type-parameters.js";

/**
 * Decides what the package contains. Everything that it exports has one scope, in which names are given in this order: the client's
 * class, models, the types of what operations take and answer, the classes of resources, the types of webhooks. Who comes later makes way.
 */
export function planPackage(api: Api, options: GenerateOptions, report: Report): PackagePlan {
  const manifest = planManifest(api.info, options, report);
  const client = clientName(api, options);
  const typed = typedNames(api);
  const scope = createScope([client, ...(typed.length === 0 ? [] : typedMapTypes)]);
  const { models, modelNames } = planModels(api, scope, report);
  const credentials = planCredentials(api, report);
  const taken = credentials.plans.map(({ option }) => option);
  const serverOptions = planServerOptions(api, taken, report);
  const placed = planOperations(nameOperations(api, report), { api, client, credentials, serverOptions, scope }, report);
  const resource = planResources(placed);
  const classes = nameClasses(resource, client, scope, report);
  const webhooks = planWebhooks({ api, client, scope }, report);
  const callable = api.operations.length > 0 || webhooks === undefined;
  const oauth = planOAuth(api);
  const errorBody = planErrorBody(api);
  return {
    api,
    manifest,
    client: planClass(resource, classes, instanceName(client), classModule(client)),
    resource,
    callable,
    ...(webhooks && { webhooks }),
    models,
    modelNames,
    typeParameters: nameTypeParameters(typed, scope),
    credentials: credentials.plans,
    serverOptions,
    rateLimits: planRateLimits(api, report),
    ...(oauth && { oauth }),
    ...(errorBody && { errorBody }),
    runtime: callable ? runtimeOf(placed.map(({ plan }) => plan)) : [],
    entries: planEntries(resource, { models, oauth, webhooks, callable }),
    fakes: planFakes(
      placed.map(({ plan }) => plan),
      api,
    ),
  };
}

function runtimeOf(operations: readonly OperationPlan[]): readonly RuntimeModule[] {
  const rows: readonly (readonly [RuntimeModule, boolean])[] = [
    ["api-promise", true],
    ["batch-run", operations.some(({ batch }) => batch !== undefined)],
    ["client", true],
    ["pages", operations.some(({ pages }) => pages !== undefined)],
    ["path", operations.length > 0],
  ];
  return rows.filter(([, needed]) => needed).map(([module]) => module);
}
