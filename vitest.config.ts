import { defineConfig } from "vitest/config";

/** These put other facts in the place of the runtime's own, or keep time for it, so each file has the modules to itself. */
const alone = ["test/runtime/**/*.test.ts", "test/batch/**/*.test.ts"];

export default defineConfig({
  test: {
    // The default leaves one core idle, which is half of a small machine.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      // TypeScript and its library are loaded once for all files, which takes almost half the time.
      { extends: true, test: { name: "generator", include: ["test/**/*.test.ts"], exclude: alone, isolate: false } },
      { extends: true, test: { name: "runtime", include: alone } },
    ],
  },
});
