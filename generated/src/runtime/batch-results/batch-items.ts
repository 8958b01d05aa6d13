import type { BatchFacts } from "./batch-facts.js";
import type { BatchFailure, BatchReason, SkipCode } from "./batch-outcomes.js";
import { checksum } from "./checksum.js";
import { foldKey, identifierText } from "./identifiers.js";
import { byteUpperBound, jsonBytes } from "./json-size.js";
import { newKeysOf } from "./key-changes.js";
import { keyPropertyOf } from "./request-fields.js";
import { withoutTraceId, withTraceId } from "./trace-ids.js";
import { propertyOf } from "../values/objects.js";

/** An input on its way through a run. */
export interface BatchItem<Input> {
  readonly index: number;
  readonly input: Input;
  /** What is sent: a copy, so that the key that was read here is the key in the request even if the input changes. */
  readonly payload: Input;
  /** The property of the record that the key is a value of; empty for the record's own key. Only items of one group share a request. */
  readonly group: string;
  /** The key in the form in which keys are compared. */
  readonly key: string;
  /** The keys that the input gives its record, in the same form; undefined for an input that does not change its record's key. */
  readonly newKeys: readonly string[] | undefined;
  readonly traceId: string | undefined;
  /** Whether the trace id was made by the run and not given by the caller. */
  readonly hasOwnTraceId: boolean;
  /** The size in a request body, the comma included: an upper bound, or exact once `isMeasured` is true. */
  bytes: number;
  isMeasured: boolean;
  /** Why the input cannot be sent. */
  readonly invalid: BatchFailure | undefined;
  /** Whether a request with the item was started. */
  sent: boolean;
  /** How many requests have contained it. */
  attempts: number;
  /** Whether an attempt, of this or of an earlier run, ended in a way that does not tell whether it took effect. */
  ambiguous: boolean;
  /** How many items that name the same record, by one of its keys, must have an outcome before this one is sent. */
  behind: number;
  /** The checksum of the input; 0 for a run without a journal, and for an input that cannot be written. */
  readonly sum: number;
  isSettled: boolean;
}

/** What became of one input. */
export type InputResult<Input> = { readonly item: BatchItem<Input> } & (
  | { readonly record: unknown }
  | { readonly failure: BatchFailure }
  | { readonly reason: BatchReason }
);

/** Creates the items of one run. */
export interface ItemFactory<Input> {
  create(input: Input, index: number): BatchItem<Input>;
}

/**
 * @param params - The parameters of each request besides its inputs.
 * @param run - A prefix that tells the trace ids of this run from those of others.
 * @param isJournaled - Whether the items need a checksum.
 */
export function createItemFactory<Input>(
  facts: BatchFacts,
  params: unknown,
  run: string,
  isJournaled: boolean,
): ItemFactory<Input> {
  const {
    key: keyName,
    keyProperty,
    keyPropertyIn,
    keyAliases = [],
    trace: traceName,
    write,
  } = facts;
  const isShared = keyPropertyIn === "request";
  const shared = isShared ? keyPropertyOf(undefined, params, facts) : undefined;
  /** The property that the key of an input is a value of. An alias of the record's own key is deleted from the payload. */
  const takeGroup = (payload: Input): string => {
    if (keyProperty === undefined) return "";
    const property = isShared ? shared : keyPropertyOf(payload, params, facts);
    if (property === undefined) return "";
    if (!keyAliases.includes(property)) return property;
    if (!isShared) Reflect.deleteProperty(payload as object, keyProperty);
    return "";
  };
  return {
    create(input, index) {
      try {
        const given =
          traceName === undefined ? undefined : identifierText(propertyOf(input, traceName));
        const own = given === undefined && traceName !== undefined ? `${run}-${index}` : undefined;
        const written = write ? write(applyToJson(input)) : applyToJson(input);
        const payload = withTraceId(written, traceName, own);
        const key = identifierText(propertyOf(payload, keyName));
        if (key === undefined)
          return invalidItem(index, input, invalidInput(`The input has no ${keyName}.`));
        const group = takeGroup(payload);
        const bound = 1 + byteUpperBound(payload);
        const isMeasured = Number.isNaN(bound);
        // One object literal for all items that are sent: this runs for each of millions of inputs.
        return {
          index,
          input,
          payload,
          group,
          key: foldKey(key),
          newKeys: newKeysOf(payload, key, group, facts),
          traceId: own ?? given,
          hasOwnTraceId: own !== undefined,
          bytes: isMeasured ? 1 + jsonBytes(payload) : bound,
          isMeasured,
          invalid: undefined,
          sent: false,
          attempts: 0,
          ambiguous: false,
          behind: 0,
          // Without the trace id, which differs from run to run; and from the copy, since a getter may give another value each time.
          sum: isJournaled
            ? checksum(
                JSON.stringify([own === undefined ? payload : withoutTraceId(payload, traceName)]),
              )
            : 0,
          isSettled: false,
        };
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return invalidItem(index, input, invalidInput(`The input cannot be written: ${why}`));
      }
    },
  };
}

