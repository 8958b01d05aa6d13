import { defineConfig } from "vitest/config";

/** Tests that take too long for every run: `npm run test:slow`. */
export default defineConfig({ test: { include: ["test/slow/**/*.slow.ts"], testTimeout: 600_000 } });
