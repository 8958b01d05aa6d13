import { expect, test } from "vitest";
import { ownProperties, propertyOf } from "../../../templates/runtime/values/objects.js";
import { settingsOf } from "../../../templates/runtime/options/settings.js";
import { valuesAt } from "../../../templates/runtime/batch-results/match-response.js";
import { merge, withValueAt } from "../../../templates/runtime/testing/fake-values.js";
import { batchParams } from "../../../templates/runtime/batch/batch-params.js";

const names = Object.getOwnPropertyNames(Object.prototype);

test.each(names)("%s is a property only of an object that has it", (name) => {
  const having: unknown = JSON.parse(`{ ${JSON.stringify(name)}: { "a": 1 } }`);
  expect([propertyOf({}, name), propertyOf([], name), propertyOf(having, name)]).toEqual([undefined, undefined, { a: 1 }]);
  expect([valuesAt({}, [name]), valuesAt(having, [name, "a"])]).toEqual([[], [1]]);
  expect([Reflect.get(ownProperties({}), name), Reflect.get(ownProperties(having) as object, name)]).toEqual([
    undefined,
    { a: 1 },
  ]);
  expect(JSON.stringify(merge({}, having))).toBe(JSON.stringify(having));
  expect(JSON.stringify(withValueAt({}, [name, "a"], 1))).toBe(JSON.stringify(having));
  expect(JSON.stringify(batchParams({}, [name, "a"], [1]))).toBe(`{${JSON.stringify(name)}:{"a":[1]}}`);
  expect(settingsOf({}, {}, { retries: 0 }, { userAgent: "test/1.0.0" }).option(name)).toBeUndefined();
});

test("what a class defines is a property of its instances", () => {
  class Named {
    readonly #name = "a";
    get name() {
      return this.#name;
    }
  }
  expect([propertyOf(new Named(), "name"), propertyOf(new Named(), "constructor")]).toEqual(["a", undefined]);
});
