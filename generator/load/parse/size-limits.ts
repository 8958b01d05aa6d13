import { type Place, refuse } from "../../diagnostics.js";
import { limits } from "../documents/limits.js";

export function refuseDepth(source: string, offset: number): never {
  refuse("too-deep", { source, offset }, `Maps and lists are nested more than ${limits.depth} levels deep.`, {
    help: "Move inner schemas to `components`, and refer to them with `$ref`.",
  });
}

/** Counts the keys and values of a text while it is parsed, and stops at the limit. */
export class ValueCount {
  values = 0;

  constructor(readonly source: string) {}

  add(offset: number): void {
    if (++this.values > limits.values) refuseValueCount({ source: this.source, offset }, "The text has");
  }
}

export function refuseValueCount(place: Place, subject: string): never {
  refuse("source-too-large", place, `${subject} more than ${limits.values} keys and values.`, {
    help: "Leave out what is not needed, or describe the API in parts.",
  });
}
