import type { BatchFacts } from "./batch-facts.js";

/** A copy of the input, with the trace id if there is one. The property comes first: adding it to the copy would cost ten times as much. */
export function withTraceId<Input>(
  input: Input,
  property: string | undefined,
  traceId: string | undefined,
): Input {
  if (property === undefined || traceId === undefined) return { ...input };
  const copy = { [property]: traceId, ...input };
  // The input may have the property with an empty value.
  if (Reflect.get(copy, property) !== traceId) Reflect.set(copy, property, traceId);
  return copy;
}

/** A copy without the trace id that the run has added. */
export function withoutTraceId(payload: unknown, property = ""): unknown {
  const { [property]: _, ...rest } = payload as Readonly<Record<string, unknown>>;
  return rest;
}

/** Makes a function that removes the trace id that the run added to an input from the record that the service returns for it. */
export function traceIdRemover({ trace, resultTrace }: BatchFacts): (record: unknown) => unknown {
  const [name, ...deeper] = resultTrace ?? (trace === undefined ? [] : [trace]);
  if (name === undefined || deeper.length > 0) return (record) => record;
  return (record) => {
    if (typeof record !== "object" || record === null || !Object.hasOwn(record, name))
      return record;
    // A copy, since an object with a deleted property takes several times the memory and the time.
    const { [name]: _, ...rest } = record as Readonly<Record<string, unknown>>;
    return rest;
  };
}
