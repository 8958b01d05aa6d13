import { ApiError } from "../errors/api-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { readFailure } from "./batch-failures.js";
import type { BatchFacts } from "./batch-facts.js";
import { type InputResult, reasonCodeOf, rejectedResult } from "./batch-items.js";
import { identifierText } from "./identifiers.js";
import { matchRejection, valuesAt } from "./match-response.js";
import type { Chunk } from "./pending-requests.js";
import { readResults } from "./response-results.js";
import { isUnprocessed } from "../retries/retry.js";

/** How a request ended. */
export type RequestEnd = { readonly data: unknown; readonly headers: Headers } | FailedRequest;

export interface FailedRequest {
  readonly error: unknown;
  /** Whether the run has aborted it. */
  readonly aborted: boolean;
  /** How many attempts were sent. */
  readonly attempts: number;
  /** The status of the last attempt; undefined if it has no response. */
  readonly status: number | undefined;
}

/** What follows from the end of a request. */
export interface RequestDecision<Input> {
  readonly results: readonly InputResult<Input>[];
  /** What to send again, and why: a rate limit was met, or the request was rejected because of one of its inputs. */
  readonly resend: readonly Chunk<Input>[];
  readonly resendReason?: "rate-limited" | "rejected";
  /** How the run goes on: as before, not at all, or by throwing the error, which is the program's. */
  readonly next: "continue" | "stop" | "throw";
  readonly error?: unknown;
}

type Decide = <Input>(
  end: FailedRequest,
  chunk: Chunk<Input>,
  facts: BatchFacts,
) => Omit<RequestDecision<Input>, "error">;

/** A row of the policy: what the request ended with, and what follows. */
export interface DecisionRule {
  readonly name: string;
  readonly matches: (end: FailedRequest, facts: BatchFacts) => boolean;
  readonly decide: Decide;
}

/** The longest wait of a retry by default; where the service asks for more, the run ends. */
const longRetryAfterMs = 30_000;

const unresolved =
  (next: RequestDecision<unknown>["next"]): Decide =>
  (end, chunk) => ({ results: unresolvedResults(end.error, chunk), resend: [], next });

/**
 * The policy for a request that failed. The first rule that matches decides how the run goes on, so their order matters: each says why it
 * stands before the next. No rule decides whether an input was carried out: that follows from what is known of all attempts that
 * contained it (`reasonCodeOf`), so that no order of these rules can make it untrue.
 */
export const decisionRules: readonly DecisionRule[] = [
  // The run is over. What else the error may mean has no consequence any more.
  { name: "aborted", matches: ({ aborted }) => aborted, decide: unresolved("continue") },
  // Before every rule about responses: an error that a hook throws may look like one, and says nothing about the service.
  { name: "error of the program", matches: isOfProgram, decide: unresolved("throw") },
  // Before every rule that sends again, whatever the status: the service has said when.
  {
    name: "long wait",
    matches: ({ error }) => retryAfterOf(error) > longRetryAfterMs,
    decide: unresolved("stop"),
  },
  // Before the rules on statuses, since the description may declare any status as a rejection.
  {
    name: "rejection",
    matches: ({ error }, facts) => isRejection(statusOf(error), facts),
    decide: splitRejected,
  },
  // Before the other retryable statuses: the limit passes, and then the request succeeds. Not so for a daily limit, which is not retryable.
  {
    name: "rate limit",
    matches: ({ error }) => statusOf(error) === 429 && isRetryable(error),
    decide: (_, chunk) => ({
      results: [],
      resend: [chunk],
      resendReason: "rate-limited",
      next: "continue",
    }),
  },
  // A failure of the service or of the connection, or a 2xx whose body is broken: the next request may succeed. Three in a row end the run.
  {
    name: "no usable answer",
    matches: ({ error }) => !(statusOf(error) >= 300 && statusOf(error) < 500),
    decide: unresolved("continue"),
  },
  // A status below 500 that passes: a lock, a timeout of the service. Three in a row end the run.
  {
    name: "passing refusal",
    matches: ({ error }) => isRetryable(error),
    decide: unresolved("continue"),
  },
  // A missing permission, a wrong URL, a redirect: every request would get the same.
  { name: "lasting refusal", matches: () => true, decide: unresolved("stop") },
];

