import type { BatchFacts } from "./batch-facts.js";
import type { BatchFailure } from "./batch-outcomes.js";
import { boundOf, bytesOf } from "./batch-size.js";
import { member } from "./member.js";

/** An input on its way through a run. */
export interface Item<Input> {
  readonly index: number;
  readonly input: Input;
  /** Which property of the record the key is a value of; empty where it is the record's own. Only items of one group share a request. */
  readonly group: string;
  /** The key, in lower case: services compare some keys without regard to case. */
  readonly key: string;
  /** What is sent. */
  wire: Input;
  readonly trace: string | undefined;
  /** The trace is not the caller's. */
  readonly ownTrace: boolean;
  /** What it takes in a body, the comma included: at most so many bytes, or exactly so many once it is measured. */
  bytes: number;
  measured: boolean;
  /** Why it cannot be sent. */
  fault: BatchFailure | undefined;
  /** It is, or was, on its way. */
  sent: boolean;
  /** How many requests have carried it. */
  attempts: number;
  /** An attempt came to no end that tells whether it took effect. */
  doubtful: boolean;
}

/** Makes the items of one run. */
export interface ItemMaker<Input> {
  make(input: Input, index: number): Item<Input>;
}

/**
 * @param params - What each request says besides its inputs.
 * @param run - Tells the traces of this run from those of others.
 */
export function createItemMaker<Input>(
  facts: BatchFacts,
  params: unknown,
  run: string,
): ItemMaker<Input> {
  const {
    key: keyName,
    keyProperty,
    keyPropertyIn,
    keyAliases = [],
    trace: traceName,
    write,
  } = facts;
  const aliased = (property: unknown) =>
    typeof property === "string" && keyAliases.includes(property);
  const groupOf = (input: Input): string => {
    const property =
      keyProperty && member(keyPropertyIn === "request" ? params : input, keyProperty);
    return typeof property === "string" && !aliased(property) ? property : "";
  };
  const wireOf = (input: Input, trace: string | undefined): Input => {
    const written = write ? write(input) : input;
    const alias = keyProperty !== undefined && aliased(member(input, keyProperty));
    if (trace === undefined && !alias) return written;
    const wire = { ...written };
    if (traceName !== undefined) Reflect.set(wire as object, traceName, trace);
    if (alias) Reflect.deleteProperty(wire as object, keyProperty);
    return wire;
  };
  return {
    make(input, index) {
      const key = textOf(member(input, keyName));
      const given = traceName === undefined ? undefined : textOf(member(input, traceName));
      const trace = given ?? (traceName === undefined ? undefined : `${run}-${index}`);
      // One literal for all: this is made for each of millions.
      const item: Item<Input> = {
        index,
        input,
        wire: input,
        trace,
        ownTrace: given === undefined,
        group: groupOf(input),
        key: (key ?? "").toLowerCase(),
        bytes: 0,
        measured: false,
        fault: key === undefined ? invalidInput(`The input has no ${keyName}.`) : undefined,
        sent: false,
        attempts: 0,
        doubtful: false,
      };
      item.fault ??= written(item, () => wireOf(input, trace));
      return item;
    },
  };
}

/** Gives an item what is sent, and about how large that is; tells why where nothing can be. */
function written<Input>(item: Item<Input>, wireOf: () => Input): BatchFailure | undefined {
  try {
    item.wire = wireOf();
    item.bytes = 1 + boundOf(item.wire);
    if (Number.isNaN(item.bytes)) measure(item);
    return undefined;
  } catch (error) {
    return invalidInput(
      `The input cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Finds out exactly how large an item is, once. */
export function measure(item: Item<unknown>): void {
  if (item.measured) return;
  item.bytes = 1 + bytesOf(item.wire);
  item.measured = true;
}

/** The record that an item is about: the same for all items that must not be on their way at the same time. */
export function laneOf({ group, key }: Pick<Item<unknown>, "group" | "key">): string {
  return group === "" ? key : `${group}\n${key}`;
}

/** A key or a trace as it is compared; undefined where there is none. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function invalidInput(message: string): BatchFailure {
  return { category: "INVALID_INPUT", message, attempts: 0 };
}
