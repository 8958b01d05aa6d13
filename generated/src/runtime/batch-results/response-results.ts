import { correlationId } from "../errors/api-error.js";
import { readFailure, readMessage } from "./batch-failures.js";
import type { BatchFacts } from "./batch-facts.js";
import { type InputResult, rejectedResult } from "./batch-items.js";
import { identifierText } from "./identifiers.js";
import { matchResponse, valuesAt } from "./match-response.js";
import type { Chunk } from "./pending-requests.js";
import { traceIdRemover } from "./trace-ids.js";

/** What a successful response says about each input of its request. */
export function readResults<Input>(
  data: unknown,
  headers: Headers,
  chunk: Chunk<Input>,
  facts: BatchFacts,
): readonly InputResult<Input>[] {
  const { records, errors, unmatchedErrors } = matchResponse(facts, chunk, data);
  const status = facts.status && identifierText(valuesAt(data, facts.status)[0]);
  const finished = status === undefined || (facts.statusDone?.includes(status) ?? true);
  const id = correlationId(data, headers);
  const unnamed = {
    message: readMessage(
      facts,
      unmatchedErrors[0],
      "Neither a result nor an error names the input.",
    ),
    correlationId: id,
  };
  const removeTraceId = traceIdRemover(facts);
  return chunk.map((item, position): InputResult<Input> => {
    const [record, error] = [records[position], errors[position]];
    if (finished && record !== undefined)
      return { item, record: item.hasOwnTraceId ? removeTraceId(record) : record };
    if (error !== undefined) return rejectedResult(item, readFailure(error, id, item, facts));
    const { attempts } = item;
    if (!finished)
      return {
        item,
        reason: {
          code: "unfinished",
          message: `The service says ${status}.`,
          correlationId: id,
          attempts,
        },
      };
    const first = unmatchedErrors.length > 0 && { error: unmatchedErrors[0] };
    return { item, reason: { code: "unnamed", ...unnamed, attempts, ...first } };
  });
}