/** Whether a response with this status says that the request was not carried out. */
export function tookNoEffect(status: number, facts: BatchFacts): boolean {
  return isUnprocessed(status) || isRejection(status, facts);
}

function isRejection(status: number, { rejections = [400, 422] }: BatchFacts): boolean {
  return status === 413 || rejections.includes(status);
}

/** Decides what follows. A result is final; what is sent again has none yet. */
export function decide<Input>(
  end: RequestEnd,
  chunk: Chunk<Input>,
  facts: BatchFacts,
): RequestDecision<Input> {
  const error = "error" in end ? end.error : undefined;
  try {
    if (!("error" in end))
      return {
        results: readResults(end.data, end.headers, chunk, facts),
        resend: [],
        next: "continue",
      };
    const rule = decisionRules.find(({ matches }) => matches(end, facts));
    return {
      ...(rule?.decide(end, chunk, facts) ?? unresolved("throw")(end, chunk, facts)),
      error,
    };
  } catch (unreadable) {
    // A response that cannot be read, because it is nested too deeply for instance, confirms nothing.
    if (!("error" in end)) for (const item of chunk) item.ambiguous = true;
    return {
      results: unresolvedResults(error ?? unreadable, chunk),
      resend: [],
      next: "continue",
      error: error ?? unreadable,
    };
  }
}

/**
 * The inputs that a rejection names have failed, and the others are sent again. Where it names none, the halves of the request are sent
 * again, until the input that causes the rejection is alone in its request.
 */
function splitRejected<Input>(
  { error }: FailedRequest,
  chunk: Chunk<Input>,
  facts: BatchFacts,
): RequestDecision<Input> {
  const { body, correlationId } = error as ApiError<unknown>;
  const errors = matchRejection(facts, chunk, body);
  const isNamed = (position: number) => chunk.length === 1 || errors[position] !== undefined;
  const results = chunk.flatMap((item, position): InputResult<Input>[] =>
    isNamed(position)
      ? [
          rejectedResult(
            item,
            readFailure(errors[position] ?? body, correlationId, item, facts, error),
          ),
        ]
      : [],
  );
  const rest = chunk.filter((_, position) => !isNamed(position));
  const middle = Math.ceil(rest.length / 2);
  const parts = results.length > 0 ? [rest] : [rest.slice(0, middle), rest.slice(middle)];
  return {
    results,
    resend: parts.filter(({ length }) => length > 0),
    resendReason: "rejected",
    next: "continue",
  };
}

/** The same for all inputs of a request; how far each got depends on all of its attempts. */
function unresolvedResults<Input>(
  error: unknown,
  chunk: Chunk<Input>,
): readonly InputResult<Input>[] {
  const message = error instanceof Error ? error.message : String(error);
  const correlationId = error instanceof ApiError ? error.correlationId : undefined;
  return chunk.map((item): InputResult<Input> => {
    const { attempts } = item;
    return { item, reason: { code: reasonCodeOf(item), message, correlationId, attempts, error } };
  });
}

/** Whether a hook, a token provider or the program has thrown the error, or the request could not be written. */
function isOfProgram({ error, attempts, status }: FailedRequest): boolean {
  if (error instanceof TimeoutError) return false;
  if (error instanceof ConnectionError) return attempts === 0;
  // A token provider may itself call a service with this package.
  return !(error instanceof ApiError) || error.status !== status;
}

function statusOf(error: unknown): number {
  return error instanceof ApiError ? error.status : NaN;
}

function isRetryable(error: unknown): boolean {
  return error instanceof ApiError && error.retryable;
}

/** The wait that the service asks for, in milliseconds. */
function retryAfterOf(error: unknown): number {
  return error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
}

/** How long to send nothing after a 429, in milliseconds; undefined for any other error. */
export function rateLimitDelay(
  error: unknown,
  { limit, limitWaits = {} }: BatchFacts,
): number | undefined {
  if (!(error instanceof ApiError) || error.status !== 429) return undefined;
  const name = limit && identifierText(valuesAt(error.body, limit)[0]);
  const seconds =
    name !== undefined && Object.hasOwn(limitWaits, name) ? (limitWaits[name] ?? 0) : 0;
  return Math.max(retryAfterOf(error), seconds * 1000);
}
