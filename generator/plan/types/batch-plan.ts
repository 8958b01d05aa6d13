import type { Schema } from "../../model/types/schema.js";

export interface BatchPlan {
  /** Of the function and the method: `updateAll`. */
  readonly name: string;
  /** What an input that succeeded is: `updated`. */
  readonly successStatus: string;
  /** Where `params` holds the inputs. */
  readonly inputsPath: readonly string[];
  /** `params` holds other things as well, and whether some of them must be given. */
  readonly otherParams: "none" | "optional" | "required";
  /** What an input is, and what each kind of answer holds for it. */
  readonly inputSchema: Schema;
  readonly resultSchemas: readonly Schema[];
}
