import { ApiError, correlationId } from "../errors/api-error.js";
import type { BatchFacts } from "./batch-facts.js";
import type { Chunk } from "./pending-requests.js";
import { type Item, textOf } from "./batch-items.js";
import { joinAnswer, joinRejection, valuesAt } from "./match-response.js";
import type { BatchFailure, BatchReason } from "./batch-outcomes.js";
import { ConnectionError } from "../errors/connection-error.js";
import { TimeoutError } from "../errors/timeout-error.js";

/** What came of a request. */
export type Reply =
  | { readonly data: unknown; readonly headers: Headers }
  /** `aborted`: the run ended it. */
  | { readonly error: unknown; readonly aborted: boolean };

/** What became of one input. */
export type Fate<Input> = { readonly item: Item<Input> } & (
  { readonly record: unknown } | { readonly failure: BatchFailure } | { readonly reason: BatchReason }
);

/** What a reply means. */
export interface Verdict<Input> {
  readonly fates: readonly Fate<Input>[];
  /** What is to be sent again, and why: the service has no time now, or one of the inputs made it refuse them all. */
  readonly again: readonly Chunk<Input>[];
  readonly because?: "limited" | "rejected";
  /** Whether requests like it have a chance: `bad` adds up, after `hopeless` none is sent, `broken` is a fault of the program. */
  readonly prospects: "good" | "bad" | "hopeless" | "broken";
  readonly error?: unknown;
}

type Judge = <Input>(error: unknown, chunk: Chunk<Input>, facts: BatchFacts) => Omit<Verdict<Input>, "error">;
type Rule = readonly [matches: (error: unknown, facts: BatchFacts) => boolean, judge: Judge];

/** No retry waits longer than this unless it is told to, so whoever is asked for more is refused for now. */
const longWaitMs = 30_000;

// prettier-ignore: aligned, so that the policy can be read from top to bottom. The first rule that matches decides.
const rules: readonly Rule[] = [
  // A 2xx whose body is broken: it took effect, but nobody knows on what.
  [(error) => statusOf(error) < 300, (error, chunk) => all("unanswered", error, chunk, "bad")],
  [(error, { rejections = [400, 422] }) => [...rejections, 413].includes(statusOf(error)), rejected],
  [(error) => waitOf(error) > longWaitMs, (error, chunk) => all("refused", error, chunk, "hopeless")],
  [
    (error) => statusOf(error) === 429 && isRetryable(error),
    (_, chunk) => ({ fates: [], again: [chunk], because: "limited", prospects: "good" }),
  ],
  [(error) => statusOf(error) < 500 && isRetryable(error), (error, chunk) => all("refused", error, chunk, "bad")],
  [(error) => statusOf(error) < 500, (error, chunk) => all("refused", error, chunk, "hopeless")],
  [(error) => isAmbiguous(error), (error, chunk) => all("unanswered", error, chunk, "bad")],
  // A hook, a token provider, or a request that cannot be written.
  [() => true, (error, chunk) => all("unanswered", error, chunk, "broken")],
];

/** Whether a request that ended so may have taken effect. */
export function isAmbiguous(error: unknown): boolean {
  const status = statusOf(error);
  return error instanceof ConnectionError || error instanceof TimeoutError || (status >= 500 && status < 600) || status < 300;
}

/** Reads a reply. What is said here of an input is final, but for what goes again. */
export function judge<Input>(reply: Reply, chunk: Chunk<Input>, facts: BatchFacts): Verdict<Input> {
  if (!("error" in reply)) return judgeAnswer(reply.data, reply.headers, chunk, facts);
  const { error, aborted } = reply;
  if (aborted) return all("unanswered", error, chunk, "good");
  const rule = rules.find(([matches]) => matches(error, facts));
  return { ...(rule?.[1](error, chunk, facts) ?? all("unanswered", error, chunk, "broken")), error };
}

function judgeAnswer<Input>(data: unknown, headers: Headers, chunk: Chunk<Input>, facts: BatchFacts): Verdict<Input> {
  const { records, errors, nameless } = joinAnswer(facts, chunk, data);
  const status = facts.status && textOf(valuesAt(data, facts.status)[0]);
  const finished = status === undefined || (facts.statusDone?.includes(status) ?? true);
  const id = correlationId(data, headers);
  const unnamed = { message: words(facts, nameless[0], "Neither a result nor an error names the input."), correlationId: id };
  const strip = traceRemover(facts);
  const fates = chunk.map((item, position): Fate<Input> => {
    const [record, error] = [records[position], errors[position]];
    if (finished && record !== undefined) return { item, record: item.ownTrace ? strip(record) : record };
    if (error !== undefined) return { item, failure: failure(error, id, item, facts) };
    const { attempts } = item;
    if (!finished)
      return {
        item,
        reason: { code: "unfinished", message: `The service says ${status}.`, correlationId: id, attempts },
      };
    return { item, reason: { code: "unnamed", ...unnamed, attempts, ...(nameless.length > 0 && { error: nameless[0] }) } };
  });
  return { fates, again: [], prospects: "good" };
}

