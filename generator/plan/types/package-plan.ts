import type { Api } from "../../model/types/api.js";
import type { Schema, SchemaKey } from "../../model/types/schema.js";
import type { ClassPlan, ResourcePlan } from "./class-plan.js";
import type { CredentialPlan, OAuthPlan, RateLimitPlan, ServerOptionPlan } from "./client-options-plan.js";
import type { WebhooksPlan } from "./webhook-plan.js";
import type { ModelNames, ModelPlan } from "./model-plan.js";
import type { FakePlan } from "./fake-plan.js";

/**
 * What the package will contain: every file has its path, every declaration its final name, every module its imports. No text yet.
 * Emitting reads this page from top to bottom and decides nothing any more.
 */
export interface PackagePlan {
  readonly api: Api;
  readonly manifest: PackageManifest;
  /** The class that most people use, and below it one class a resource. */
  readonly client: ClassPlan;
  readonly resource: ResourcePlan;
  /** There is something to call; a package without is types alone, and its client is never written. */
  readonly hasClient: boolean;
  /** Absent where the service sends nothing by itself. */
  readonly webhooks?: WebhooksPlan;
  /** In order of name. */
  readonly models: readonly ModelPlan[];
  /** The name that each named schema has in requests and in responses. */
  readonly modelNames: ReadonlyMap<SchemaKey, ModelNames>;
  /** The parameter of types for each name that `x-specloom-typed` says. */
  readonly typeParameters: ReadonlyMap<string, string>;
  readonly credentials: readonly CredentialPlan[];
  /** In order of name. */
  readonly serverOptions: readonly ServerOptionPlan[];
  readonly rateLimits: readonly RateLimitPlan[];
  /** How a program gets a token by itself; absent where it cannot. */
  readonly oauth?: OAuthPlan;
  /** The body of a failure, where every operation agrees on it. */
  readonly errorBody?: Schema;
  /** The modules of `templates/runtime/` that the API needs, by path without extension, before their own imports are followed. */
  readonly runtime: readonly RuntimeModule[];
  /** The package's entry points: `"."`, `"./batch"`, …, with the module that each leads to. */
  readonly entryPoints: readonly EntryPointPlan[];
  /** The services in memory that the `./testing` entry makes, in order of name. */
  readonly fakes: readonly FakePlan[];
}

export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license?: string;
}

export interface EntryPointPlan {
  /** `"."` or `"./batch"`. */
  readonly subpath: string;
  /** Path of the module below `src/`, without extension: `operations/batch`. */
  readonly module: string;
}

export type RuntimeModule = "batch/batch-run" | "call/api-promise" | "call/client" | "pages/pages" | "values/path";
