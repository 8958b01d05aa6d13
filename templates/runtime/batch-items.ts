import type { BatchFacts } from "./batch-facts.js";
import type { BatchFailure } from "./batch-outcomes.js";
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
  readonly wire: Input;
  readonly trace: string | undefined;
  /** The trace is not the caller's. */
  readonly ownTrace: boolean;
  readonly bytes: number;
  /** Why it cannot be sent. */
  readonly fault: BatchFailure | undefined;
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
export function createItemMaker<Input>(facts: BatchFacts, params: unknown, run: string): ItemMaker<Input> {
  const { key: keyName, keyProperty, keyPropertyIn, keyAliases = [], trace: traceName } = facts;
  const aliased = (property: unknown) => typeof property === "string" && keyAliases.includes(property);
  const groupOf = (input: Input): string => {
    const property = keyProperty && member(keyPropertyIn === "request" ? params : input, keyProperty);
    return typeof property === "string" && !aliased(property) ? property : "";
  };
  const wireOf = (input: Input, trace: string | undefined): Input => {
    if (trace === undefined && keyProperty === undefined) return input;
    const wire = Object.assign({}, input);
    if (traceName !== undefined) Reflect.set(wire as object, traceName, trace);
    if (keyProperty !== undefined && aliased(member(input, keyProperty))) Reflect.deleteProperty(wire, keyProperty);
    return wire;
  };
  return {
    make(input, index) {
      const key = textOf(member(input, keyName));
      const given = traceName === undefined ? undefined : textOf(member(input, traceName));
      const trace = given ?? (traceName === undefined ? undefined : `${run}-${index}`);
      const wire = wireOf(input, trace);
      const size = sizeOf(wire);
      // One literal for all: this is made for each of millions.
      return {
        index,
        input,
        wire,
        trace,
        ownTrace: given === undefined,
        group: groupOf(input),
        key: (key ?? "").toLowerCase(),
        bytes: size.bytes,
        fault: key === undefined ? invalidInput(`The input has no ${keyName}.`) : size.fault,
        sent: false,
        attempts: 0,
        doubtful: false,
      };
    },
  };
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

const encoder = new TextEncoder();

/** Bytes in a body, the comma included, or why there cannot be any. */
function sizeOf(wire: unknown): { readonly bytes: number; readonly fault: BatchFailure | undefined } {
  try {
    const text = JSON.stringify(wire);
    // Counting characters is enough for most texts, and much faster.

    return { bytes: 1 + (/^[\x00-\x7f]*$/.test(text) ? text.length : encoder.encode(text).length), fault: undefined };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { bytes: 0, fault: invalidInput(`The input cannot be written as JSON: ${reason}`) };
  }
}
