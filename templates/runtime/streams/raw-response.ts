import type { ApiPromise } from "../call/api-promise.js";
import { broken, openBody } from "./open-body.js";
import type { ResponseReader } from "../call/api-request.js";

/**
 * The answer of a call as it is, with its body unread: a stream of any size, or a representation that the package does not parse. Read the
 * body to its end or cancel it. Failures throw as ever, and the signal of the call goes on to end the body.
 *
 * @param call - The call, handed over at once: `await asResponse(shop.photo.get({ id }))`.
 */
export async function asResponse(call: ApiPromise<unknown>): Promise<Response> {
  call.request.read = raw;
  const { data } = await call.withResponse();
  if (data instanceof Response) return data;
  throw new TypeError("asResponse must be given a call at once, before its answer has come.");
}

const raw: ResponseReader = (response, call) => {
  if (!response.body) return response;
  const { status, statusText, headers, url } = response;
  const body = openBody(response, call);
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const bytes = await body.read().catch((error: unknown) => broken(error, call));
        if (bytes) controller.enqueue(bytes);
        else controller.close();
      },
      cancel: body.close,
    },
    // Nothing is read ahead of whoever reads.
    { highWaterMark: 0 },
  );
  return Object.defineProperty(new Response(stream, { status, statusText, headers }), "url", { value: url });
};
