import fc from "fast-check";
import { expect, test } from "vitest";
import { byteUpperBound, jsonBytes } from "../../templates/runtime/batch-results/json-size.js";

test("no value takes more bytes than are guessed", () => {
  const values = fc.jsonValue({ stringUnit: "binary", maxDepth: 4 });
  fc.assert(fc.property(values, (value) => byteUpperBound(value) >= jsonBytes(value)));
  expect([byteUpperBound("\u001f\ud800"), jsonBytes("\u001f\ud800")]).toEqual([14, 14]);
  expect([byteUpperBound(-1.2345678901234567e-308), jsonBytes(-1.2345678901234567e-308)]).toEqual([25, 24]);
});

const circle: { self?: unknown } = {};
circle.self = circle;

test.each([[1n], [new Date(0)], [{ toJSON: () => "x".repeat(100) }], [circle], [new Map()], [Object(12345)], [{ deep: [1n] }]])(
  "only writing tells the size of %o",
  (value: unknown) => {
    expect(byteUpperBound(value)).toBeNaN();
  },
);
