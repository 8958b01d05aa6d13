import { describe, expect, test } from "vitest";
import { fillTemplate } from "../../../generator/emit/text/templates.js";

const templates = new Map([
  ["a.hbs", "Hello {{name}}\n"],
  ["json.hbs", "{{json name}}"],
  ["evil.hbs", "{{evil name}}"],
]);

describe("a template", () => {
  test("prints values unchanged", () => {
    expect(fillTemplate(templates, "a.hbs", { name: "<b> & {{x}}" })).toBe("Hello <b> & {{x}}\n");
  });

  test("has no helpers but json", () => {
    expect(fillTemplate(templates, "json.hbs", { name: 'a"b' })).toBe('"a\\"b"');
    expect(() => fillTemplate(templates, "evil.hbs", { name: "a" })).toThrow("evil");
  });

  test("throws if a name is missing", () => {
    expect(() => fillTemplate(templates, "a.hbs", {})).toThrow("name");
    expect(() => fillTemplate(templates, "none.hbs", {})).toThrow("none.hbs is missing");
  });
});
