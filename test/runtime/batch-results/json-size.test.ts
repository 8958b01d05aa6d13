import fc from "fast-check";
import { expect, test } from "vitest";
import { byteUpperBound, jsonBytes } from "../../../templates/runtime/batch-results/json-size.js";

test("no value takes more bytes than the upper bound", () => {
  const values = fc.jsonValue({ stringUnit: "binary", maxDepth: 4 });
  fc.assert(fc.property(values, (value) => byteUpperBound(value) >= jsonBytes(value)));
  expect([byteUpperBound("\u001f\ud800"), jsonBytes("\u001f\ud800")]).toEqual([14, 14]);
  expect([byteUpperBound(-1.2345678901234567e-308), jsonBytes(-1.2345678901234567e-308)]).toEqual([25, 24]);
});

const circular: { self?: unknown } = {};
circular.self = circular;

test.each([[1n], [new Date(0)], [{ toJSON: () => "x".repeat(100) }], [circular], [new Map()], [Object(12345)], [{ deep: [1n] }]])(
  "there is no upper bound for %o",
  (value: unknown) => {
    expect(byteUpperBound(value)).toBeNaN();
  },
);
