import { ConnectionError } from "../errors/connection-error.js";
import { requestEventOf } from "../call/attempt.js";
import type { Call } from "../call/api-request.js";

/** The body of an answer that is read after its call has ended. */
export interface OpenBody {
  /** The next bytes as they come; undefined after the last. Throws a ConnectionError where the connection is lost before the end. */
  readonly read: () => Promise<Uint8Array | undefined>;
  /** Ends the body wherever it is, and closes its connection. */
  readonly close: () => Promise<void>;
}

/** Opens a body. The signals of the call go on to end it; whoever has it reads it to its end or closes it. */
export function openBody(response: Response, { summary: sent, settings: { signals } }: Call): OpenBody {
  const { body, status, headers } = response;
  const reader = body?.getReader();
  const stop = () => void close();
  const close = async () => {
    signals.forEach((signal) => signal.removeEventListener("abort", stop));
    await reader?.cancel().catch(() => undefined);
  };
  signals.forEach((signal) => signal.addEventListener("abort", stop));
  return {
    close,
    async read() {
      const chunk = await reader?.read().catch((error: unknown) => ({ value: undefined, error }));
      if (!chunk?.value) await close();
      // A body that was closed ends like any other: the signal is asked why.
      signals.forEach((signal) => signal.throwIfAborted());
      if (chunk && "error" in chunk) throw new ConnectionError({ ...sent, status, headers }, chunk.error);
      return chunk?.value;
    },
  };
}

/** Tells the hooks what broke an answer after its call had ended, and throws it. */
export async function broken(error: unknown, call: Call): Promise<never> {
  await call.settings.callHooks("onError", () => ({ request: requestEventOf(call), error }));
  throw error;
}

/** The text of a body, without the byte order mark that it may begin with. Leaving the loop closes the body. */
export async function* textOf(body: OpenBody): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  try {
    for (let bytes = await body.read(); bytes; bytes = await body.read()) yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  } finally {
    await body.close();
  }
}
