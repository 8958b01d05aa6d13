import type { Schema } from "../../model/types/schema.js";

/** `save` creates records, or updates those that exist. */
export type BatchEffect = "read" | "save" | "update" | "delete";

/** The function that sends any number of inputs in as many requests as needed. */
export interface BatchPlan {
  /** The name of the function and of the method: `updateMany`. */
  readonly name: string;
  /** What the operation does with the records that its inputs name. */
  readonly effect: BatchEffect;
  /** The path of the inputs in `params`. */
  readonly inputsPath: readonly string[];
  /** The property of `params` that is the request body; undefined where the body's properties are properties of `params`. */
  readonly bodyKey?: string | undefined;
  /** Whether `params` has properties beside the inputs, and whether some of them are required. */
  readonly otherParams: "none" | "optional" | "required";
  readonly inputSchema: Schema;
  /** What the responses have for each input; several schemas where the responses differ. */
  readonly resultSchemas: readonly Schema[];
}
