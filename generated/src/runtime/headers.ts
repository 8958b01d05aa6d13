import { toText } from "./encode.js";
import type { Scalar } from "./encode.js";

/** Headers by name. A list is joined with commas; undefined and null take away what an earlier layer has set. */
export type HeaderValues = Readonly<Record<string, Scalar | readonly Scalar[] | null | undefined>>;

/** Lays headers over one another; the last one wins. */
export function mergeHeaders(...layers: readonly (HeaderValues | undefined)[]): Headers {
  const headers = new Headers();
  for (const [name, value] of layers.flatMap((layer) => Object.entries(layer ?? {}))) {
    if (value === null || value === undefined) headers.delete(name);
    else
      setHeader(
        headers,
        name,
        [value]
          .flat()
          .map((one) => toText(one, `Header ${name}`))
          .join(","),
      );
  }
  return headers;
}

/**
 * Sets one header if its value is what RFC 9110, section 5.5, lets a field hold. The platform would refuse it too, but some platforms
 * print the value, which may be a secret.
 */
export function setHeader(headers: Headers, name: string, value: string): void {
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    throw new TypeError(`Header ${name} must be one line of Latin-1 text.`);
  }
  headers.set(name, value);
}