/** What a rejection names has failed, and the rest goes again. Where it names nothing, halves go, until the one to blame stands alone. */
function rejected<Input>(error: unknown, chunk: Chunk<Input>, facts: BatchFacts): Verdict<Input> {
  const { body, correlationId: id } = error as ApiError<unknown>;
  const errors = joinRejection(facts, chunk, body);
  const isNamed = (position: number) => chunk.length === 1 || errors[position] !== undefined;
  const fates = chunk.flatMap((item, position): Fate<Input>[] =>
    isNamed(position) ? [{ item, failure: failure(errors[position] ?? body, id, item, facts, error) }] : [],
  );
  const rest = chunk.filter((_, position) => !isNamed(position));
  const middle = Math.ceil(rest.length / 2);
  const again = fates.length > 0 ? [rest] : [rest.slice(0, middle), rest.slice(middle)];
  return { fates, again: again.filter(({ length }) => length > 0), because: "rejected", prospects: "good" };
}

/** Nobody said anything about a single one. What an earlier attempt may have done, a later refusal does not undo. */
function all<Input>(
  code: "refused" | "unanswered",
  error: unknown,
  chunk: Chunk<Input>,
  prospects: Verdict<Input>["prospects"],
): Verdict<Input> {
  const message = error instanceof Error ? error.message : String(error);
  const id = error instanceof ApiError ? error.correlationId : undefined;
  const fates = chunk.map((item): Fate<Input> => {
    const { attempts, doubtful } = item;
    const known = attempts === 0 ? "not-sent" : doubtful ? "unanswered" : code;
    return { item, reason: { code: known, message, correlationId: id, attempts, error } };
  });
  return { fates, again: [], prospects };
}

function failure<Input>(
  entry: unknown,
  id: string | undefined,
  { attempts }: Item<Input>,
  facts: BatchFacts,
  error?: unknown,
): BatchFailure {
  const { errorCategory = ["category"], errorProperty, errors } = facts;
  const category = textOf(valuesAt(entry, errorCategory)[0]) ?? (error instanceof ApiError ? String(error.status) : "FAILED");
  const places = errorProperty ? [errorProperty, ...(errors ? [[...errors, ...errorProperty]] : [])] : [];
  const property = places.flatMap((path) => valuesAt(entry, path)).find((name) => typeof name === "string");
  const message = words(facts, entry, error instanceof Error ? error.message : "The service gives no reason.");
  return {
    category,
    message,
    ...(property !== undefined && { property }),
    correlationId: id,
    attempts,
    details: entry,
  };
}

function words({ errorMessage = ["message"] }: BatchFacts, entry: unknown, otherwise: string): string {
  const said = typeof entry === "string" ? entry : valuesAt(entry, errorMessage)[0];
  return typeof said === "string" ? said : otherwise;
}

/** What was added to the inputs is taken out of the records. */
function traceRemover({ trace, resultTrace }: BatchFacts): (record: unknown) => unknown {
  const [name, ...deeper] = resultTrace ?? (trace === undefined ? [] : [trace]);
  if (name === undefined || deeper.length > 0) return (record) => record;
  return (record) => {
    if (typeof record !== "object" || record === null || !Object.hasOwn(record, name)) return record;
    // A copy, since an object that something was deleted from takes several times the memory and the time.
    const { [name]: _, ...rest } = record as Readonly<Record<string, unknown>>;
    return rest;
  };
}

function statusOf(error: unknown): number {
  return error instanceof ApiError ? error.status : NaN;
}

function isRetryable(error: unknown): boolean {
  return error instanceof ApiError && error.retryable;
}

/** Milliseconds that the service asks to wait. */
function waitOf(error: unknown): number {
  return error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
}

/** Milliseconds to wait before anything is sent, if a limit was met; undefined where none was. */
export function limitWait(error: unknown, { limit, limitWaits = {} }: BatchFacts): number | undefined {
  if (!(error instanceof ApiError) || error.status !== 429) return undefined;
  const name = limit && textOf(valuesAt(error.body, limit)[0]);
  const seconds = name !== undefined && Object.hasOwn(limitWaits, name) ? (limitWaits[name] ?? 0) : 0;
  return Math.max(waitOf(error), seconds * 1000);
}
