import type { ApiFacts } from "../runtime/api-facts.js";

/** No API: each client brings the facts about its own. */
export const api: ApiFacts = { userAgent: "specloom-runtime/1" };