/** An item that is not sent. */
function invalidItem<Input>(index: number, input: Input, invalid: BatchFailure): BatchItem<Input> {
  const names = {
    group: "",
    key: "",
    newKeys: undefined,
    traceId: undefined,
    hasOwnTraceId: false,
  };
  const state = {
    bytes: 0,
    isMeasured: true,
    sent: false,
    attempts: 0,
    ambiguous: false,
    behind: 0,
    sum: 0,
    isSettled: false,
  };
  return { index, input, payload: input, ...names, invalid, ...state };
}

/** The result of the input's own `toJSON`, which `JSON.stringify` would call before it reads the properties. */
function applyToJson<Input>(input: Input): Input {
  const toJson = propertyOf(input, "toJSON");
  // The type of the inputs is the type of their JSON, so the result of `toJSON` has it, too.
  return typeof toJson === "function" ? (Reflect.apply(toJson, input, [""]) as Input) : input;
}

/** Makes the size of an item exact. */
export function measure(item: BatchItem<unknown>): void {
  if (item.isMeasured) return;
  item.bytes = 1 + jsonBytes(item.payload);
  item.isMeasured = true;
}

/** Identifies the record that an item is about: the same for all items that must not be in flight at the same time. */
export function recordKeyOf({ group, key }: Pick<BatchItem<unknown>, "group" | "key">): string {
  return group === "" ? key : `${group}\n${key}`;
}

/** The same for every key that the record has before and after the item is carried out. */
export function recordKeysOf({ group, key, newKeys }: BatchItem<unknown>): readonly string[] {
  if (!newKeys) return [recordKeyOf({ group, key })];
  return [...new Set([key, ...newKeys])].map((one) => recordKeyOf({ group, key: one }));
}

/** How far an input got that neither succeeded nor failed. What an earlier attempt may have done, no later one undoes. */
export function reasonCodeOf({
  ambiguous,
  attempts,
}: Pick<BatchItem<unknown>, "ambiguous" | "attempts">): BatchReason["code"] {
  return ambiguous ? "unanswered" : attempts > 0 ? "refused" : "not-sent";
}

/** Whether the input was certainly not carried out. */
export function isSkip(code: BatchReason["code"]): code is SkipCode {
  return code === "not-sent" || code === "refused";
}

/**
 * The result of an input that the service, or a check of the run, rejects. After an attempt that may have been carried out, no later
 * rejection proves that nothing was: the record may be rejected now because of what that attempt did.
 */
export function rejectedResult<Input>(
  item: BatchItem<Input>,
  failure: BatchFailure,
): InputResult<Input> {
  if (!item.ambiguous) return { item, failure };
  const { message, correlationId, attempts, details = failure } = failure;
  return { item, reason: { code: "unanswered", message, correlationId, attempts, error: details } };
}

function invalidInput(message: string): BatchFailure {
  return { category: "INVALID_INPUT", message, attempts: 0 };
}
