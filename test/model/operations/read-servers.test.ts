import { describe, expect, test } from "vitest";
import { read } from "../read.js";

describe("info and servers", () => {
  // OpenAPI 3.2, 4.6 and 4.10.1.
  test("relative URLs are resolved against that of the description, and an operation's servers override those of its path", () => {
    const { api, messages } = read(`openapi: 3.2.0
$self: https://docs.example/api/openapi.yaml
info: { title: T, version: "1" }
servers: [{ url: ../v1/ }, { url: "/{base}", variables: { base: { default: v2 } } }]
paths:
  /a: { servers: [{ url: "https://a.example" }], get: {}, put: { servers: [{ url: /b }] } }
  /c: { get: {} }
`);
    expect(api.servers.map(({ template }) => template)).toEqual(["https://docs.example/v1", "https://docs.example/{base}"]);
    const own = api.operations.map(({ method, servers }) => [method, servers?.map(({ url }) => url)]);
    expect(own).toEqual([
      ["GET", ["https://a.example"]],
      ["PUT", ["https://docs.example/b"]],
      ["GET", undefined],
    ]);
    expect(messages).toEqual([]);
  });

  test("are read", () => {
    const { api } = read(`openapi: 3.1.1
info: { title: T, version: "1", summary: S, description: D, license: { name: MIT, identifier: MIT } }
externalDocs: { url: https://docs.example }
servers:
  - { url: "https://{region}.example/{base}/", variables: { region: { default: eu }, base: { default: v1 } }, description: first }
  - { url: / }
  - { url: https://other.example// }
paths: {}
`);
    expect(api.info).toEqual({
      title: "T",
      version: "1",
      summary: "S",
      description: "D",
      license: { name: "MIT", identifier: "MIT" },
      externalDocs: { url: "https://docs.example" },
    });
    const variables = [
      { name: "base", defaultValue: "v1", isOrigin: false, values: [], place: expect.anything() as unknown },
      { name: "region", defaultValue: "eu", isOrigin: false, values: [], place: expect.anything() as unknown },
    ];
    expect(api.servers).toEqual([
      { url: "https://eu.example/v1", template: "https://{region}.example/{base}", variables, description: "first" },
      { url: "https://other.example", template: "https://other.example", variables: [] },
    ]);
  });

  test.each([
    ["{endpoint}/api/{version}", "endpoint", true],
    ["{endpoint}", "endpoint", true],
    ["{scheme}://example.com", "scheme", false],
    ["{endpoint}.example.com", "endpoint", false],
  ])("in %s, %s stands for the origin: %s", (url, name, isOrigin) => {
    const variables = '{ endpoint: { default: "" }, version: { default: v1 }, scheme: { default: https } }';
    const { api } = read(
      `openapi: 3.0.3\ninfo: { title: T, version: "1" }\npaths: {}\nservers: [{ url: "${url}", variables: ${variables} }]`,
    );
    expect(api.servers[0]?.variables.find((variable) => variable.name === name)?.isOrigin).toBe(isOrigin);
  });

  test("numbers are read as text, and a variable without a default must be given", () => {
    const variables = "{ host: {}, port: { default: 8443, enum: [8443, '443'] } }";
    const { api, messages } = read(
      `openapi: 3.0.3\ninfo: { title: T, version: "1" }\npaths: {}\nservers: [{ url: "https://{host}:{port}", variables: ${variables} }]`,
    );
    expect(api.servers[0]?.variables).toMatchObject([
      { name: "host", defaultValue: "", required: true },
      { name: "port", defaultValue: "8443", values: ["443", "8443"] },
    ]);
    expect(messages.map((message) => message.replace(/^(\w+ \S+) \S+/, "$1"))).toEqual([
      "warning value-tolerated The server's URL uses the variable `host`, which has no default, so callers must give its value.",
      "warning value-tolerated The default of `port` must be a string, but is a number; it is read as `8443`.",
      "warning value-tolerated A value of `port` must be a string, but is a number; it is read as `8443`.",
    ]);
  });

  test("a version without quotes is a number in YAML, and no reason to refuse", () => {
    const { api, messages } = read("openapi: 3.0.3\ninfo: { title: 404, version: 1.5 }\npaths: {}");
    expect([api.info.title, api.info.version]).toEqual(["404", "1.5"]);
    expect(messages.map((message) => message.replace(/^(\w+ \S+) \S+/, "$1"))).toEqual([
      "warning value-tolerated `title` must be a string, but is a number; it is read as `404`.",
      "warning value-tolerated `version` must be a string, but is a number; it is read as `1.5`.",
    ]);
  });

  test("a variable for the origin needs no default", () => {
    const { api } = read('openapi: 3.0.3\ninfo: { title: T, version: "1" }\npaths: {}\nservers: [{ url: "{endpoint}/v1" }]');
    expect(api.servers).toMatchObject([{ url: "/v1", variables: [{ name: "endpoint", defaultValue: "", isOrigin: true }] }]);
  });
});
