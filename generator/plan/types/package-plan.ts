import type { Api } from "../../model/types/api.js";
import type { Schema, SchemaKey } from "../../model/types/schema.js";
import type { ClassPlan, ResourcePlan } from "./class-plan.js";
import type { CredentialPlan, OAuthPlan, RateLimitPlan, ServerOptionPlan } from "./client-options-plan.js";
import type { WebhooksPlan } from "./webhooks-plan.js";
import type { ModelNames, ModelPlan } from "./model-plan.js";
import type { BodyShapesPlan, FakePlan } from "./fake-plan.js";

/**
 * What the package will contain: every file has its path and every declaration its final name. The emitter turns it into text and
 * decides no names.
 */
export interface PackagePlan {
  readonly api: Api;
  readonly packageJson: PackageJsonPlan;
  /** The class that most people use, with one class for each resource below it. */
  readonly client: ClassPlan;
  readonly resource: ResourcePlan;
  /** False for a description with webhooks only: its package has types and no client. */
  readonly hasClient: boolean;
  readonly webhooks?: WebhooksPlan;
  /** Sorted by name. */
  readonly models: readonly ModelPlan[];
  readonly modelNames: ReadonlyMap<SchemaKey, ModelNames>;
  /** The type parameter for each name in `x-specloom-typed`. */
  readonly typeParameters: ReadonlyMap<string, string>;
  readonly credentials: readonly CredentialPlan[];
  /** Sorted by option. */
  readonly serverOptions: readonly ServerOptionPlan[];
  readonly rateLimits: readonly RateLimitPlan[];
  /** The OAuth grants that need no user; absent if there are none. */
  readonly oauth?: OAuthPlan;
  /** The body of error responses, if it is the same in all operations. */
  readonly errorBody?: Schema;
  /** The modules of `templates/runtime/` that the generated code imports. What these import is added later. */
  readonly runtime: readonly RuntimeModule[];
  readonly entryPoints: readonly EntryPointPlan[];
  /** The services in memory that the `./testing` entry exports, sorted by name. */
  readonly fakes: readonly FakePlan[];
  readonly bodyShapes: BodyShapesPlan;
}

export interface PackageJsonPlan {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license?: string;
  /** The URL of the repository as npm writes it, such as `git+https://github.com/acme/pets.git`. */
  readonly repository?: string;
  readonly hasChangelog?: boolean;
  /** The runtime, if it is that of another package. */
  readonly dependencies?: { readonly [name: string]: string };
}

export interface EntryPointPlan {
  /** `"."` or `"./batch"`. */
  readonly subpath: string;
  /** Path of the module below `src/`, without extension: `operations/batch`. */
  readonly module: string;
}

export type RuntimeModule = "batch/batch-run" | "call/api-promise" | "call/client" | "pages/pages" | "values/path";
