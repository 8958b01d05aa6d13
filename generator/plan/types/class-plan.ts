import type { OperationPlan } from "./operation-plan.js";

/** A group of operations: the methods of one class, and the functions of one module. */
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
  /** The variable of an instance in examples: `petStore`. */
  readonly instance: string;
  /** Path below `src/` of the module with all classes, without extension: `pet-store`. */
  readonly module: string;
  readonly resource: ResourcePlan;
  /** Each child resource: the property that has it, and its class. */
  readonly children: readonly { readonly property: string; readonly child: ClassPlan }[];
}
