import type { BatchFacts } from "./batch-facts.js";
import type { BatchFailure } from "./batch-outcomes.js";
import { boundOf, bytesOf } from "./json-size.js";
import { propertyOf } from "../values/objects.js";

/** An input on its way through a run. */
export interface Item<Input> {
  readonly index: number;
  readonly input: Input;
  /** What is sent: a copy, so that the key by which the item is kept apart from others is the one that travels. */
  readonly wire: Input;
  /** Which property of the record the key is a value of; empty where it is the record's own. Only items of one group share a request. */
  readonly group: string;
  /** The key, in lower case: services compare some keys without regard to case. */
  readonly key: string;
  readonly trace: string | undefined;
  /** The trace is not the caller's. */
  readonly ownTrace: boolean;
  /** What it takes in a body, the comma included: at most so many bytes, or exactly so many once it is measured. */
  bytes: number;
  measured: boolean;
  /** Why it cannot be sent. */
  readonly fault: BatchFailure | undefined;
  /** It is, or was, on its way. */
  sent: boolean;
  /** How many requests have carried it. */
  attempts: number;
  /** An attempt came to no end that tells whether it took effect. */
  doubtful: boolean;
  /** The items of the same record that wait for this one. Most records have one input, and no line. */
  line: Item<Input>[] | undefined;
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
  const { key: keyName, keyProperty, keyPropertyIn, keyAliases = [], trace: traceName, write } = facts;
  const asked = keyProperty !== undefined && keyPropertyIn === "request" ? propertyOf(params, keyProperty) : undefined;
  /** The property that the key of an input is a value of; an alias of the record's own key is taken out. */
  const takeGroup = (wire: Input): string => {
    if (keyProperty === undefined) return "";
    const property = keyPropertyIn === "request" ? asked : propertyOf(wire, keyProperty);
    if (typeof property !== "string") return "";
    if (!keyAliases.includes(property)) return property;
    if (keyPropertyIn !== "request") Reflect.deleteProperty(wire as object, keyProperty);
    return "";
  };
  return {
    make(input, index) {
      try {
        const given = traceName === undefined ? undefined : textOf(propertyOf(input, traceName));
        const own = given === undefined && traceName !== undefined ? `${run}-${index}` : undefined;
        const wire = wireOf(write ? write(plain(input)) : plain(input), traceName, own);
        const key = textOf(propertyOf(wire, keyName));
        if (key === undefined) return itemOf(index, input, invalidInput(`The input has no ${keyName}.`));
        const group = takeGroup(wire);
        const bound = 1 + boundOf(wire);
        const measured = Number.isNaN(bound);
        // One literal for all that are sent: this is made for each of millions.
        return {
          index,
          input,
          wire,
          group,
          key: key.toLowerCase(),
          trace: own ?? given,
          ownTrace: own !== undefined,
          bytes: measured ? 1 + bytesOf(wire) : bound,
          measured,
          fault: undefined,
          sent: false,
          attempts: 0,
          doubtful: false,
          line: undefined,
        };
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return itemOf(index, input, invalidInput(`The input cannot be written: ${why}`));
      }
    },
  };
}

/** An item that is not sent. */
function itemOf<Input>(index: number, input: Input, fault: BatchFailure): Item<Input> {
  const names = { group: "", key: "", trace: undefined, ownTrace: false };
  const state = { bytes: 0, measured: true, sent: false, attempts: 0, doubtful: false, line: undefined };
  return { index, input, wire: input, ...names, fault, ...state };
}

/** What JSON would make of it before it looks at its properties. */
function plain<Input>(input: Input): Input {
  const toJson = propertyOf(input, "toJSON");
  // Whoever writes a type of their own for JSON says that it gives what the type says.
  return typeof toJson === "function" ? (Reflect.apply(toJson, input, [""]) as Input) : input;
}

/** A copy, with our trace if there is one. The trace comes first: adding it to the copy would cost ten times as much. */
function wireOf<Input>(input: Input, traceName: string | undefined, trace: string | undefined): Input {
  if (traceName === undefined || trace === undefined) return { ...input };
  const wire = { [traceName]: trace, ...input };
  // The input may have the property and say nothing with it.
  if (Reflect.get(wire, traceName) !== trace) Reflect.set(wire, traceName, trace);
  return wire;
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
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" || typeof value === "bigint" ? String(value) : undefined;
}

function invalidInput(message: string): BatchFailure {
  return { category: "INVALID_INPUT", message, attempts: 0 };
}
