import { invalid } from "../store/failures.js";
import { asFields, type Fields, listField } from "../store/fields.js";
import { faultOf, type InvalidValue } from "../store/properties.js";
import { lowerEmail, type Store } from "../store/store.js";

/** The checks for which the service rejects a whole batch before it reads any record. */

export function readInputs(body: Fields, maximum: number): readonly Fields[] {
  const inputs = listField(body, "inputs") ?? invalid("inputs is missing.");
  // The message is the service's own, character for character.
  if (inputs.length > maximum)
    invalid(`The maximum number of inputs supported in a batch is ${maximum}. This one has ${inputs.length}.`);
  return inputs.map((input) => asFields("An input", input));
}

/** The message is the service's own; e-mail addresses are in lower case. */
export function rejectDuplicates(ids: readonly string[]): void {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const id of ids.map(lowerEmail)) (seen.has(id) ? twice : seen).add(id);
  if (twice.size === 0) return;
  invalid(`Duplicate IDs found in batch input: [${[...twice].join(", ")}]. IDs must be unique`, { context: { ids: [...twice] } });
}

/** The message is the service's own. Only a unique property can be the `idProperty`, and the record's own id is not one. */
export function checkIdProperty(store: Store, idProperty: string | undefined, verb: string): void {
  if (idProperty === undefined || store.definitions.get(idProperty)?.unique) return;
  invalid(`Unable to perform ${verb} by non-unique ${idProperty} property`);
}

export function invalidValues(store: Store, values: ReadonlyMap<string, string>): readonly InvalidValue[] {
  return [...values].flatMap(([name, value]) => faultOf(store.definitions, name, value) ?? []);
}

export function rejectInvalidValues(store: Store, values: ReadonlyMap<string, string>): void {
  rejectFaults(invalidValues(store, values));
}

/** As the service does it: the details are JSON inside the message, and `errors` has only the first. */
export function rejectFaults(faults: readonly InvalidValue[]): void {
  const [first] = faults;
  if (!first) return;
  invalid(invalidValuesMessage(faults), {
    errors: [{ message: first.message, code: first.error, context: { propertyName: [first.name] } }],
  });
}

export function invalidValuesMessage(faults: readonly InvalidValue[]): string {
  return `Property values were not valid: ${JSON.stringify(faults)}`;
}
