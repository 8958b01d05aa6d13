import type { ApiPromise } from "../call/api-promise.js";
import { reportAndThrow, openBody } from "./open-body.js";
import type { ResponseReader } from "../call/api-request.js";

/**
 * The response of a call as the platform's `Response`, its body unread: for a body of any size, or a media type that the package does not
 * parse. Read the body to its end or cancel it. Failures throw as usual, and the signal of the call also aborts the body.
 *
 * @param call - The call, passed on before it is awaited: `await asResponse(shop.photo.get({ id }))`.
 */
export async function asResponse(call: ApiPromise<unknown>): Promise<Response> {
  call.request.read = raw;
  const { data } = await call.withResponse();
  if (data instanceof Response) return data;
  throw new TypeError("asResponse must be given a call at once, before its response has arrived.");
}

const raw: ResponseReader = (response, call) => {
  const { status, statusText, headers, url } = response;
  if (!response.body || nullBodyStatuses.includes(status)) return response;
  const body = openBody(response, call);
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const bytes = await body.read().catch((error: unknown) => reportAndThrow(error, call));
        if (bytes) controller.enqueue(bytes);
        else controller.close();
      },
      cancel: body.close,
    },
    // Nothing is read before the caller reads.
    { highWaterMark: 0 },
  );
  // The constructor refuses reason phrases that `fetch` accepts.
  return Object.defineProperties(new Response(stream, { status, headers }), {
    url: { value: url },
    statusText: { value: statusText },
  });
};

/** A Response with a body cannot be created with these (the Fetch standard, section 2.2.3). */
const nullBodyStatuses = [204, 205];
