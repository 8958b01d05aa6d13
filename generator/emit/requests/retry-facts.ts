import type { Retry } from "../../model/types/extensions.js";
import { code, type Code } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { literal } from "../text/literals.js";
import { printObject, type PropertyCode } from "../text/object-literal.js";
import { runtimeValue } from "../text/runtime-symbols.js";

/** What the description says about retries; undefined if it says nothing. */
export function retryFacts({ statuses, waitSeconds, never }: Retry, imports: Imports): Code | undefined {
  const seconds = waitSeconds && Object.fromEntries([...waitSeconds].map(([status, wait]) => [String(status), wait]));
  // prettier-ignore -- One line for each property.
  const rows: readonly PropertyCode[] = [
    ["statuses", statuses && literal(statuses)],
    ["waitSeconds", seconds && literal(seconds)],
    ["never", never && code`${runtimeValue(imports, "fieldIsOneOf")}(${literal(never.field)}, ${literal(never.values)})`],
  ];
  return printObject(rows);
}
