/** Names and values of this depth and less are looked through; what is deeper may be a circle. */
const deepest = 8;
const bounds: ReadonlyMap<string, number> = new Map([
  ["number", 25],
  ["boolean", 5],
  ["undefined", 4],
]);

/**
 * At most so many bytes does a value take in a body: a guess from the lengths of its texts, many times quicker than writing it. NaN where
 * only writing it tells, or tells that it cannot be written.
 */
export function boundOf(value: unknown, depth = 0): number {
  // `\u001f` takes six bytes; what is not ASCII takes three at most.
  if (typeof value === "string") return 2 + 6 * value.length;
  if (value === null) return 4;
  if (typeof value !== "object") return bounds.get(typeof value) ?? NaN;
  return depth < deepest ? boundOfObject(value, depth + 1) : NaN;
}

function boundOfObject(value: object, depth: number): number {
  let sum = 2;
  if (Array.isArray(value)) {
    for (const item of value) sum += 1 + boundOf(item, depth);
    return sum;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || "toJSON" in value) return NaN;
  const fields = value as Readonly<Record<string, unknown>>;
  for (const name in fields) sum += 4 + 6 * name.length + boundOf(fields[name], depth);
  return sum;
}

const encoder = new TextEncoder();

/** So many bytes does a value take in a body. Throws where it cannot be written. */
export function bytesOf(value: unknown): number {
  const text = JSON.stringify(value);
  // Counting characters is enough for most texts, and much faster.
  return /^[\x00-\x7f]*$/.test(text) ? text.length : encoder.encode(text).length;
}
