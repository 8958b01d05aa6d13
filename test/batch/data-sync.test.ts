import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startFake } from "../fake/fake.js";
import { buildPackage } from "../package/build-package.js";
import { fencesOf } from "../package/fences.js";

/** Runs the program in docs/data-sync.md with the built package over real sockets. */

const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/data-sync.md"), "utf8");
const [program] = fencesOf(page);

function execute(folder: string, url: string): Promise<{ readonly code: number | null; readonly text: string }> {
  const env = { ...process.env, HUBSPOT_URL: url, HUBSPOT_TOKEN: "t" };
  const child = spawn(process.execPath, ["--import", "tsx", "program.mts"], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, text })));
}

test("a CSV file becomes updates and a report of failures, and a second run sends nothing twice", async () => {
  const folder = mkdtempSync(path.join(buildPackage().home, "data-sync-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const fake = await startFake({ records: 250, token: "t" });
  onTestFinished(() => fake.close());
  const rows = Array.from(
    { length: 251 },
    (_, index) => `${index + 1},"Client ""${index + 1}"", Ltd",${index === 41 ? "a dozen" : "12"}`,
  );
  writeFileSync(path.join(folder, "updates.csv"), ["id,name,property_number", ...rows].join("\n"));
  writeFileSync(path.join(folder, "program.mts"), program?.code ?? "");

  const first = await execute(folder, fake.url);
  expect(first.text.split("\n").at(-2)).toBe("249 updated, 2 failed, 0 skipped, 0 unknown, 3 requests");
  expect(first.code).toBe(0);
  const report = readFileSync(path.join(folder, "not-updated.csv"), "utf8").trim().split("\n");
  expect(report.map((line) => line.split(",").slice(0, 2)).sort()).toEqual([
    ["251", "OBJECT_NOT_FOUND"],
    ["42", "VALIDATION_ERROR"],
  ]);
  expect(fake.records.get("250")?.properties.name).toBe('Client "250", Ltd');

  const second = await execute(folder, fake.url);
  expect(second.text.split("\n").at(-2)).toBe("249 updated, 2 failed, 0 skipped, 0 unknown, 0 requests");
  expect(readFileSync(path.join(folder, "not-updated.csv"), "utf8").trim().split("\n")).toEqual(report);
  expect(fake.requests.length).toBe(3);
});
