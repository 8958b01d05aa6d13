import fc from "fast-check";
import type { LedgerBehaviour, LedgerInput, LedgerRecord, LedgerService } from "./ledger-service.js";

/** How the service answers one request. */
export type Answer = { readonly delayMs?: number } & (
  | { readonly kind: "true" }
  /** Carried out or not, and then no answer, half of one, or one that nobody can read. */
  | { readonly kind: "lost"; readonly applies: boolean; readonly how: "dropped" | "cut" | "broken" | "page" | "stalled" | "deep" }
  /** A status of which nobody knows what it means for the inputs. */
  | { readonly kind: "failure"; readonly applies: boolean; readonly status: number; readonly retryAfter?: string | undefined }
  /** Not carried out. Whatever the body says is said of inputs that may have been written before. */
  | {
      readonly kind: "refusal";
      readonly status: number;
      readonly retryAfter?: string | undefined;
      readonly policy?: string | undefined;
      readonly names: number;
    }
  /** A success that leaves out results or errors, tells them twice, or has another status. */
  | { readonly kind: "partial"; readonly leavesOut: number; readonly twice: boolean; readonly status: "COMPLETE" | "PROCESSING" }
  /** A success that says of every input that it failed, without having looked. */
  | { readonly kind: "denial"; readonly named: boolean }
  /** A success with results and errors of earlier requests, before those of this one or without them. */
  | { readonly kind: "stale"; readonly applies: boolean; readonly whole: boolean; readonly errors: boolean }
  /** A success without some results, and with errors that say nothing. */
  | { readonly kind: "hollow"; readonly leavesOut: number }
  | { readonly kind: "empty"; readonly applies: boolean }
);

const delayMs = fc.constantFrom(0, 0, 0, 2, 9);
const retryAfter = fc.constantFrom(undefined, undefined, undefined, "0", "1", "60", "7200");
export const answers: fc.Arbitrary<Answer> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("true" as const), delayMs }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("lost" as const),
      applies: fc.boolean(),
      how: fc.constantFrom(
        "dropped" as const,
        "dropped" as const,
        "cut" as const,
        "broken" as const,
        "page" as const,
        "stalled" as const,
        "deep" as const,
      ),
      delayMs,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("failure" as const),
      applies: fc.boolean(),
      status: fc.constantFrom(303, 500, 502, 503, 503, 504, 520, 599, 600, 999),
      retryAfter,
      delayMs,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("refusal" as const),
      status: fc.constantFrom(400, 400, 401, 403, 404, 408, 409, 413, 422, 423, 423, 425, 429, 429, 429),
      retryAfter,
      policy: fc.constantFrom(undefined, undefined, "DAILY"),
      names: fc.constantFrom(0, 0, 1, 99),
      delayMs,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("partial" as const),
      leavesOut: fc.constantFrom(0, 1, 3),
      twice: fc.boolean(),
      status: fc.constantFrom("COMPLETE" as const, "COMPLETE" as const, "PROCESSING" as const),
      delayMs,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("denial" as const), named: fc.boolean(), delayMs }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("stale" as const),
      applies: fc.boolean(),
      whole: fc.boolean(),
      errors: fc.boolean(),
      delayMs,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("hollow" as const), leavesOut: fc.constantFrom(0, 1, 9), delayMs }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("empty" as const), applies: fc.boolean(), delayMs }) },
);

interface Outcome {
  readonly results: readonly { readonly input: LedgerInput; readonly record: LedgerRecord }[];
  readonly errors: readonly { readonly input: LedgerInput; readonly category: string }[];
}

interface Served {
  readonly applied: readonly string[];
  readonly isTelling: boolean;
  readonly respond: (signal: AbortSignal | undefined) => Response | Promise<Response>;
}

