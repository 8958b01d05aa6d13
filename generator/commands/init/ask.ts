import { type CANCEL_SYMBOL, isCancel, multiselect, select, text } from "@clack/prompts";
import type { Readable, Writable } from "node:stream";
import { refuse } from "../../diagnostics.js";
import { printable } from "../../report.js";
import type { Asker } from "./answers.js";

/** Where questions are shown and answered, if not the terminal of this process. */
export interface Streams {
  readonly input?: Readable;
  readonly output?: Writable;
}

/** Asks on a terminal. */
export function askerOn(streams: Streams = {}): Asker {
  // A terminal that does not tell its size has 0 columns, in which each letter would stand on a line of its own.
  if (process.stdout.columns === 0) Object.assign(process.stdout, { columns: 80, rows: 24 });
  return {
    text: async (message, initial) =>
      answered(
        await text({
          message,
          ...streams,
          ...(initial !== undefined && { placeholder: initial, defaultValue: initial }),
          validate: (value) => (value || initial ? undefined : "An answer is needed."),
        }),
      ),
    choice: async (message, values, initial) =>
      answered(await select({ message, ...streams, options: values.map((value) => ({ value })), initialValue: initial })),
    several: async (message, lines) => {
      const options = [...lines].map(([value, label]) => ({ value, label: printable(label) }));
      return answered(await multiselect({ message, ...streams, options, required: false }));
    },
  };
}

function answered<T>(value: T | typeof CANCEL_SYMBOL): T {
  if (isCancel(value)) refuse("usage", undefined, "The questions were not answered to the end, so nothing was written.");
  return value;
}
