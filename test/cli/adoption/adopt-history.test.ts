import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../../generator/cli.js";

/** Published changes of a real description, adopted one after the other. */
const history = join(import.meta.dirname, "../../../../shared/hubspot/history");
const ignored = () => undefined;

test.skipIf(!existsSync(history)).each([
  ["only another order", "2025-11-05-a22ef6199c", 0, "0.1.0"],
  ["breaking", "2026-03-31-3eec2f19c5", 0, "0.2.0"],
  ["additive", "2026-06-23-dc6bdf946a", 0, "0.1.1"],
  ["invalid", "2025-11-04-b2152dfd37", 2, "0.1.0"],
])("%s: %s", async (_, pair, code, version) => {
  const folder = mkdtempSync(join(tmpdir(), "adopt-history-"));
  const config = join(folder, "specloom.config.json");
  writeFileSync(config, JSON.stringify({ input: "api.json", output: "client", name: "records", version: "0.1.0" }));
  const adopt = (side: string) =>
    main(["adopt", join(history, `${pair}.${side}.json`), "--config", config], { out: ignored, error: ignored });
  const api = () => readFileSync(join(folder, "api.json"), "utf8");
  writeFileSync(join(folder, "api.json"), readFileSync(join(history, `${pair}.before.json`)));
  expect(await adopt("before")).toBe(0);
  const before = api();
  expect(await adopt("after")).toBe(code);
  expect(JSON.parse(readFileSync(config, "utf8"))).toMatchObject({ version });
  expect(api() === before).toBe(version === "0.1.0");
});
