import { describe, expect, test } from "vitest";
import type { Schema } from "../../../generator/model/types/schema.js";
import { body, list, object, operation, operationsOf, planned, reference, string, union } from "../api-builder.js";

/** The paths to the maps with `x-specloom-values` in a body. */
function placesOf(schemas: Readonly<Record<string, Schema>>) {
  const { plan, diagnostics } = planned({
    schemas,
    operations: [operation("POST", "/things", { body: body(reference("Body")) })],
  });
  return { at: (operationsOf(plan)[0]?.serializedMaps ?? []).map(({ path: at }) => at), diagnostics };
}

const values: Schema = {
  ...object({}, string),
  kind: "object",
  properties: [],
  additional: string,
  valueSerialization: { null: "" },
};

describe("maps with x-specloom-values are found", () => {
  test("through properties, arrays and unions, each path once", () => {
    const { at, diagnostics } = placesOf({
      Body: object({ one: reference("Either"), many: list(reference("Holder")), text: string }),
      Either: union(reference("Holder"), object({ map: values, other: string })),
      Holder: object({ map: values, self: reference("Holder") }),
    });
    expect(at).toEqual([
      ["one", "map"],
      ["many", null, "map"],
    ]);
    expect(diagnostics).toEqual([]);
  });

  test("at any depth of unions that share members", () => {
    const layers = Object.fromEntries(
      Array.from({ length: 40 }, (_, depth) => {
        const next = reference(depth === 39 ? "Last" : `Layer${depth + 1}`);
        return [`Layer${depth}`, union(object({ in: next }), object({ in: next, [`only${depth}`]: string }))];
      }),
    );
    const { at } = placesOf({ ...layers, Body: reference("Layer0"), Last: object({ map: values }) });
    expect(at).toEqual([[...Array.from({ length: 40 }, () => "in"), "map"]]);
  });

  test("but refused if there are too many paths", () => {
    const layers = Object.fromEntries(
      Array.from({ length: 60 }, (_, depth) => {
        const next = reference(depth === 59 ? "Last" : `Layer${depth + 1}`);
        return [`Layer${depth}`, object({ a: next, b: next })];
      }),
    );
    const { at, diagnostics } = placesOf({ ...layers, Body: reference("Layer0"), Last: object({ map: values }) });
    expect(at).toEqual([]);
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["error extension-invalid"]);
  });
});
