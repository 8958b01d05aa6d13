import { describe, expect, test } from "vitest";
import type { SecurityRequirement, SecurityScheme } from "../../../generator/model/types/security-scheme.js";
import { operation, operationsOf, planned, scheme } from "../api-builder.js";

/** Security requirements: `a+b` requires two schemes, the empty string none. */
function needs(...alternatives: readonly string[]): readonly SecurityRequirement[] {
  return alternatives.map((text) => (text === "" ? [] : text.split("+").map((key) => ({ scheme: key, scopes: [] }))));
}

function plan(security: readonly SecurityScheme[], ...operations: readonly (readonly string[])[]) {
  const all = operations.map((alternatives, index) => operation("GET", `/thing${index}`, { security: needs(...alternatives) }));
  const { plan, diagnostics } = planned({ security, operations: all });
  return {
    options: plan.credentials.map(({ option, scheme }) => `${option}: ${scheme}`),
    operations: operationsOf(plan).map(({ credentials }) => credentials),
    messages: diagnostics.map(({ message }) => message),
  };
}

describe("credential options", () => {
  test.each([
    ["a token", [scheme("oauth", "bearer")], ["accessToken: bearer"]],
    ["a name and a password", [scheme("login", "basic")], ["basic: basic"]],
    ["a key, which has the name of its scheme", [scheme("api_key", "apiKey")], ["apiKey: apiKey"]],
    ["a name of the overlay", [scheme("oauth", "bearer", { option: "token" })], ["token: bearer"]],
    ["two schemes that send the same", [scheme("app", "bearer"), scheme("oauth", "bearer")], ["accessToken: bearer"]],
    [
      "two keys",
      [scheme("AppKey", "apiKey"), scheme("user_key", "apiKey", { apiKey: { in: "query", name: "u" } })],
      ["appKey: apiKey", "userKey: apiKey"],
    ],
    ["a name that the client has already", [scheme("headers", "bearer", { option: "headers" })], ["headersCredential: bearer"]],
    ["a certificate", [scheme("tls", "mutualTLS")], []],
    ["something unknown", [scheme("digest", "unsupported")], []],
  ])("%s", (_, schemes, wanted) => {
    expect(
      plan(
        schemes,
        schemes.map(({ key }) => key),
      ).options,
    ).toEqual(wanted);
  });

  test("exist only for schemes that an operation requires", () => {
    expect(plan([scheme("used", "bearer"), scheme("unused", "basic")], ["used"]).options).toEqual(["accessToken: bearer"]);
  });

  test("a changed overlay name is reported", () => {
    const schemes = [scheme("a", "apiKey", { option: "key" }), scheme("b", "basic", { option: "key" })];
    expect(plan(schemes, ["a", "b"])).toMatchObject({
      options: ["b: basic", "key: apiKey"],
      messages: ["The option of the security scheme `b` is called `b`, because the name `key` is taken."],
    });
  });
});

describe("the security of an operation", () => {
  const schemes = [
    scheme("key", "apiKey"),
    scheme("oauth", "bearer"),
    scheme("tls", "mutualTLS"),
    scheme("digest", "unsupported"),
  ];

  test.each([
    ["any one of the API's", ["oauth", "key"], undefined],
    ["one of two", ["oauth"], [["accessToken"]]],
    ["both at once", ["key+oauth"], [["accessToken", "key"]]],
    ["one or nothing", ["", "oauth"], [["accessToken"], []]],
    ["nothing", [], []],
    ["a certificate too, which is the platform's business", ["oauth+tls"], [["accessToken"]]],
    ["something that cannot be sent, or a token", ["digest", "oauth"], [["accessToken"]]],
    ["something that cannot be sent", ["digest"], []],
  ])("%s", (_, alternatives, wanted) => {
    expect(plan(schemes, alternatives, ["key", "oauth"]).operations[0]).toEqual(wanted);
  });
});

describe("the name of an option depends on its own scheme alone", () => {
  const key = (name: string, header: string) => scheme(name, "apiKey", { apiKey: { in: "header", name: header } });
  const optionOf = (wanted: string, schemes: readonly SecurityScheme[]) => {
    const all = schemes.map((one) => operation("GET", `/${one.key}`, { security: needs(one.key) }));
    const { plan } = planned({ security: schemes, operations: all });
    return plan.credentials.find(({ schemes: keys }) => keys.includes(wanted))?.option;
  };

  test.each([
    ["another key", key("zKey", "X-Z"), [key("aKey", "X-A")], "zKey"],
    ["a key called like the usual option", key("zKey", "X-Z"), [key("apiKey", "X-A")], "zKey"],
    ["a token", key("accessToken", "X-Z"), [scheme("oauth", "bearer")], "accessTokenCredential"],
    ["a password", key("basic", "X-Z"), [scheme("login", "basic")], "basicCredential"],
    ["a scheme for the same token", scheme("oauth", "bearer"), [scheme("app", "bearer")], "accessToken"],
    [
      "a scheme for the same pinned token",
      scheme("oauth", "bearer", { option: "accessToken" }),
      [scheme("app", "bearer")],
      "accessToken",
    ],
  ] as const)("beside %s", (_, own, others, want) => {
    expect(optionOf(own.key, [own])).toBe(want);
    expect(optionOf(own.key, [own, ...others])).toBe(want);
  });

  test("of two that want the same name, none gets it, so that no code sends a secret in the other's place", () => {
    const [first, second] = [key("api_key", "X-A"), key("api-key", "X-B")];
    expect(optionOf("api_key", [first])).toBe("apiKey");
    const both = [optionOf("api_key", [first, second]), optionOf("api-key", [first, second])];
    expect(both).toEqual([expect.stringMatching(/^apiKey_[0-9a-f]{8}$/), expect.stringMatching(/^apiKey_[0-9a-f]{8}$/)]);
    expect(new Set(both).size).toBe(2);
  });

  test("a name from an overlay wins", () => {
    const [first, second] = [key("api_key", "X-A"), { ...key("other", "X-B"), option: "apiKey" }];
    expect(optionOf("other", [first, second])).toBe("apiKey");
    expect(optionOf("api_key", [first, second])).toMatch(/^apiKey_[0-9a-f]{8}$/);
  });
});
