import type { Schema } from "../../model/types/schema.js";

/** The function that sends any number of inputs in as many requests as needed. */
export interface BatchPlan {
  /** The name of the function and of the method: `updateAll`. */
  readonly name: string;
  /** The outcome status of an input that succeeded: `updated`. */
  readonly successStatus: string;
  /** The path of the inputs in `params`. */
  readonly inputsPath: readonly string[];
  /** Whether `params` has properties beside the inputs, and whether some of them are required. */
  readonly otherParams: "none" | "optional" | "required";
  readonly inputSchema: Schema;
  /** What the responses have for each input; several schemas where the responses differ. */
  readonly resultSchemas: readonly Schema[];
}
