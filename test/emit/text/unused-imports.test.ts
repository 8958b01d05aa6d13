import { expect, test } from "vitest";
import { Imports } from "../../../generator/emit/text/imports.js";
import { code } from "../../../generator/emit/text/code.js";
import { moduleText } from "../../../generator/emit/text/module-text.js";

test("a module imports only what its text names, since an application may refuse unused imports", () => {
  const imports = new Imports("a", []);
  const used = imports.type("models", "Pet");
  imports.type("models", "Pets");
  imports.value("runtime/streams/item-stream", "ItemStream");
  const { text, uses } = moduleText("a", { title: "Pets", version: "1" }, imports, [code`export type One = ${used};`]);
  expect(text).toContain('import type { Pet } from "./models.js";');
  expect(text).not.toContain("ItemStream");
  expect(uses).toEqual(["models"]);
});
