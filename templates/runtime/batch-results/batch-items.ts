import type { BatchFacts } from "./batch-facts.js";
import type { BatchFailure, BatchReason } from "./batch-outcomes.js";
import { byteUpperBound, jsonBytes } from "./json-size.js";
import { withTraceId } from "./trace-ids.js";
import { propertyOf } from "../values/objects.js";

/** An input on its way through a run. */
export interface BatchItem<Input> {
  readonly index: number;
  readonly input: Input;
  /** What is sent: a copy, so that the key that was read here is the key in the request even if the input changes. */
  readonly payload: Input;
  /** The property of the record that the key is a value of; empty for the record's own key. Only items of one group share a request. */
  readonly group: string;
  /** The key in lower case, since services compare some keys without regard to case. */
  readonly key: string;
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
  /** Whether an attempt ended in a way that does not tell whether it took effect. */
  ambiguous: boolean;
  /** The items of the same record that wait for this one; undefined for most, since most records have one input. */
  followers: BatchItem<Input>[] | undefined;
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
 */
export function createItemFactory<Input>(
  facts: BatchFacts,
  params: unknown,
  run: string,
): ItemFactory<Input> {
  const {
    key: keyName,
    keyProperty,
    keyPropertyIn,
    keyAliases = [],
    trace: traceName,
    write,
  } = facts;
  const shared =
    keyProperty !== undefined && keyPropertyIn === "request"
      ? propertyOf(params, keyProperty)
      : undefined;
  /** The property that the key of an input is a value of. An alias of the record's own key is deleted from the payload. */
  const takeGroup = (payload: Input): string => {
    if (keyProperty === undefined) return "";
    const property = keyPropertyIn === "request" ? shared : propertyOf(payload, keyProperty);
    if (typeof property !== "string") return "";
    if (!keyAliases.includes(property)) return property;
    if (keyPropertyIn !== "request") Reflect.deleteProperty(payload as object, keyProperty);
    return "";
  };
  return {
    create(input, index) {
      try {
        const given =
          traceName === undefined ? undefined : identifierText(propertyOf(input, traceName));
        const own = given === undefined && traceName !== undefined ? `${run}-${index}` : undefined;
        const payload = withTraceId(
          write ? write(applyToJson(input)) : applyToJson(input),
          traceName,
          own,
        );
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
          key: key.toLowerCase(),
          traceId: own ?? given,
          hasOwnTraceId: own !== undefined,
          bytes: isMeasured ? 1 + jsonBytes(payload) : bound,
          isMeasured,
          invalid: undefined,
          sent: false,
          attempts: 0,
          ambiguous: false,
          followers: undefined,
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
  const names = { group: "", key: "", traceId: undefined, hasOwnTraceId: false };
  const state = {
    bytes: 0,
    isMeasured: true,
    sent: false,
    attempts: 0,
    ambiguous: false,
    followers: undefined,
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

/** A key or a trace id as a string, for comparison; undefined for an empty string and for values that are no identifiers. */
export function identifierText(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" || typeof value === "bigint" ? String(value) : undefined;
}

function invalidInput(message: string): BatchFailure {
  return { category: "INVALID_INPUT", message, attempts: 0 };
}
