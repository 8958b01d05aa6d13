import { requestEventOf } from "../call/attempt.js";
import { connectionLost } from "../call/failures.js";
import type { Call } from "../call/api-request.js";
import { onAbort } from "../retries/timeouts.js";

/** The body of a response, read after its call has ended. */
export interface OpenBody {
  /** The next bytes; undefined after the last. Throws a ConnectionError if the connection is lost before the end. */
  readonly read: () => Promise<Uint8Array | undefined>;
  /** Stops reading and closes the connection. */
  readonly close: () => Promise<void>;
}

/** Opens a body. The signals of the call close it. Otherwise it must be read to its end or closed. */
export function openBody(response: Response, call: Call): OpenBody {
  const { signals } = call.settings;
  const reader = response.body?.getReader();
  const forget = onAbort(signals, () => void close());
  const close = async () => {
    forget();
    await reader?.cancel().catch(() => undefined);
  };
  return {
    close,
    async read() {
      const chunk = await reader?.read().catch((error: unknown) => ({ value: undefined, error }));
      if (!chunk?.value) await close();
      // A body that a signal has closed looks like one that has ended, so the signals are checked.
      signals.forEach((signal) => signal.throwIfAborted());
      if (chunk && "error" in chunk) throw connectionLost(chunk.error, call, response);
      return chunk?.value;
    },
  };
}

/** Reports an error that occurred after the call had ended to the hooks, and throws it. */
export async function reportAndThrow(error: unknown, call: Call): Promise<never> {
  await call.settings.notify("onError", () => ({ request: requestEventOf(call), error }));
  throw error;
}

/** The text of a body, without a byte order mark. Leaving the loop closes the body. */
export async function* textChunks(body: OpenBody): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  try {
    for (let bytes = await body.read(); bytes; bytes = await body.read())
      yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  } finally {
    await body.close();
  }
}
