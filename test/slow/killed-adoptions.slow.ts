import { afterAll, expect, test } from "vitest";
import { removeFolders } from "../write/disturbed-runs.js";
import { countSteps, failAt, killAt } from "../write/killed-replacements.js";

/** What `adopt` writes, killed and refused by the file system at every call. */

afterAll(removeFolders);

test("every moment of a kill leaves what the next run puts back", async () => {
  const steps = await countSteps();
  expect(steps).toBeGreaterThan(30);
  for (let step = 0; step < steps; step++) await killAt(step, step % 2 === 0 ? "kill" : "kill-halfway");
});

test("every failure leaves everything as it was", async () => {
  const steps = await countSteps();
  for (let step = 0; step < steps; step++) await failAt(step, step % 2 === 0 ? "fail" : "disk-full");
});
