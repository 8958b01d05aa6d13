import { assert, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import { path } from "../../../templates/runtime/values/path.js";
import { serve } from "../server.js";

describe("the path of a request", () => {
  // RFC 3986, section 2.3: unreserved characters stay, all others are percent-encoded as UTF-8 (section 2.5).
  // prettier-ignore: aligned for reading.
  const rows = [
    { given: "512", want: "/a/512/b" },
    { given: 17, want: "/a/17/b" },
    { given: 12345678901234567890n, want: "/a/12345678901234567890/b" },
    { given: true, want: "/a/true/b" },
    { given: "AZaz09-._~", want: "/a/AZaz09-._~/b" },
    { given: "a b", want: "/a/a%20b/b" },
    { given: "a/b", want: "/a/a%2Fb/b" },
    { given: "a\\b", want: "/a/a%5Cb/b" },
    { given: "a?b#c", want: "/a/a%3Fb%23c/b" },
    { given: "50%", want: "/a/50%25/b" },
    { given: "%2e%2e", want: "/a/%252e%252e/b" },
    { given: "!'()*", want: "/a/%21%27%28%29%2A/b" },
    { given: ":@&=+$,;", want: "/a/%3A%40%26%3D%2B%24%2C%3B/b" },
    { given: "é😀", want: "/a/%C3%A9%F0%9F%98%80/b" },
    { given: "\u0000\n", want: "/a/%00%0A/b" },
    { given: "...", want: "/a/.../b" },
    { given: "..a", want: "/a/..a/b" },
  ];
  test.each(rows)("$given is sent as $want", async ({ given, want }) => {
    const server = await serve({ json: {} });
    await createClient({ accessToken: "t", baseUrl: server.url }).send({ method: "GET", path: path`/a/${given}/b` });
    expect(server.seen.map(({ url }) => url)).toEqual([want]);
  });
});

test("every value is sent as one segment of unreserved and percent-encoded characters, and can be decoded", () => {
  const values = string({ unit: "grapheme" }).filter((value) => !/^\.{0,2}$/.test(value));
  const check = property(values, (value) => {
    const segment = path`/a/${value}`.write().slice("/a/".length);
    expect(segment).toMatch(/^(?:[\w.~-]|%[0-9A-F]{2})+$/);
    expect(decodeURIComponent(segment)).toBe(value);
  });
  assert(check);
});

describe("a value that is a part of a segment", () => {
  // prettier-ignore: aligned for reading.
  test.each([
    { given: path`/x${""}`, want: "/x" },
    { given: path`/a${"."}/b`, want: "/a./b" },
    { given: path`/${""}-${""}/b`, want: "/-/b" },
    { given: path`/a/${""}.json`, want: "/a/.json" },
    { given: path`/a/${""}...`, want: "/a/..." },
  ])("may be empty or a dot: $want", ({ given, want }) => {
    expect(given.write()).toBe(want);
  });

  test.each([path`/${""}${""}`, path`/a/${"."}.`, path`/a/.${""}/b`, path`/a/%2e${"."}/b`, path`/a/${""}${"."}/b`])(
    "must not make the segment one that URLs remove: $template",
    (given) => expect(() => given.write()).toThrow("must not be"),
  );
});

describe("a value that cannot be a path segment", () => {
  // RFC 3986, section 5.2.4: dot segments are removed, which would result in another path.
  const rows = [
    { given: "", want: 'Path parameter {2} of /a/{1}/b/{2} must not be "".' },
    { given: ".", want: 'Path parameter {2} of /a/{1}/b/{2} must not be ".".' },
    { given: "..", want: 'Path parameter {2} of /a/{1}/b/{2} must not be "..".' },
    {
      given: undefined,
      want: "Path parameter {2} of /a/{1}/b/{2} must be a string, a finite number or a boolean, not undefined.",
    },
    { given: null, want: "Path parameter {2} of /a/{1}/b/{2} must be a string, a finite number or a boolean, not null." },
    { given: NaN, want: "Path parameter {2} of /a/{1}/b/{2} must be a string, a finite number or a boolean, not NaN." },
    {
      given: -Infinity,
      want: "Path parameter {2} of /a/{1}/b/{2} must be a string, a finite number or a boolean, not -Infinity.",
    },
    { given: {}, want: "Path parameter {2} of /a/{1}/b/{2} must be a string, a finite number or a boolean, not object." },
    {
      given: "\ud800",
      want: "Path parameter {2} of /a/{1}/b/{2} must not contain half a surrogate pair.",
    },
  ];
  test.each(rows)("$given rejects the call and nothing is sent", async ({ given, want }) => {
    const server = await serve({ json: {} });
    const client = createClient({ accessToken: "t", baseUrl: server.url });
    const promise = client.send({ method: "GET", path: path`/a/${1}/b/${given as string}` });
    await expect(promise).rejects.toThrow(new TypeError(want));
    expect(server.seen).toEqual([]);
  });
});
