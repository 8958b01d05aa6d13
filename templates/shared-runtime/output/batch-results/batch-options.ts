import type * as shared from "../../../runtime/batch-results/batch-options.js";
import type { ApiOptions } from "../api-types.js";

export type { BatchInputs } from "../../../runtime/batch-results/batch-options.js";

/** Options of a batch run. The options of a request apply to each of its requests, except `signal` and `deadlineMs`, which end the run. */
export interface BatchOptions<Params = never> extends shared.BatchOptions<Params>, ApiOptions {}
