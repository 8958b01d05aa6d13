import type { Pick } from "./mutations/mutation.js";

/** Numbers between 0 and 1 from a seed, always the same ones. */
export function randomNumbers(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function picker(random: () => number): Pick {
  return (values) => values[Math.floor(random() * values.length)];
}
