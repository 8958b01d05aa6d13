import { describe, expect, test } from "vitest";
import { type BodyShape, completeBody, type Shapes } from "../../../templates/runtime/testing/complete-body.js";

const models: Shapes = {
  Pet: { required: { id: 0, name: "Rex" }, optional: { owner: { model: "Owner" }, friends: { items: { model: "Pet" } } } },
  Owner: { required: { name: "", pets: { items: { model: "Pet" } } } },
  Loop: { required: { again: { model: "Loop" } } },
  Card: { required: { kind: "card", number: "" }, constants: ["kind"] },
  Cash: { required: { kind: "cash", amount: 0 }, constants: ["kind"] },
};
const payment: BodyShape = { anyOf: [{ model: "Card" }, { model: "Cash" }] };

describe("a part of a body is completed", () => {
  test.each<[string, unknown, BodyShape, unknown]>([
    ["nothing", {}, { model: "Pet" }, { id: 0, name: "Rex" }],
    ["what is given stays", { name: "Ada", color: "red" }, { model: "Pet" }, { id: 0, name: "Ada", color: "red" }],
    ["a full body", { id: 1, name: "Ada" }, { model: "Pet" }, { id: 1, name: "Ada" }],
    ["an optional object", { owner: {} }, { model: "Pet" }, { id: 0, name: "Rex", owner: { name: "", pets: [] } }],
    ["null", { owner: null }, { model: "Pet" }, { id: 0, name: "Rex", owner: null }],
    [
      "each item of an array",
      [{ id: 1 }, {}],
      { items: { model: "Pet" } },
      [
        { id: 1, name: "Rex" },
        { id: 0, name: "Rex" },
      ],
    ],
    ["items at any depth", { friends: [{}] }, { model: "Pet" }, { id: 0, name: "Rex", friends: [{ id: 0, name: "Rex" }] }],
    ["the values of a map", { a: {} }, { values: { model: "Pet" } }, { a: { id: 0, name: "Rex" } }],
    ["the alternative with this constant", { kind: "cash" }, payment, { kind: "cash", amount: 0 }],
    ["the alternative with this property", { amount: 5 }, payment, { kind: "cash", amount: 5 }],
    ["the first alternative", {}, payment, { kind: "card", number: "" }],
    ["an alternative that is not described", { kind: "coin", x: 1 }, payment, { kind: "coin", x: 1 }],
    ["an array or an object", [{}], { anyOf: [{ model: "Pet" }, { items: { model: "Pet" } }] }, [{ id: 0, name: "Rex" }]],
    ["what is no data of this shape", "text", { model: "Pet" }, "text"],
    ["a property called like an inherited one", { constructor: 1 }, { model: "Pet" }, { id: 0, name: "Rex", constructor: 1 }],
  ])("%s", (_, part, shape, want) => {
    expect(completeBody(part, shape, models)).toEqual(want);
  });

  test("with an end, if a model requires itself", () => {
    expect(JSON.stringify(completeBody({}, { model: "Loop" }, models)).length).toBeLessThan(200);
  });
});
