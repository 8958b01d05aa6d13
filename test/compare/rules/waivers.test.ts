import { expect, test } from "vitest";
import { applyWaivers, readWaivers } from "../../../generator/compare/rules/waivers.js";
import type { Diagnostic } from "../../../generator/diagnostics.js";
import { compareDescriptions } from "../plans.js";
import { receiving } from "./minimal-pairs.js";

const breaking = () => compareDescriptions(receiving({ type: "string" }), receiving({ type: "number" }));

function read(waiver: object): { readonly waivers: ReturnType<typeof readWaivers>; readonly faults: readonly Diagnostic[] } {
  const faults: Diagnostic[] = [];
  const waivers = readWaivers({ name: "waivers.json", text: JSON.stringify({ waivers: [waiver] }) }, (fault) =>
    faults.push(fault),
  );
  return { waivers, faults };
}

const waiver = { rule: "received-type-changed", place: "things.send", reason: "Known.", expires: "2027-01-31" };

test.each([
  "things.send",
  "ThingsSendResponse.value",
  "#/paths/~1things/post/responses/200/content/application~1json/schema/properties/value",
])("a waiver at %s silences the change", async (place) => {
  const { comparison, lines, diagnostics } = applyWaivers(await breaking(), read({ ...waiver, place }).waivers, "2027-01-31");
  expect([comparison.verdict, lines.length, diagnostics]).toEqual(["none", 1, []]);
});

test("a waiver that has expired silences nothing, and is an error", async () => {
  const { comparison, diagnostics } = applyWaivers(await breaking(), read(waiver).waivers, "2027-02-01");
  expect([comparison.verdict, diagnostics.map(({ code }) => code)]).toEqual(["breaking", ["waiver-expired"]]);
});

test("a waiver that silences nothing is an error", async () => {
  const { comparison, diagnostics } = applyWaivers(await breaking(), read({ ...waiver, place: "others" }).waivers, "2027-01-01");
  expect([comparison.verdict, diagnostics.map(({ code }) => code)]).toEqual(["breaking", ["waiver-unused"]]);
});

test.each([
  [{ ...waiver, rule: "no-such-rule" }, "There is no rule `no-such-rule`."],
  [{ ...waiver, expires: "soon" }, "`soon` is not a date such as 2027-01-31."],
  [{ ...waiver, reason: " " }, "The waiver has no `reason`."],
])("%j is refused", (given, message) => {
  expect(read(given).faults.map((fault) => [fault.code, fault.message])).toEqual([["waiver-invalid", message]]);
});
