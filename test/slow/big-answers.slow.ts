import { expect, test } from "vitest";
import { measureDownload } from "../runtime/measure-download.js";

test("a response of 1 GB passes through with constant memory, byte for byte", { timeout: 120_000 }, async () => {
  const { farthest, mostMemory } = await measureDownload(2 ** 30);
  console.log(`1 GB: at most ${Math.round(farthest / 2 ** 20)} MB ahead, ${Math.round(mostMemory / 2 ** 20)} MB more memory`);
  expect(farthest).toBeLessThan(16 * 2 ** 20);
  expect(mostMemory).toBeLessThan(300 * 2 ** 20);
});
