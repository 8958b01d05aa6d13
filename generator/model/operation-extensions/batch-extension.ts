import { field } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { ModelContext } from "../reading/context.js";
import type { Operation } from "../types/operation.js";
import { batchFieldNames, type BatchFields, type LowerMaximum, readBatchFields } from "./batch-fields.js";
import { requireEntries, requireInput, requireItemProperty, requireList, requirePath } from "./extension-checks.js";
import type { ExtensionObject, FieldValue } from "../extensions/extension-fields.js";
import { openExtension, reportInvalid } from "../extensions/extension-fields.js";
import type { Batch, FieldPath } from "../types/extensions.js";
import { errorPathNames, resultPathNames } from "../types/extensions.js";
import type { SchemaLookup } from "../traversal/dereference.js";
import { entrySchemas, itemSchemas, schemasAt } from "../traversal/schemas-at-path.js";
import { requestBodySchemas, successResponseSchemas } from "../traversal/operation-schemas.js";
import type { OperationWithNode } from "../operations/read-operations.js";
import { sortedSet } from "../reading/order.js";
import type { Schema } from "../types/schema.js";
import { optionalField } from "../reading/documentation-fields.js";

const name = "x-specloom-batch";

/** `x-specloom-batch`: how many inputs a request may have, and how results and errors are matched to them. */
export function readBatch(entry: OperationWithNode, lookup: SchemaLookup, { report }: ModelContext): Batch | undefined {
  const map = openExtension(name, field(entry.node, name), batchFieldNames, report);
  const read = map && readBatchFields(map);
  if (map === undefined || read === undefined) return undefined;
  const checks = new BatchChecks(map, read, entry.operation, lookup);
  return checks.allPass() ? { ...valuesOf(read), ...optionalField("keyPropertyIn", checks.keyPropertyIn()) } : undefined;
}

function valuesOf(read: BatchFields): Batch {
  const { inputs, results, key, maximum, maximumWith, status, limit, paths, ...optional } = read;
  const lowerMaxima = maximumWith.map((one) => ({ field: one.field.value, maximum: one.maximum.value }));
  return {
    inputs: inputs.value,
    results: results.value,
    key: key.value,
    maximum: maximum.value,
    ...optionalField("maximumWith", lowerMaxima.length > 0 ? lowerMaxima : undefined),
    ...optionalField("errors", optional.errors?.value),
    ...optionalField("keyProperty", optional.keyProperty?.value),
    ...optionalField("keyAliases", optional.keyAliases && sortedSet(optional.keyAliases.value)),
    ...optionalField("requestedProperties", optional.requestedProperties?.value),
    ...optionalField("trace", optional.trace?.value),
    ...optionalField("maximumBytes", optional.maximumBytes?.value),
    ...optionalField("status", status && { field: status.field.value, done: sortedSet(status.done.value) }),
    ...optionalField("limit", limit),
    ...optionalField("rejections", optional.rejections),
    ...Object.fromEntries(paths.map(([name, path]) => [name, path.value])),
  };
}

/** BatchChecks that the request and response bodies have the fields that the extension names. Reports all that are missing. */
class BatchChecks {
  readonly #request: readonly Schema[];
  readonly #responses: readonly Schema[];

  constructor(
    readonly map: ExtensionObject,
    readonly read: BatchFields,
    readonly operation: Operation,
    readonly lookup: SchemaLookup,
  ) {
    this.#request = requestBodySchemas(operation);
    this.#responses = successResponseSchemas(operation);
  }

  allPass(): boolean {
    const { map, read, lookup } = this;
    const bodyChecks = [
      requireList(map, read.inputs, this.#request, "request", lookup),
      requireEntries(map, read.results, this.#responses, "response", lookup),
      read.errors === undefined || requireEntries(map, read.errors, this.#responses, "response", lookup),
      read.status === undefined || requirePath(map, read.status.field, this.#responses, "response", lookup),
    ];
    return !bodyChecks.includes(false) && ![...this.#inputChecks(), ...this.#pathChecks()].includes(false);
  }

  /** Whether `keyProperty` is a property of the request instead of each input. */
  keyPropertyIn(): Batch["keyPropertyIn"] {
    const { keyProperty } = this.read;
    return keyProperty && schemasAt(this.#inputs(), [keyProperty.value], this.lookup).length === 0 ? "request" : undefined;
  }

  #inputs(): readonly Schema[] {
    return itemSchemas(schemasAt(this.#request, this.read.inputs.value, this.lookup), this.lookup);
  }

  #entries(path: FieldPath): readonly Schema[] {
    return entrySchemas(schemasAt(this.#responses, path, this.lookup), this.lookup);
  }

  #inputChecks(): readonly boolean[] {
    const { map, lookup, operation } = this;
    const { key, keyProperty, keyAliases, requestedProperties, trace, maximum, maximumWith } = this.read;
    const inputs = this.#inputs();
    return [
      requireItemProperty(map, key, inputs, "An input", lookup),
      trace === undefined || requireItemProperty(map, trace, inputs, "An input", lookup),
      keyProperty === undefined || this.keyPropertyIn() === undefined || requireInput(map, keyProperty, operation, lookup),
      keyAliases === undefined || keyProperty !== undefined || reportWithoutPartner(map, keyAliases, "keyAliases", "keyProperty"),
      requestedProperties === undefined ||
        (keyProperty === undefined
          ? reportWithoutPartner(map, requestedProperties, "requestedProperties", "keyProperty")
          : requireInput(map, requestedProperties, operation, lookup)),
      ...maximumWith.map((lower) => requireInput(lower.map, lower.field, operation, lookup) && isLower(lower, maximum.value)),
    ];
  }

  /** Results in an array need a key property; in an object, the keys identify the records. Error paths are checked only if `errors` is set. */
  #pathChecks(): readonly boolean[] {
    const { map, lookup } = this;
    const { results, errors, key, paths } = this.read;
    const items = itemSchemas(schemasAt(this.#responses, results.value, lookup), lookup);
    const below = (names: readonly string[], schemas: readonly Schema[], owner: string) =>
      paths.map(([name, path]) => !names.includes(name) || requirePath(map, path, schemas, owner, lookup));
    return [
      items.length === 0 ||
        paths.some(([path]) => path === "resultKey") ||
        requireItemProperty(map, key, items, "A result", lookup),
      ...below(resultPathNames, this.#entries(results.value), "result"),
      ...(errors === undefined ? [] : below(errorPathNames, this.#entries(errors.value), "error")),
    ];
  }
}

function isLower({ map, maximum }: LowerMaximum, generalMaximum: number): boolean {
  if (maximum.value < generalMaximum) return true;
  reportInvalid(
    map.report,
    maximum.node,
    `${quote(map.name)}: The maximum must be lower than ${quote("maximum")}, which is ${generalMaximum}.`,
  );
  return false;
}

function reportWithoutPartner(map: ExtensionObject, { node }: FieldValue<unknown>, written: string, missing: string): false {
  reportInvalid(map.report, node, `${quote(map.name)}: ${quote(written)} has no effect without ${quote(missing)}.`);
  return false;
}
