import { type FakeResponse, json } from "../store/requests-and-responses.js";
import { lowerEmail, type Store } from "../store/store.js";

/** One entry of a batch's `errors`; like the service's, it lacks fields that the description requires. */
export interface BatchError {
  readonly status: "error";
  readonly category: string;
  readonly message: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** 200 where every input succeeded, 207 where not; `numErrors` counts entries and not inputs. */
export function batchResponse(store: Store, results: readonly unknown[], errors: readonly BatchError[]): FakeResponse {
  const at = store.now().toISOString();
  const ordered = store.behaviour.order === "reversed" ? [...results].reverse() : results;
  const body = { status: "COMPLETE", results: ordered, requestedAt: at, startedAt: at, completedAt: at };
  if (errors.length === 0) return json(200, body);
  return json(store.behaviour.statusOfPartialFailure, { ...body, numErrors: errors.length, errors });
}

/** All unknown ids of a batch stand in one entry, and so do the trace ids of those inputs that had one. */
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
