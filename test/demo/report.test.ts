import { expect, test } from "vitest";
import { report } from "./report.js";
import type { Outcome } from "./outcomes.js";

const refused = (message: string): Outcome => ({
  status: "refused",
  update: { id: "7", properties: { name: "Acme" } },
  reason: { category: "LOCKED", message, correlationId: "c-1" },
});

test("what is not updated, and why", () => {
  expect(report([refused("Wait.")], 1, { isTTY: false, columns: 0 })).toBe(`┌─────────┬─────────┬─────────────┬──────────┐
│ records │ updated │ not updated │ requests │
├─────────┼─────────┼─────────────┼──────────┤
│ 1       │ 0       │ 1           │ 1        │
└─────────┴─────────┴─────────────┴──────────┘
Not updated:
┌────┬──────┬──────────┬─────────┬────────────────┐
│ id │ name │ category │ message │ correlation id │
├────┼──────┼──────────┼─────────┼────────────────┤
│ 7  │ Acme │ LOCKED   │ Wait.   │ c-1            │
└────┴──────┴──────────┴─────────┴────────────────┘`);
});

test("control characters of the service do not reach the terminal", () => {
  expect(report([refused("a\u001b[31mred\u001b[0m\r\nb\u0007")], 1, { isTTY: false, columns: 0 })).toContain("│ ared b  │");
});

test("on a narrow terminal a long message is wrapped, and nothing of it is lost", () => {
  const message = `property_string: ${"x".repeat(50)} is too long`;
  const lines = report([refused(message)], 1, { isTTY: true, columns: 70 }).split("\n");
  const plain = lines.map((line) => line.replace(/\u001b\[\d+m/g, ""));
  expect(Math.max(...plain.map((line) => line.length))).toBe(70);
  const cells = plain.filter((line) => line.split("│").length === 7).map((line) => line.split("│")[4]?.trim());
  expect(cells.slice(1).join("").replaceAll(" ", "")).toBe(message.replaceAll(" ", ""));
});
