import type { ModelBody } from "./model-service.js";

/** What can go wrong with one request, by name. */
export const faults = [
  "none",
  "slow",
  "429",
  "429 after a moment",
  "423",
  "500 before",
  "502 after",
  "503 after",
  "dropped before",
  "dropped after",
  "cut in the body",
  "broken JSON",
  "stalled",
  "results missing",
  "results twice",
  "results empty",
  "errors twice",
  "errors that name nothing",
  "wrong counts",
  "cancelled",
] as const;

export type Fault = (typeof faults)[number];

interface ModelResponse {
  readonly status: number;
  readonly body: ModelBody;
}

type WriteInputs = () => ModelResponse;
type Respond = (carryOut: WriteInputs, signal: AbortSignal | undefined, pretended: ModelBody) => Response | Promise<Response>;

const json = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", "x-correlation-id": "c" } });

const refuse =
  (status: number): Respond =>
  () =>
    json(status, { category: "REFUSED", message: "Not now." });
const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Changes a successful response. */
const changeSuccess =
  (changed: (body: ModelBody) => ModelBody): Respond =>
  (carryOut) => {
    const { status, body } = carryOut();
    return json(status, status < 300 ? changed(body) : body);
  };

/** One row for each fault: whether the request takes effect, and what the response is. */
const responses: Readonly<Record<Fault, Respond>> = {
  none: changeSuccess((body) => body),
  slow: async (carryOut) => {
    await wait(4);
    const { status, body } = carryOut();
    return json(status, body);
  },
  "429": refuse(429),
  "429 after a moment": async (carryOut, signal) => {
    await wait(2);
    return refuse(429)(carryOut, signal, {});
  },
  "423": refuse(423),
  "500 before": refuse(500),
  "502 after": (carryOut, signal) => {
    carryOut();
    return refuse(502)(carryOut, signal, {});
  },
  "503 after": (carryOut, signal) => {
    carryOut();
    return refuse(503)(carryOut, signal, {});
  },
  "dropped before": () => Promise.reject(new TypeError("fetch failed")),
  "dropped after": (carryOut) => {
    carryOut();
    return Promise.reject(new TypeError("fetch failed"));
  },
  "cut in the body": (carryOut) => {
    const { status, body } = carryOut();
    return new Response(firstHalf(JSON.stringify(body)), { status, headers: { "content-type": "application/json" } });
  },
  "broken JSON": (carryOut) => {
    const { status, body } = carryOut();
    return new Response(JSON.stringify(body).slice(0, -1), { status, headers: { "content-type": "application/json" } });
  },
  stalled: (carryOut, signal) => {
    carryOut();
    return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error)));
  },
  "results missing": changeSuccess((body) => ({ ...body, results: (body.results ?? []).slice(1) })),
  "results twice": changeSuccess((body) => ({ ...body, results: [...(body.results ?? []), ...(body.results ?? [])] })),
  "results empty": () => json(200, { status: "COMPLETE", results: [] }),
  "errors twice": changeSuccess((body) => ({ ...body, errors: [...(body.errors ?? []), ...(body.errors ?? [])] })),
  "errors that name nothing": changeSuccess((body) => ({
    ...body,
    errors: [{ category: "STRANGE", message: "Something." }, ...(body.errors ?? [])],
  })),
  "wrong counts": changeSuccess((body) => ({ ...body, numErrors: 77 })),
  // The response has results although the service has cancelled the request.
  cancelled: (_carryOut, _signal, pretend) => json(200, { ...pretend, status: "CANCELED" }),
};

export async function faultyResponse(
  fault: Fault,
  carryOut: WriteInputs,
  signal: AbortSignal | undefined,
  pretended: ModelBody,
): Promise<Response> {
  // Without this delay, no two requests would be in flight at the same time.
  await wait(0);
  return responses[fault](carryOut, signal, pretended);
}

function firstHalf(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (sent) controller.error(new TypeError("terminated"));
      else controller.enqueue(bytes.subarray(0, bytes.length / 2));
      sent = true;
    },
  });
}
