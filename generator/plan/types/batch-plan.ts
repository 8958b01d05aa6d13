import type { Schema } from "../../model/types/schema.js";

export interface BatchPlan {
  /** Of the function and the method: `updateAll`. */
  readonly name: string;
  /** What an input that succeeded is: `updated`. */
  readonly done: string;
  /** Where `params` holds the inputs. */
  readonly inputs: readonly string[];
  /** `params` holds other things as well, and whether some of them must be given. */
  readonly others: "none" | "optional" | "required";
  /** What an input is, and what each kind of answer holds for it. */
  readonly input: Schema;
  readonly results: readonly Schema[];
}
