import { expect, test } from "vitest";
import { multipart } from "../../templates/runtime/bodies/multipart.js";
import { measureUpload } from "../runtime/measure-upload.js";

test("a request of 1 GB is sent with constant memory", { timeout: 120_000 }, async () => {
  const { received, farthest, mostMemory } = await measureUpload(2 ** 30, (chunks) =>
    multipart({ file: ReadableStream.from(chunks) }),
  );
  console.log(`1 GB: at most ${Math.round(farthest / 2 ** 20)} MB ahead, ${Math.round(mostMemory / 2 ** 20)} MB more memory`);
  expect(received).toBeGreaterThan(2 ** 30);
  expect(farthest).toBeLessThan(16 * 2 ** 20);
  expect(mostMemory).toBeLessThan(300 * 2 ** 20);
});
