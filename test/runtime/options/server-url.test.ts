import { describe, expect, test, vi } from "vitest";
import type { BaseUrlResolver } from "../../../templates/runtime/options/option-reader.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import { path } from "../../../templates/runtime/values/path.js";
import { sameOrigin, serverUrl } from "../../../templates/runtime/options/server-url.js";
import { rejection } from "../server.js";

async function asked(baseUrl: string | BaseUrlResolver | undefined, options: object): Promise<string> {
  const seen: string[] = [];
  const fetch = (url: string) => {
    seen.push(url);
    return Promise.resolve(Response.json({}));
  };
  await createClient({ accessToken: "t", fetch, ...options }).send({ method: "GET", path: path`/a`, baseUrl });
  return seen.join();
}

// OpenAPI 3.2, 4.6 and 4.7: the variables of a server URL, with their defaults.
const regional = serverUrl({
  "https://{region}.example.com/{base}": { base: ["base", "v1/x"], region: ["region", "us"] },
  "https://test.example.com": {},
});

describe("the server of a request", () => {
  test.each([
    { given: {}, want: "https://us.example.com/v1/x/a" },
    { given: { region: "eu-1" }, want: "https://eu-1.example.com/v1/x/a" },
    { given: { region: undefined, base: "v2" }, want: "https://us.example.com/v2/a" },
    { given: { baseUrl: "https://{region}.example.com/{base}", region: "eu" }, want: "https://eu.example.com/v1/x/a" },
    { given: { baseUrl: "https://test.example.com", region: "eu" }, want: "https://test.example.com/a" },
    { given: { baseUrl: "https://proxy.example.net/x/" }, want: "https://proxy.example.net/x/a" },
  ])("with $given: $want", async ({ given, want }) => {
    expect(await asked(regional, given)).toBe(want);
  });

  test.each(["evil.com/", "evil.com#", "user@evil.com", "evil.com?", "", 5])(
    "a variable cannot lead elsewhere: %j",
    async (region) => {
      const want = "region must consist of letters, digits, dots, hyphens, underscores and tildes.";
      expect(await rejection(asked(regional, { region }))).toEqual(new TypeError(want));
    },
  );

  // RFC 3986, 3.2.2 and 3.2.3: a host may be an IPv6 address in brackets, and a port may follow the last part of the host.
  const authority = serverUrl({
    "https://{host}:{port}/{base}": { base: ["base", "v1"], host: ["host", "a.test"], port: ["port"] },
  });
  const domain = serverUrl({ "https://api.{domain}/v1": { domain: ["domain"] } });
  test.each([
    { servers: authority, given: { port: "8443" }, want: "https://a.test:8443/v1/a" },
    { servers: authority, given: { port: "1", host: "[::1]" }, want: "https://[::1]:1/v1/a" },
    { servers: authority, given: { port: "1", host: "münchen.test" }, want: "https://münchen.test:1/v1/a" },
    { servers: domain, given: { domain: "acme.test:8443" }, want: "https://api.acme.test:8443/v1/a" },
  ])("parts of the authority: $given gives $want", async ({ servers, given, want }) => {
    expect(new URL(await asked(servers, given)).href).toBe(new URL(want).href);
  });

  test.each([
    [authority, { port: "1", host: "b.test:2" }, "host must consist of"],
    [authority, { port: "1", host: "[::1" }, "host must consist of"],
    [authority, { port: "1", host: "[a]b.test" }, "host must consist of"],
    [authority, { port: "1:2" }, "port must consist of"],
    [authority, { port: "1@b.test" }, "port must consist of"],
    [authority, { port: "1", base: "x:2" }, "base must consist of"],
    [domain, { domain: "[::1]" }, "domain must consist of"],
    [domain, { domain: ":8443" }, "domain must consist of"],
    [authority, {}, "port is missing: a part of the API's address, which has no default."],
    [domain, { domain: "" }, "domain must consist of"],
  ])("what is no part of a host is refused: %j", async (servers, given, want) => {
    expect(String(await rejection(asked(servers, given)))).toContain(want);
  });

  const own = serverUrl({ "{endpoint}/api/{version}": { endpoint: ["endpoint", ""], version: ["version", "v1"] } });
  const hosted = serverUrl({ "{endpoint}": { endpoint: ["endpoint", "https://api.example.com"] } });

  test.each([
    { servers: own, given: { endpoint: "https://acme.example.com" }, want: "https://acme.example.com/api/v1/a" },
    { servers: own, given: { endpoint: "http://localhost:8080/", version: "v2" }, want: "http://localhost:8080/api/v2/a" },
    { servers: own, given: { endpoint: "https://[::1]:8080/base" }, want: "https://[::1]:8080/base/api/v1/a" },
    { servers: hosted, given: {}, want: "https://api.example.com/a" },
    { servers: hosted, given: { endpoint: "https://acme.test/b/" }, want: "https://acme.test/b/a" },
  ])("a variable can stand for the whole origin: $given gives $want", async ({ servers, given, want }) => {
    expect(await asked(servers, given)).toBe(want);
  });

  test.each([
    "",
    "acme.example.com",
    "ftp://a.example.com",
    "https://",
    "https://u:p@a.example.com",
    "https://a?b",
    "https://a#b",
    "https://{version}",
    5,
  ])("an origin must be the address of a server: %j", async (endpoint) => {
    const want = 'endpoint must be the address of the API, such as "https://api.example.com".';
    expect(await rejection(asked(own, { endpoint }))).toEqual(new TypeError(want));
  });

  test("in a page, an origin may be left out: requests go to the page's own", async () => {
    vi.stubGlobal("location", { protocol: "https:" });
    expect(await asked(own, {})).toBe("/api/v1/a");
    vi.unstubAllGlobals();
  });

  test("an operation can have its own server; the client's baseUrl takes precedence", async () => {
    expect(await asked("https://upload.example.com", {})).toBe("https://upload.example.com/a");
    expect(await asked("https://upload.example.com", { baseUrl: "https://b.example.com" })).toBe("https://b.example.com/a");
  });

  test("a server URL that is only a path is of the page's origin; without a page, baseUrl is required", async () => {
    const want = 'baseUrl is missing: the API\'s description names only a path, "/api".';
    expect(await rejection(asked(sameOrigin("/api"), {}))).toEqual(new TypeError(want));
    expect(await asked(sameOrigin("/api"), { baseUrl: "https://b.example.com/api" })).toBe("https://b.example.com/api/a");
    vi.stubGlobal("location", { protocol: "https:" });
    expect(await asked(sameOrigin("/api"), {})).toBe("/api/a");
    vi.unstubAllGlobals();
  });
});
