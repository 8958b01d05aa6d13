import { ApiError } from "../errors/api-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { readFailure } from "./batch-failures.js";
import type { BatchFacts } from "./batch-facts.js";
import { identifierText, type InputResult } from "./batch-items.js";
import { matchRejection, valuesAt } from "./match-response.js";
import type { Chunk } from "./pending-requests.js";
import { readResults } from "./response-results.js";

/** How a request ended. */
export type RequestEnd =
  | { readonly data: unknown; readonly headers: Headers }
  /** `aborted`: by the run. */
  | { readonly error: unknown; readonly aborted: boolean };

/** What follows from the end of a request. */
export interface RequestDecision<Input> {
  readonly results: readonly InputResult<Input>[];
  /** What to send again, and why: a rate limit was met, or the request was rejected because of one of its inputs. */
  readonly resend: readonly Chunk<Input>[];
  readonly resendReason?: "rate-limited" | "rejected";
  /** How the run goes on: as before, with one more failure in a row, not at all, or by throwing the error, which is the program's. */
  readonly next: "continue" | "count-failure" | "stop" | "throw";
  readonly error?: unknown;
}

type Decide = <Input>(
  error: unknown,
  chunk: Chunk<Input>,
  facts: BatchFacts,
) => Omit<RequestDecision<Input>, "error">;
type Rule = readonly [matches: (error: unknown, facts: BatchFacts) => boolean, decide: Decide];

/** The longest wait of a retry by default; where the service asks for more, the run ends. */
const longRetryAfterMs = 30_000;

// prettier-ignore: aligned, so that the policy can be read from top to bottom. The first rule that matches decides.
const rules: readonly Rule[] = [
  // A 2xx whose body is broken: the request took effect, but it is unknown for which inputs.
  [
    (error) => statusOf(error) < 300,
    (error, chunk) => unconfirmed("unanswered", error, chunk, "count-failure"),
  ],
  [
    (error, { rejections = [400, 422] }) => [...rejections, 413].includes(statusOf(error)),
    splitRejected,
  ],
  [
    (error) => retryAfterOf(error) > longRetryAfterMs,
    (error, chunk) => unconfirmed("refused", error, chunk, "stop"),
  ],
  [
    (error) => statusOf(error) === 429 && isRetryable(error),
    (_, chunk) => ({
      results: [],
      resend: [chunk],
      resendReason: "rate-limited",
      next: "continue",
    }),
  ],
  [
    (error) => statusOf(error) < 500 && isRetryable(error),
    (error, chunk) => unconfirmed("refused", error, chunk, "count-failure"),
  ],
  [
    (error) => statusOf(error) < 500,
    (error, chunk) => unconfirmed("refused", error, chunk, "stop"),
  ],
  [
    (error) => isAmbiguous(error),
    (error, chunk) => unconfirmed("unanswered", error, chunk, "count-failure"),
  ],
  // A hook or a token provider has thrown, or the request could not be written.
  [() => true, (error, chunk) => unconfirmed("unanswered", error, chunk, "throw")],
];

/** Whether a request that failed with this error may have taken effect. */
export function isAmbiguous(error: unknown): boolean {
  const status = statusOf(error);
  return (
    error instanceof ConnectionError ||
    error instanceof TimeoutError ||
    (status >= 500 && status < 600) ||
    status < 300
  );
}

/** Decides what follows. A result is final; what is sent again has none yet. */
export function decide<Input>(
  end: RequestEnd,
  chunk: Chunk<Input>,
  facts: BatchFacts,
): RequestDecision<Input> {
  if (!("error" in end))
    return {
      results: readResults(end.data, end.headers, chunk, facts),
      resend: [],
      next: "continue",
    };
  const { error, aborted } = end;
  if (aborted) return unconfirmed("unanswered", error, chunk, "continue");
  const rule = rules.find(([matches]) => matches(error, facts));
  return {
    ...(rule?.[1](error, chunk, facts) ?? unconfirmed("unanswered", error, chunk, "throw")),
    error,
  };
}

/**
 * The inputs that a rejection names have failed, and the others are sent again. Where it names none, the halves of the request are sent
 * again, until the input that causes the rejection is alone in its request.
 */
function splitRejected<Input>(
  error: unknown,
  chunk: Chunk<Input>,
  facts: BatchFacts,
): RequestDecision<Input> {
  const { body, correlationId } = error as ApiError<unknown>;
  const errors = matchRejection(facts, chunk, body);
  const isNamed = (position: number) => chunk.length === 1 || errors[position] !== undefined;
  const results = chunk.flatMap((item, position): InputResult<Input>[] =>
    isNamed(position)
      ? [
          {
            item,
            failure: readFailure(errors[position] ?? body, correlationId, item, facts, error),
          },
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

/** The same for all inputs of a request. A refusal does not undo what an earlier, ambiguous attempt may have done. */
function unconfirmed<Input>(
  code: "refused" | "unanswered",
  error: unknown,
  chunk: Chunk<Input>,
  next: RequestDecision<Input>["next"],
): RequestDecision<Input> {
  const message = error instanceof Error ? error.message : String(error);
  const correlationId = error instanceof ApiError ? error.correlationId : undefined;
  const results = chunk.map((item): InputResult<Input> => {
    const { attempts, ambiguous } = item;
    const known = attempts === 0 ? "not-sent" : ambiguous ? "unanswered" : code;
    return { item, reason: { code: known, message, correlationId, attempts, error } };
  });
  return { results, resend: [], next };
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
