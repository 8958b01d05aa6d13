import { describe, expect, test } from "vitest";
import { tableCode, inlineCode, codeFence, plainText } from "../../../generator/emit/readme/markdown.js";

describe("plainText", () => {
  test.each([
    ["Plain words.", "Plain words."],
    ["[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"],
    ["<img src=x>", "\\<img src=x\\>"],
    ["two\nlines\u2028and more", "two lines and more"],
    ["# no heading", "\\# no heading"],
    ["- no item", "\\- no item"],
    ["1. no item", "1\\. no item"],
    ["`code | span`", "`code \\| span`"],
    ["a ``` b", "a \\`\\`\\` b"],
    ["a_b *c*", "a\\_b \\*c\\*"],
    ["See [the guide](https://a.example/b_c).", "See the guide (https://a.example/b\\_c)."],
    [
      "[https://a.example](https://a.example) ![logo](https://a.example/l.png)",
      "https://a.example logo (https://a.example/l.png)",
    ],
    ["[the guide](/guide) [x](javascript:alert) [y](data:text/html,z)", "the guide x y"],
    ["**Never** `**do** this`", "Never `**do** this`"],
    ["[[a](b)](c) ** **", "\\[a\\](c) \\*\\* \\*\\*"],
  ])("%j is %s", (given, want) => {
    expect(plainText(given)).toBe(want);
  });
});

test.each([
  ["a`b", "``a`b``"],
  ["`", "`` ` ``"],
])("inlineCode: %j is %s", (given, want) => {
  expect(inlineCode(given)).toBe(want);
});

test("a vertical bar does not end a table cell", () => {
  expect(tableCode("a|b")).toBe("`a\\|b`");
});

test("a code fence is longer than any in the code", () => {
  expect(codeFence("ts", ["```", "x"])).toBe("````ts\n```\nx\n````");
});
