import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "test");

/** Test files that mock modules. They must not share modules with others. */
const mockingFiles = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts") && /\bvi\.(do)?mock\(/i.test(readFileSync(join(root, file), "utf8")))
  .map((file) => `test/${file.replaceAll("\\", "/")}`);

export default defineConfig({
  test: {
    // The default leaves one core idle, which on a small machine is half of it.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      // Without isolation, all files share TypeScript and our modules, which almost halves the time.
      { extends: true, test: { name: "together", include: ["test/**/*.test.ts"], exclude: mockingFiles, isolate: false } },
      { extends: true, test: { name: "alone", include: mockingFiles } },
    ],
  },
});
