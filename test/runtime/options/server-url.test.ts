import { describe, expect, test, vi } from "vitest";
import type { BaseUrlResolver } from "../../../templates/runtime/options/settings.js";
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
