import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "test");

/** Files that put another module in the place of one: they have the modules to themselves. */
const mocking = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts") && /\bvi\.(do)?mock\(/i.test(readFileSync(join(root, file), "utf8")))
  .map((file) => `test/${file.replaceAll("\\", "/")}`);

export default defineConfig({
  test: {
    // The default leaves one core idle, which is half of a small machine.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      // TypeScript, its library and everything of ours are loaded once for all files, which takes almost half the time.
      { extends: true, test: { name: "together", include: ["test/**/*.test.ts"], exclude: mocking, isolate: false } },
      { extends: true, test: { name: "alone", include: mocking } },
    ],
  },
});
