import type { OperationPlan } from "./operation-plan.js";

/** Operations that are called on one object: the root, or `batch`. */
export interface ResourcePlan {
  /** Names from the root: `[]`, `["batch"]`, `["repos", "issues"]`. */
  readonly path: readonly string[];
  /** Path of its module below `src/`, without extension: `operations/index`, `operations/batch`. */
  readonly module: string;
  readonly operations: readonly OperationPlan[];
  /** In order of name. */
  readonly children: readonly ResourcePlan[];
}

export interface ClassPlan {
  /** `PetStore`, `PetStoreBatch`. */
  readonly name: string;
  /** How examples call an instance: `petStore`. */
  readonly instance: string;
  /** Path of the module of all classes below `src/`: `pet-store`. */
  readonly module: string;
  readonly resource: ResourcePlan;
  /** The property that leads to each child, and its class. */
  readonly children: readonly { readonly property: string; readonly child: ClassPlan }[];
}
