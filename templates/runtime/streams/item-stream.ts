import { apiError, invalidJson, responseFields } from "../call/failures.js";
import { reportAndThrow } from "./open-body.js";
import type { Call } from "../call/api-request.js";

/**
 * Items that arrive one by one, for as long as the service sends them. They can be iterated once. Leaving the loop closes the connection;
 * the signal of the call does so too, and the loop throws its reason. `timeoutMs` and `deadlineMs` apply until the response begins.
 */
export interface ItemStream<Item> extends AsyncIterable<Item> {
  /** Closes the connection, for a stream that is not iterated. */
  cancel(): Promise<void>;
}

/** Whether the response is a stream, for operations that may respond with a stream or a single value. */
export function isStream<Data>(data: Data): data is Extract<Data, ItemStream<unknown>> {
  return (
    typeof data === "object" && data !== null && Symbol.asyncIterator in data && "cancel" in data
  );
}

/** The stream of a call. Errors of the items are reported to the hooks. */
export function itemStream<Item>(
  call: Call,
  items: () => AsyncGenerator<Item, void, undefined>,
  cancel: () => Promise<void>,
): ItemStream<Item> {
  async function* reported(): AsyncGenerator<Item, void, undefined> {
    try {
      yield* items();
    } catch (error) {
      await reportAndThrow(error, call);
    }
  }
  return { [Symbol.asyncIterator]: reported, cancel };
}

/** Parses one item. An error for invalid JSON names its place in the stream. */
export function parseItem(text: string, place: string, response: Response, call: Call): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { text: shown, parseError } = invalidJson(text, call, `${place}: `);
    const fields = { ...responseFields(response, call), text: shown, body: undefined };
    throw apiError({ ...fields, retryable: false }, call, parseError);
  }
}
