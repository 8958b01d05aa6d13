import type { Retry } from "../../model/types/extensions.js";
import { code, type Code } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { literal } from "../text/literals.js";
import { printObject, type PropertyCode } from "../text/object-literal.js";
import { runtimeValue } from "../text/runtime-symbols.js";

/** What the description says about the retries of an operation; undefined if it says nothing. */
export function retryFacts(retry: Retry, imports: Imports): Code | undefined {
  return printObject(retryRows(retry, imports));
}

/** The same for the whole API. The key header is for requests that are no operation: an operation has a parameter for it. */
export function retryFactsOfApi(retry: Retry, imports: Imports): Code | undefined {
  const { idempotencyKey: header } = retry;
  const isOwn = header !== undefined && header.toLowerCase() !== "idempotency-key";
  return printObject([["idempotencyKey", isOwn ? literal(header) : undefined], ...retryRows(retry, imports)]);
}

function retryRows({ statuses, waitSeconds, never }: Retry, imports: Imports): readonly PropertyCode[] {
  const seconds = waitSeconds && Object.fromEntries([...waitSeconds].map(([status, wait]) => [String(status), wait]));
  // prettier-ignore -- One line for each property.
  return [
    ["statuses", statuses && literal(statuses)],
    ["waitSeconds", seconds && literal(seconds)],
    ["never", never && code`${runtimeValue(imports, "fieldIsOneOf")}(${literal(never.field)}, ${literal(never.values)})`],
  ];
}
