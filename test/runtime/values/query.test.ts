import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import { path } from "../../../templates/runtime/values/path.js";
import {
  commaSeparated,
  deepObject,
  json,
  pipeDelimited,
  spaceDelimited,
} from "../../../templates/runtime/values/query-styles.js";
import type { Query } from "../../../templates/runtime/values/query.js";
import { serve } from "../server.js";

async function sent(query: Query): Promise<string | undefined> {
  const server = await serve({ json: {} });
  await createClient({ accessToken: "t", baseUrl: server.url }).send({ method: "GET", path: path`/a`, query });
  return server.seen[0]?.url;
}

describe("the query of a request", () => {
  // OpenAPI 3.1.1, "Style Examples", for the shapes; RFC 3986, sections 2.1 to 2.5 and 3.4, for the encoding: a space is %20, never +.
  // prettier-ignore: aligned for reading.
  const rows: readonly { name: string; given: Query; want: string }[] = [
    { name: "nothing", given: {}, want: "/a" },
    { name: "undefined and null", given: { a: undefined, b: null }, want: "/a" },
    { name: "text, number, boolean", given: { a: "x", b: 1.5, c: false, d: 0 }, want: "/a?a=x&b=1.5&c=false&d=0" },
    { name: "bigint", given: { a: 9007199254740993n }, want: "/a?a=9007199254740993" },
    { name: "empty text", given: { a: "" }, want: "/a?a=" },
    { name: "reserved characters", given: { q: "a b+c&d=e#f%g/h?i" }, want: "/a?q=a%20b%2Bc%26d%3De%23f%25g%2Fh%3Fi" },
    { name: "sub-delimiters and unicode", given: { q: "!'()*é" }, want: "/a?q=%21%27%28%29%2A%C3%A9" },
    { name: "a name with brackets", given: { "a[b]": "c" }, want: "/a?a%5Bb%5D=c" },
    { name: "form, exploded", given: { color: ["blue", "black", "brown"] }, want: "/a?color=blue&color=black&color=brown" },
    { name: "holes in an array", given: { a: ["x", undefined, null, "y"] }, want: "/a?a=x&a=y" },
    { name: "an empty array", given: { a: [], b: 1 }, want: "/a?b=1" },
    { name: "form, not exploded", given: { color: commaSeparated(["blue", "black"]) }, want: "/a?color=blue,black" },
    { name: "commas within values", given: { a: commaSeparated(["x,y", "z w"]) }, want: "/a?a=x%2Cy,z%20w" },
    { name: "numbers, comma separated", given: { a: commaSeparated([1, 2]) }, want: "/a?a=1,2" },
    {
      name: "nothing, comma separated",
      given: { a: commaSeparated(undefined), b: commaSeparated([]), c: commaSeparated([undefined]) },
      want: "/a",
    },
    { name: "spaceDelimited", given: { color: spaceDelimited(["blue", "black"]) }, want: "/a?color=blue%20black" },
    { name: "pipeDelimited", given: { color: pipeDelimited(["blue", "black"]) }, want: "/a?color=blue%7Cblack" },
    { name: "deepObject", given: { color: deepObject({ R: 100, G: 200 }) }, want: "/a?color%5BR%5D=100&color%5BG%5D=200" },
    {
      name: "deepObject, deeper",
      given: { a: deepObject({ b: { c: 1 }, d: [2, 3], e: undefined }) },
      want: "/a?a%5Bb%5D%5Bc%5D=1&a%5Bd%5D=2&a%5Bd%5D=3",
    },
    // OpenAPI does not specify arrays in a `deepObject`: items that are objects are numbered, to keep their properties apart.
    {
      name: "deepObject, a list of objects",
      given: { a: deepObject({ d: [{ x: 1, y: 2 }, { x: 3 }], e: [[4, 5], [6]] }), b: deepObject([{ x: 1 }, { x: 2 }]) },
      want: "/a?a%5Bd%5D%5B0%5D%5Bx%5D=1&a%5Bd%5D%5B0%5D%5By%5D=2&a%5Bd%5D%5B1%5D%5Bx%5D=3&a%5Be%5D%5B0%5D=4&a%5Be%5D%5B0%5D=5&a%5Be%5D%5B1%5D=6&b%5B0%5D%5Bx%5D=1&b%5B1%5D%5Bx%5D=2",
    },
    { name: "deepObject of nothing", given: { a: deepObject({}), b: deepObject(undefined), c: 1 }, want: "/a?c=1" },
    { name: "content: JSON", given: { a: json({ b: [1] }) }, want: "/a?a=%7B%22b%22%3A%5B1%5D%7D" },
    { name: "content: JSON of nothing", given: { a: json(undefined) }, want: "/a" },
  ];
  test.each(rows)("$name", async ({ given, want }) => {
    expect(await sent(given)).toBe(want);
  });

  test.each([
    { given: { limit: NaN }, want: "Query parameter limit must be a string, a finite number or a boolean, not NaN." },
    {
      given: { filter: { a: 1 } as never },
      want: "Query parameter filter must be a string, a finite number or a boolean, not object.",
    },
    {
      given: { ids: commaSeparated([Infinity]) },
      want: "Query parameter ids must be a string, a finite number or a boolean, not Infinity.",
    },
  ])("$want", async ({ given, want }) => {
    await expect(sent(given)).rejects.toThrow(new TypeError(want));
  });
});