export function answerOf(
  answer: Answer,
  inputs: readonly LedgerInput[],
  service: LedgerService,
  carryOut: () => Outcome,
): Served {
  const { behaviour } = service;
  const whole = behaviour.rejectsWhole;
  const isPoisoned = whole !== undefined && inputs.some(({ properties }) => properties.value.startsWith("poison"));
  if (isPoisoned && answer.kind !== "refusal" && answer.kind !== "lost" && answer.kind !== "failure")
    return { applied: [], isTelling: true, respond: () => json(whole, { category: "INVALID", message: "A value is wrong." }) };
  const outcome =
    !isPoisoned && ("applies" in answer ? answer.applies : /^(true|partial|hollow)$/.test(answer.kind))
      ? carryOut()
      : { results: [], errors: [] };
  const applied = outcome.results.map(({ input }) => input.properties.value);
  const errorsFor = (list: readonly LedgerInput[], category: string) =>
    list.map((input) => ({ category, message: "No.", context: contextOf(input, behaviour) }));
  switch (answer.kind) {
    case "lost":
      return { applied, isTelling: false, respond: (signal) => lost(answer.how, bodyOf(outcome, service), signal) };
    case "failure":
      return { applied, isTelling: false, respond: () => withStatus(answer.status, {}, answer.retryAfter) };
    case "refusal": {
      const errors = errorsFor(inputs.slice(0, answer.names), "SAID");
      const body = { category: "REFUSED", message: "Not now.", policyName: answer.policy, ...(errors.length > 0 && { errors }) };
      return { applied, isTelling: true, respond: () => withStatus(answer.status, body, answer.retryAfter) };
    }
    case "partial": {
      const body = bodyOf(outcome, service);
      const results = body.results.slice(answer.leavesOut);
      return {
        applied,
        isTelling: answer.leavesOut === 0 && answer.status === "COMPLETE",
        respond: () => json(207, { ...body, status: answer.status, results: answer.twice ? [...results, ...results] : results }),
      };
    }
    case "denial": {
      const errors = answer.named ? errorsFor(inputs, "SAID") : [{ category: "SAID", message: "No." }];
      return { applied, isTelling: true, respond: () => json(207, { status: "COMPLETE", results: [], errors }) };
    }
    case "stale": {
      const body = bodyOf(outcome, service);
      const old = service.tellable(inputs);
      const records = answer.errors ? [] : old.map((input) => service.recordFor(input));
      const errors = answer.errors ? errorsFor(old, "SAID") : [];
      const [results, own] = answer.whole ? [[...records, ...body.results], body.errors] : [records, []];
      return {
        applied,
        isTelling: answer.whole && answer.applies,
        respond: () => json(207, { ...body, results, errors: [...errors, ...own] }),
      };
    }
    case "hollow": {
      const body = bodyOf(outcome, service);
      const errors = [{}, null, { category: "", context: { ids: [] } }, ...body.errors];
      return {
        applied,
        isTelling: answer.leavesOut === 0,
        respond: () => json(207, { ...body, results: [null, ...body.results.slice(answer.leavesOut)], errors }),
      };
    }
    case "empty":
      return { applied, isTelling: false, respond: () => json(200, { status: "COMPLETE", results: [], errors: [] }) };
    case "true":
      return { applied, isTelling: true, respond: () => json(200, bodyOf(outcome, service)) };
  }
}

function bodyOf({ results, errors }: Outcome, { behaviour }: LedgerService) {
  const records = results.map(({ record }) => record);
  return {
    status: "COMPLETE",
    results: behaviour.reverses ? records.reverse() : records,
    errors: errors.map(({ input, category }) => ({
      category,
      message: "No.",
      context: contextOf(input, behaviour),
    })),
  };
}

function contextOf({ id, trace }: LedgerInput, { repeatsTraces, shoutsTraces }: LedgerBehaviour): object {
  const told = shoutsTraces ? trace?.toUpperCase() : trace;
  return { ids: [id.toLowerCase()], ...(repeatsTraces && told !== undefined && { traces: [told] }) };
}

const json = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });

/** A status of 600 and above comes from the network, but not from the constructor. */
function withStatus(status: number, body: object, after?: string): Response {
  const response = json(Math.min(status, 599), body, after === undefined ? {} : { "retry-after": after });
  return status < 600 ? response : Object.defineProperty(response, "status", { value: status });
}

function lost(how: "dropped" | "cut" | "broken" | "page" | "stalled" | "deep", body: object, signal: AbortSignal | undefined) {
  const text = JSON.stringify(body);
  const headers = { "content-type": "application/json" };
  if (how === "dropped") return Promise.reject(new TypeError("fetch failed"));
  if (how === "broken") return new Response(text.slice(0, -1), { headers });
  if (how === "deep") return new Response("[".repeat(20_000) + "]".repeat(20_000), { headers });
  if (how === "page") return new Response("<html>All is well.</html>", { headers: { "content-type": "text/html" } });
  if (how === "stalled")
    return new Promise<Response>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error)));
  let sent = false;
  const half = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) controller.error(new TypeError("terminated"));
      else controller.enqueue(new TextEncoder().encode(text.slice(0, text.length / 2)));
      sent = true;
    },
  });
  return new Response(half, { headers });
}
