import { expect, test } from "vitest";
import { passThrough } from "../runtime/pass-through.js";

test("1 GB passes through at constant memory, byte for byte", { timeout: 120_000 }, async () => {
  const { farthest, mostMemory } = await passThrough(2 ** 30);
  console.log(`1 GB: at most ${Math.round(farthest / 2 ** 20)} MB ahead, ${Math.round(mostMemory / 2 ** 20)} MB more memory`);
  expect(farthest).toBeLessThan(16 * 2 ** 20);
  expect(mostMemory).toBeLessThan(300 * 2 ** 20);
});
