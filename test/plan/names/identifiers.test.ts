import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  camelCase,
  identifier,
  identifierShape,
  kebabCase,
  memberName,
  pascalCase,
  typeName,
} from "../../../generator/plan/names/identifiers.js";

describe("names of words", () => {
  test.each([
    ["partner_clients", "partnerClients", "PartnerClients", "partner-clients"],
    ["DAGRun", "dagRun", "DagRun", "dag-run"],
    ["getURL", "getUrl", "GetUrl", "get-url"],
    ["com.acme.Thing-V2", "comAcmeThingV2", "ComAcmeThingV2", "com-acme-thing-v2"],
    ["2fa", "_2Fa", "_2Fa", "2-fa"],
    ["a*/ b", "aB", "AB", "a-b"],
    ["Größe", "größe", "Größe", "grosse"],
    ["élan", "élan", "Élan", "elan"],
    ["e\u0301lan", "élan", "Élan", "elan"],
    ["получитьЗаказ", "получитьЗаказ", "ПолучитьЗаказ", "poluchit-zakaz"],
    ["όνομα_χρήστη", "όνομαΧρήστη", "ΌνομαΧρήστη", "onoma-christi"],
    ["用户ID", "用户Id", "用户Id", ""],
    ["ユーザー-名", "ユーザー名", "ユーザー名", ""],
    ["नाम", "नाम", "नाम", ""],
    ["Ｐａｙ", "pay", "Pay", "pay"],
    ["р\u0430ypal", "raypal", "Raypal", "raypal"],
    ["сору", "soru", "Soru", "soru"],
    ["pay\u202e\u200b\u3164\ufe0fpal", "paypal", "Paypal", "paypal"],
    ["x\u2028y\u0000z", "xYZ", "XYZ", "x-y-z"],
  ])("%j", (text, camel, pascal, kebab) => {
    expect([camelCase(text, "call"), pascalCase(text, "Model"), kebabCase(text)]).toEqual([camel, pascal, kebab]);
  });

  test("a text without words becomes a hash", () => {
    expect([camelCase("ᏣᎳᎩ", "call"), camelCase("\u3164", "call"), camelCase("", "call")]).toEqual([
      expect.stringMatching(/^call_[0-9a-f]{8}$/),
      expect.stringMatching(/^call_[0-9a-f]{8}$/),
      "call_e3b0c442",
    ]);
    expect(pascalCase("💥", "Model")).toMatch(/^Model_[0-9a-f]{8}$/);
  });

  test("a long name is cut and ends in a hash", () => {
    const [a, b] = [camelCase(`${"x".repeat(200)}a`, "call"), camelCase(`${"x".repeat(200)}b`, "call")];
    expect([a.length, b.length, a === b]).toEqual([100, 100, false]);
  });

  test.each(["", "a b", "1a", "a\u200bb", "a\u202eb", "a\u3164", "\u0301a", "a".repeat(10) + "$", "a\n"])(
    "%j is refused as a name",
    (text) => {
      expect(() => identifier(text)).toThrow("Not an identifier");
    },
  );

  test("every text becomes an identifier", () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.constantFrom("*/", "`${x}`", "__proto__", "constructor"),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        for (const name of [
          camelCase(text, "call"),
          pascalCase(text, "Model"),
          typeName(text),
          memberName(camelCase(text, "call")),
        ]) {
          expect(name).toMatch(identifierShape);
        }
      }),
    );
  });
});

describe("type names", () => {
  test.each([
    ["User", "User"],
    ["User_Profile", "User_Profile"],
    ["userProfile", "UserProfile"],
    ["API", "API"],
    ["Error", "ErrorModel"],
    ["error", "ErrorModel"],
    ["Promise", "PromiseModel"],
    ["URL", "URLModel"],
    ["Client", "ClientModel"],
    ["RequestOptions", "RequestOptionsModel"],
    ["Delete", "Delete"],
    ["Node", "Node"],
    ["Event", "Event"],
    ["object", "ObjectModel"],
    ["unknown", "Unknown"],
  ])("%s is %s", (text, wanted) => {
    expect(typeName(text)).toBe(wanted);
  });
});

describe("member names", () => {
  test.each([
    ["delete", "delete"],
    ["get", "get"],
    ["then", "then_"],
    ["constructor", "constructor_"],
    ["__proto__", "__proto___"],
    ["prototype", "prototype_"],
    ["arguments", "arguments_"],
    ["default", "default_"],
    ["toString", "toString_"],
    ["hasOwnProperty", "hasOwnProperty_"],
  ])("%s is %s", (name, wanted) => {
    expect(memberName(name)).toBe(wanted);
  });
});
