import { ApiError } from "../errors/api-error.js";
import { broken } from "./open-body.js";
import type { Call } from "../call/api-request.js";

/**
 * Items that come one by one, for as long as the service sends them. They can be iterated once; leaving the loop closes the connection,
 * and so does the signal of the call, which then throws its reason. `timeoutMs` and `deadlineMs` count until the answer begins.
 */
export interface ItemStream<Item> extends AsyncIterable<Item> {
  /** Ends the stream and closes its connection, for whoever does not iterate it. */
  cancel(): Promise<void>;
}

/** Whether an answer came as a stream, where an operation may answer in either way. */
export function isStream<Answer>(answer: Answer): answer is Extract<Answer, ItemStream<unknown>> {
  return typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer && "cancel" in answer;
}

/** The stream of a call: its items, and what ends it early. */
export function itemStream<Item>(
  call: Call,
  items: () => AsyncGenerator<Item, void, undefined>,
  cancel: () => Promise<void>,
): ItemStream<Item> {
  async function* told(): AsyncGenerator<Item, void, undefined> {
    try {
      yield* items();
    } catch (error) {
      await broken(error, call);
    }
  }
  return { [Symbol.asyncIterator]: told, cancel };
}

/** Parses one item; what is no JSON is told with its place. */
export function parseItem(text: string, place: string, response: Response, { summary: sent }: Call): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { status, statusText, headers } = response;
    const fault = new SyntaxError(`${place}: ${(error as Error).message}`, { cause: error });
    throw new ApiError({ ...sent, status, statusText, headers, text, body: undefined, retryable: false }, fault);
  }
}
