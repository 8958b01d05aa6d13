import { batchResponse, type BatchError, notFoundErrors } from "./batch-response.js";
import {
  checkIdProperty,
  invalidValues,
  invalidValuesMessage,
  readInputs,
  rejectDuplicates,
  rejectFaults,
} from "./batch-rules.js";
import type { Handler } from "./handler.js";
import { type Fields, readBody, requiredText, textField, valuesField } from "../store/fields.js";
import type { InvalidValue } from "../store/properties.js";
import { view } from "../store/record-view.js";
import { isArchived } from "./records.js";
import { find, type Store, type StoredRecord, write } from "../store/store.js";

interface Update {
  readonly id: string;
  readonly idProperty: string | undefined;
  readonly trace: string | undefined;
  readonly values: ReadonlyMap<string, string>;
  readonly faults: readonly InvalidValue[];
  readonly record: StoredRecord | undefined;
}

/** `POST /partner_clients/batch/update` */
export const batchUpdate: Handler = (store, call) => {
  const inputs = readInputs(readBody(call.body, call.contentType), 100);
  const updates = inputs.map((input) => readUpdate(store, input));
  rejectDuplicates(updates.map(({ id }) => id));
  for (const { idProperty } of updates) checkIdProperty(store, idProperty, "update");
  const invalid = updates.filter(({ faults }) => faults.length > 0);
  if (!identifiesInputs(store, updates)) rejectFaults(invalid.flatMap(({ faults }) => faults));
  const valid = updates.filter(({ faults }) => faults.length === 0);
  const results = valid.flatMap((update) => (update.record ? [apply(store, update, update.record)] : []));
  const errors = [...notFoundErrors(valid.filter(({ record }) => !record)), ...invalid.map(invalidInput)];
  return batchResponse(store, results, errors);
};

function readUpdate(store: Store, input: Fields): Update {
  const id = requiredText(input, "id");
  const idProperty = textField(input, "idProperty");
  const values = valuesField(input);
  const record = find(store, id, idProperty);
  return {
    id,
    idProperty,
    values,
    trace: textField(input, "objectWriteTraceId"),
    faults: invalidValues(store, values),
    record: record && !isArchived(record) ? record : undefined,
  };
}

/** Only if each input has a unique trace id can the service say which of them failed; otherwise one invalid value rejects the batch. */
function identifiesInputs({ behaviour }: Store, updates: readonly Update[]): boolean {
  const traces = updates.flatMap(({ trace }) => trace ?? []);
  return behaviour.tracesInvalidInputs && traces.length === updates.length && new Set(traces).size === traces.length;
}

function invalidInput({ faults, trace }: Update): BatchError {
  return {
    status: "error",
    category: "VALIDATION_ERROR",
    message: invalidValuesMessage(faults),
    context: { objectWriteTraceId: trace === undefined ? [] : [trace], propertyName: faults.map(({ name }) => name) },
  };
}

function apply(store: Store, { values, idProperty, trace }: Update, record: StoredRecord): Record<string, unknown> {
  write(record, values, store.now());
  const properties = [...values.keys(), ...(idProperty === undefined ? [] : [idProperty])];
  const repeats = store.behaviour.repeatsTraceIds && trace !== undefined;
  return { ...view(store, record, { properties }), ...(repeats && { objectWriteTraceId: trace }) };
}
