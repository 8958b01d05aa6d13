import { expect, test } from "vitest";
import { withoutSlashesAtEnd } from "../../../templates/runtime/values/trailing-slashes.js";

test.each([
  ["https://a.example", "https://a.example"],
  ["https://a.example/v1//", "https://a.example/v1"],
  ["///", ""],
  ["", ""],
])("%j becomes %j", (url, want) => {
  expect(withoutSlashesAtEnd(url)).toBe(want);
});
