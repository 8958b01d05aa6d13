import { type FakeResponse, json } from "../store/requests-and-responses.js";
import { lowerEmail, type Store } from "../store/store.js";

/** One item of `errors` in a batch response. Like the service's, it lacks properties that the description requires. */
export interface BatchError {
  readonly status: "error";
  readonly category: string;
  readonly message: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** 200 if every input succeeded, else 207. `numErrors` counts the errors, not the inputs. */
export function batchResponse(store: Store, results: readonly unknown[], errors: readonly BatchError[]): FakeResponse {
  const at = store.now().toISOString();
  const ordered = store.behaviour.order === "reversed" ? [...results].reverse() : results;
  const body = { status: "COMPLETE", results: ordered, requestedAt: at, startedAt: at, completedAt: at };
  if (errors.length === 0) return json(200, body);
  return json(store.behaviour.statusOfPartialFailure, { ...body, numErrors: errors.length, errors });
}

/** One error with all unknown ids of a batch, and with the trace ids of their inputs. */
export function notFoundErrors(
  missing: readonly { readonly id: string; readonly trace?: string | undefined }[],
): readonly BatchError[] {
  if (missing.length === 0) return [];
  const traces = missing.flatMap(({ trace }) => trace ?? []);
  const ids = missing.map(({ id }) => lowerEmail(id));
  return [
    {
      status: "error",
      category: "OBJECT_NOT_FOUND",
      message: ids.length === 1 ? "One record was not found." : `${ids.length} records were not found.`,
      context: { ids, ...(traces.length > 0 && { objectWriteTraceId: traces }) },
    },
  ];
}
