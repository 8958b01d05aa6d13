import type { BatchFacts } from "../../../templates/runtime/batch-results/batch-facts.js";

/** What the services in memory have in common. */
export const serviceFacts = {
  key: "id",
  trace: "trace",
  results: ["results"],
  resultProperties: ["properties"],
  errors: ["errors"],
  errorKeys: ["context", "ids"],
  errorTraces: ["context", "traces"],
  status: ["status"],
  statusDone: ["COMPLETE"],
  keyAliases: ["record"],
} as const satisfies Partial<BatchFacts>;
