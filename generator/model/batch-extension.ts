import { code, field } from "../load/fields.js";
import type { Node } from "../load/node.js";
import type { ModelContext } from "./context.js";
import { requireField, requireList, takesInput } from "./extension-checks.js";
import type { ExtensionMap, Said } from "./extension-fields.js";
import { fieldPath, invalid, openExtension, readField, required, text, wholeNumber } from "./extension-fields.js";
import type { Batch } from "./extensions.js";
import type { Lookup } from "./field-lookup.js";
import { itemsAt, requestSchemas, schemasAt, successSchemas } from "./field-lookup.js";
import type { OperationEntry } from "./operations.js";

const name = "x-specloom-batch";
const fields = ["inputs", "results", "errors", "key", "keyProperty", "trace", "maximum", "maximumWith"];

/** `x-specloom-batch`: what may travel together, and how answers are joined to inputs. */
export function readBatch(entry: OperationEntry, lookup: Lookup, { report }: ModelContext): Batch | undefined {
  const map = openExtension(name, field(entry.node, name), fields, report);
  const batch = map && readFields(map);
  if (map === undefined || batch === undefined || !isSound(map, batch, entry, lookup)) return undefined;
  const { errors, keyProperty, trace, maximumWith } = batch;
  return {
    inputs: batch.inputs.value,
    results: batch.results.value,
    ...(errors && { errors: errors.value }),
    key: batch.key.value,
    ...(keyProperty && { keyProperty: keyProperty.value }),
    ...(trace && { trace: trace.value }),
    maximum: batch.maximum.value,
    ...(maximumWith.length > 0 && {
      maximumWith: maximumWith.map((lower) => ({ field: lower.field.value, maximum: lower.maximum.value })),
    }),
  };
}

type BatchFields = Exclude<ReturnType<typeof readFields>, undefined>;

function readFields(map: ExtensionMap) {
  const inputs = required(map, "inputs", fieldPath);
  const results = required(map, "results", fieldPath);
  const key = required(map, "key", text);
  const maximum = required(map, "maximum", wholeNumber);
  const optional = { errors: fieldPath(map, "errors"), keyProperty: text(map, "keyProperty"), trace: text(map, "trace") };
  const maximumWith = readLowerMaxima(map);
  return inputs && results && key && maximum && { inputs, results, key, maximum, maximumWith, ...optional };
}

interface LowerMaximum {
  readonly map: ExtensionMap;
  readonly field: Said<string>;
  readonly maximum: Said<number>;
}

function readLowerMaxima(map: ExtensionMap): readonly LowerMaximum[] {
  const list = readField(map, "maximumWith", "a list of maps", (node) => (node.kind === "list" ? node.items : undefined));
  return (list?.value ?? []).flatMap((item) => readLowerMaximum(item, map) ?? []);
}

function readLowerMaximum(node: Node, { report }: ExtensionMap): LowerMaximum | undefined {
  const map = openExtension(`${name}.maximumWith`, node, ["field", "maximum"], report);
  const lowering = map && required(map, "field", text);
  const maximum = map && required(map, "maximum", wholeNumber);
  return map && lowering && maximum && { map, field: lowering, maximum };
}

/** Whether request and answer have what the extension names. Every fault is reported, not only the first. */
function isSound(map: ExtensionMap, batch: BatchFields, { operation }: OperationEntry, lookup: Lookup): boolean {
  const { inputs, results, errors, key, keyProperty, trace } = batch;
  const [request, answers] = [requestSchemas(operation), successSchemas(operation)];
  const lists = [
    requireList(map, inputs, request, "request", lookup),
    requireList(map, results, answers, "answer", lookup),
    errors === undefined || requireList(map, errors, answers, "answer", lookup),
  ];
  if (lists.includes(false)) return false;
  const input = itemsAt(schemasAt(request, inputs.value, lookup), lookup);
  const result = itemsAt(schemasAt(answers, results.value, lookup), lookup);
  return ![
    requireField(map, key, input, "An input", lookup),
    requireField(map, key, result, "A result", lookup),
    ...[keyProperty, trace].map((said) => said === undefined || requireField(map, said, input, "An input", lookup)),
    ...batch.maximumWith.map(
      (lower) => takesInput(lower.map, lower.field, operation, lookup) && isLower(lower, batch.maximum.value),
    ),
  ].includes(false);
}

function isLower({ map, maximum }: LowerMaximum, usual: number): boolean {
  if (maximum.value < usual) return true;
  invalid(map.report, maximum.node, `${code(map.name)}: The maximum must be lower than the usual one, which is ${usual}.`);
  return false;
}
