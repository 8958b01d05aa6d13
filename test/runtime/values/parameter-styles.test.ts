import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import { cookie, cookies } from "../../../templates/runtime/values/cookies.js";
import type { ClientOptions, RequestOptions } from "../../../templates/runtime/options/options.js";
import { path } from "../../../templates/runtime/values/path.js";
import {
  commaSeparated,
  deepObject,
  exploded,
  json,
  pipeDelimited,
  spaceDelimited,
  jsonQuery,
} from "../../../templates/runtime/values/query-styles.js";
import { formQuery } from "../../../templates/runtime/bodies/form.js";
import { textQuery, reserved, reservedInPath } from "../../../templates/runtime/values/reserved.js";
import type { Query } from "../../../templates/runtime/values/query.js";
import type { ApiRequest } from "../../../templates/runtime/call/api-request.js";
import { jsonText, label, matrix, simple } from "../../../templates/runtime/values/value-styles.js";
import { rejection, serve } from "../server.js";

const text = "blue";
const list = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };
const explode = { explode: true };

type Parameters = Partial<Pick<ApiRequest, "path" | "query" | "headers" | "cookies">>;

async function sent(request: Parameters, options: ClientOptions = {}, call: RequestOptions = {}) {
  const server = await serve({ json: {} });
  const client = createClient({ accessToken: "t", baseUrl: server.url, ...options });
  await client.send({ method: "GET", path: path`/a`, ...request }, call);
  return server.seen[0];
}

describe("styles of path parameters", () => {
  // OpenAPI 3.2, 4.12.7 "Style Examples" (the same in 3.1, 4.8.12.4); RFC 6570, sections 3.2.2, 3.2.5 and 3.2.7, for what OpenAPI does not specify.
  // prettier-ignore -- Aligned for reading.
  const rows = [
    { name: "simple, text", given: simple(text), want: "blue" },
    { name: "simple, array", given: simple(list), want: "blue,black,brown" },
    { name: "simple, object", given: simple(object), want: "R,100,G,200,B,150" },
    { name: "simple exploded, array", given: simple(list, explode), want: "blue,black,brown" },
    { name: "simple exploded, object", given: simple(object, explode), want: "R=100,G=200,B=150" },
    { name: "label, text", given: label(text), want: ".blue" },
    { name: "label, array", given: label(list), want: ".blue,black,brown" },
    { name: "label, object", given: label(object), want: ".R,100,G,200,B,150" },
    { name: "label exploded, text", given: label(text, explode), want: ".blue" },
    { name: "label exploded, array", given: label(list, explode), want: ".blue.black.brown" },
    { name: "label exploded, object", given: label(object, explode), want: ".R=100.G=200.B=150" },
    { name: "matrix, text", given: matrix("color", text), want: ";color=blue" },
    { name: "matrix, array", given: matrix("color", list), want: ";color=blue,black,brown" },
    { name: "matrix, object", given: matrix("color", object), want: ";color=R,100,G,200,B,150" },
    { name: "matrix exploded, text", given: matrix("color", text, explode), want: ";color=blue" },
    { name: "matrix exploded, array", given: matrix("color", list, explode), want: ";color=blue;color=black;color=brown" },
    { name: "matrix exploded, object", given: matrix("color", object, explode), want: ";R=100;G=200;B=150" },
    { name: "matrix, empty text", given: matrix("color", ""), want: ";color" },
    { name: "matrix exploded, empty values", given: matrix("color", ["", "x"], explode), want: ";color;color=x" },
    { name: "matrix, a name", given: matrix("a;b", "x"), want: ";a%3Bb=x" },
    { name: "delimiters within values", given: simple(["a,b", "c/d", "e f"]), want: "a%2Cb,c%2Fd,e%20f" },
    { name: "delimiters within names", given: label({ "a=b": "c,d" }, explode), want: ".a%3Db=c%2Cd" },
    { name: "percent, plus, Unicode", given: matrix("c", ["50%", "1+1", "é😀"]), want: ";c=50%25,1%2B1,%C3%A9%F0%9F%98%80" },
    { name: "null and undefined items", given: label(["a", null, undefined, "b"]), want: ".a,b" },
    { name: "null and undefined properties", given: simple({ a: 1, b: null, c: undefined }), want: "a,1" },
    {
      name: "numbers and booleans",
      given: simple([0, -1.5, 12345678901234567890n, false]),
      want: "0,-1.5,12345678901234567890,false",
    },
    { name: "content: JSON", given: jsonText({ a: [1, "b/c"] }), want: "%7B%22a%22%3A%5B1%2C%22b%2Fc%22%5D%7D" },
    { name: "allowReserved", given: reservedInPath("a:b@c;d=e,f"), want: "a:b@c;d=e,f" },
    { name: "allowReserved, percent-encoded triplets", given: reservedInPath("%41 %4 é"), want: "%41%20%254%20%C3%A9" },
    { name: "allowReserved, / and ?", given: reservedInPath("a/b?c#d"), want: "a%2Fb%3Fc%23d" },
    { name: "allowReserved, an array", given: reservedInPath(simple(["a:b", "c"])), want: "a:b,c" },
  ];
  test.each(rows)("$name is $want", async ({ given, want }) => {
    expect((await sent({ path: path`/a/${given}/b` }))?.url).toBe(`/a/${want}/b`);
  });

  // RFC 6570, section 2.3: an empty list is undefined, and an undefined path parameter results in an empty segment.
  // prettier-ignore -- Aligned for reading.
  const refused = [
    { name: "an empty array", given: simple([]), want: 'Path parameter {1} of /a/{1} must not be "".' },
    { name: "an empty object", given: matrix("c", {}, explode), want: 'Path parameter {1} of /a/{1} must not be "".' },
    { name: "an array of null and undefined", given: label([null]), want: 'Path parameter {1} of /a/{1} must not be "".' },
    { name: "undefined", given: matrix("c", undefined), want: 'Path parameter {1} of /a/{1} must not be "".' },
    { name: "a label that is a dot", given: label(""), want: 'Path parameter {1} of /a/{1} must not be ".".' },
    { name: "a label that is two dots", given: label(["", ""], explode), want: 'Path parameter {1} of /a/{1} must not be "..".' },
    { name: "an encoded dot", given: reservedInPath("%2E."), want: 'Path parameter {1} of /a/{1} must not be "%2E.".' },
    { name: "JSON of undefined", given: jsonText(undefined), want: 'Path parameter {1} of /a/{1} must not be "".' },
    {
      name: "a dot in a value, delimited by dots",
      given: label(["a.b"], explode),
      want: 'Path parameter {1} of /a/{1} must not contain "." in a value: it is the delimiter.',
    },
    {
      name: "a nested array",
      given: simple([["a"]]),
      want: "Path parameter {1} of /a/{1} must be a string, a finite number or a boolean, not object.",
    },
    {
      name: "a nested object",
      given: label({ a: { b: 1 } }),
      want: "Path parameter {1} of /a/{1} must be a string, a finite number or a boolean, not object.",
    },
    {
      name: "a date",
      given: simple(new Date(0)),
      want: "Path parameter {1} of /a/{1} must be a string, a finite number or a boolean, not object.",
    },
    {
      name: "half a surrogate pair",
      given: matrix("c", ["\ud800"]),
      want: "Path parameter {1} of /a/{1} must not contain half a surrogate pair.",
    },
  ];
  test.each(refused)("$name is rejected, and nothing is sent", async ({ given, want }) => {
    const server = await serve({ json: {} });
    const client = createClient({ accessToken: "t", baseUrl: server.url });
    expect(await rejection(client.send({ method: "GET", path: path`/a/${given}` }))).toEqual(new TypeError(want));
    expect(server.seen).toEqual([]);
  });
});

describe("styles of query parameters", () => {
  // OpenAPI 3.2, 4.12.7 "Style Examples"; RFC 6570, sections 3.2.3, 3.2.8 and 3.2.9.
  // prettier-ignore -- Aligned for reading.
  const rows: readonly { name: string; given: Query | ApiRequest["query"]; want: string }[] = [
    { name: "form, text", given: { color: commaSeparated(text) }, want: "?color=blue" },
    { name: "form, array", given: { color: commaSeparated(list) }, want: "?color=blue,black,brown" },
    { name: "form, object", given: { color: commaSeparated(object) }, want: "?color=R,100,G,200,B,150" },
    { name: "form, empty text", given: { color: commaSeparated("") }, want: "?color=" },
    { name: "form exploded, text", given: { color: text }, want: "?color=blue" },
    { name: "form exploded, array", given: { color: list }, want: "?color=blue&color=black&color=brown" },
    { name: "form exploded, object", given: { color: exploded(object) }, want: "?R=100&G=200&B=150" },
    { name: "form exploded, list or object", given: { color: exploded(list) }, want: "?color=blue&color=black&color=brown" },
    { name: "form exploded, any text", given: { color: exploded(text) }, want: "?color=blue" },
    { name: "form exploded, empty object", given: { color: exploded({}), b: 1 }, want: "?b=1" },
    { name: "spaceDelimited, array", given: { color: spaceDelimited(list) }, want: "?color=blue%20black%20brown" },
    { name: "spaceDelimited, object", given: { color: spaceDelimited(object) }, want: "?color=R%20100%20G%20200%20B%20150" },
    { name: "pipeDelimited, array", given: { color: pipeDelimited(list) }, want: "?color=blue%7Cblack%7Cbrown" },
    { name: "pipeDelimited, object", given: { color: pipeDelimited(object) }, want: "?color=R%7C100%7CG%7C200%7CB%7C150" },
    { name: "deepObject", given: { color: deepObject(object) }, want: "?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150" },
    { name: "names and values of objects", given: { a: exploded({ "b c": "d&e=f" }) }, want: "?b%20c=d%26e%3Df" },
    { name: "allowReserved", given: { q: reserved(":/?[]@!$'()*+,;") }, want: "?q=:/?[]@!$%27()*+,;" },
    { name: "allowReserved, encoded text", given: { q: reserved("a%20b %zz é") }, want: "?q=a%20b%20%25zz%20%C3%A9" },
    { name: "allowReserved, a fragment", given: { q: reserved("a#b") }, want: "?q=a%23b" },
    { name: "allowReserved, an array", given: { q: reserved(["a/b", "c"]) }, want: "?q=a/b&q=c" },
    { name: "allowReserved, comma", given: { q: reserved(commaSeparated(["a/b", "c"])) }, want: "?q=a/b,c" },
    { name: "content: JSON", given: { q: json({ a: null }) }, want: "?q=%7B%22a%22%3Anull%7D" },
    {
      name: "in: querystring, a form",
      given: formQuery({ foo: "a + b", bar: true, baz: [1, 2], no: undefined }),
      want: "?foo=a+%2B+b&bar=true&baz=1&baz=2",
    },
    {
      name: "in: querystring, JSON",
      given: jsonQuery({ numbers: [1, 2], flag: null }),
      want: "?%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D",
    },
    { name: "in: querystring, text", given: textQuery("a[0]=b c&d"), want: "?a[0]=b%20c&d" },
    { name: "in: querystring, nothing", given: formQuery(undefined), want: "" },
  ];
  test.each(rows)("$name is $want", async ({ given, want }) => {
    expect((await sent({ query: given }))?.url).toBe(`/a${want}`);
  });
});

describe("an ambiguous query", () => {
  // OpenAPI 3.2, 4.12.6 "Style Values" and appendix E: these styles cannot escape their delimiters.
  test.each([
    { given: spaceDelimited(["a b", "c"]), sign: '" "' },
    { given: pipeDelimited(["a|b", "c"]), sign: '"|"' },
  ])("is refused, and nothing is sent: $sign", async ({ given, sign }) => {
    const server = await serve({ json: {} });
    const client = createClient({ accessToken: "t", baseUrl: server.url });
    expect(await rejection(client.send({ method: "GET", path: path`/a`, query: { color: given } }))).toEqual(
      new TypeError(`Query parameter color must not contain ${sign} in a value: it is the delimiter.`),
    );
    expect(server.seen).toEqual([]);
  });
});

describe("styles of headers", () => {
  // OpenAPI 3.2, 4.12.7 "Style Examples", and appendix D "Serializing Headers and Cookies": a header is not percent-encoded.
  // prettier-ignore -- Aligned for reading.
  const rows: readonly { name: string; given: NonNullable<ApiRequest["headers"]>; want: string | undefined }[] = [
    { name: "simple, text", given: { "x-a": "a b,c" }, want: "a b,c" },
    { name: "simple, array", given: { "x-a": list }, want: "blue,black,brown" },
    { name: "simple, object", given: { "x-a": simple(object) }, want: "R,100,G,200,B,150" },
    { name: "simple exploded, object", given: { "x-a": simple(object, explode) }, want: "R=100,G=200,B=150" },
    { name: "holes in a list", given: { "x-a": ["a", null, undefined, 1] }, want: "a,1" },
    { name: "an empty array", given: { "x-a": [] }, want: undefined },
    { name: "an empty object", given: { "x-a": simple({}) }, want: undefined },
    { name: "undefined, with a style", given: { "x-a": simple(undefined) }, want: undefined },
    { name: "empty text", given: { "x-a": "" }, want: "" },
    { name: "content: JSON", given: { "x-a": jsonText({ a: [1] }) }, want: '{"a":[1]}' },
    {
      name: "content: JSON in ASCII",
      given: { "x-a": jsonText({ é: "漢😀\x7f" }) },
      want: '{"\\u00e9":"\\u6f22\\ud83d\\ude00\\u007f"}',
    },
  ];
  test.each(rows)("$name is $want", async ({ given, want }) => {
    expect((await sent({ headers: given }))?.headers["x-a"]).toBe(want);
  });

  test.each([simple(["a\r\nb"]), simple({ "a\n": 1 }), simple("😀")])("a line break in a header is rejected", async (given) => {
    expect(await rejection(sent({ headers: { "x-a": given } }))).toEqual(
      new TypeError("Header x-a must be one line of Latin-1 text."),
    );
  });
});

describe("styles of cookies", () => {
  // OpenAPI 3.2, 4.12.7 "Style Examples", and appendix D: pairs are separated as in RFC 6265, section 4.2.1; only `form` is percent-encoded.
  // prettier-ignore -- Aligned for reading.
  const rows: readonly { name: string; given: Query; want: string | undefined }[] = [
    { name: "form, text", given: { greeting: "Hello, world!" }, want: "greeting=Hello%2C%20world%21" },
    { name: "form, empty text", given: { color: "" }, want: "color=" },
    { name: "form, array", given: { color: commaSeparated(list) }, want: "color=blue,black,brown" },
    { name: "form, object", given: { color: commaSeparated(object) }, want: "color=R,100,G,200,B,150" },
    { name: "form exploded, array", given: { color: list }, want: "color=blue; color=black; color=brown" },
    { name: "form exploded, object", given: { color: exploded(object) }, want: "R=100; G=200; B=150" },
    { name: "cookie, text", given: { color: cookie("Hello%2C%20world!") }, want: "color=Hello%2C%20world!" },
    { name: "cookie, array", given: { color: cookie(list) }, want: "color=blue; color=black; color=brown" },
    { name: "cookie, object", given: { color: cookie(object) }, want: "R=100; G=200; B=150" },
    { name: "cookie, not exploded", given: { color: cookie(list, { explode: false }) }, want: "color=blue,black,brown" },
    { name: "several", given: { a: 1, b: undefined, c: cookie("x") }, want: "a=1; c=x" },
    { name: "none", given: { a: undefined }, want: undefined },
  ];
  test.each(rows)("$name is $want", async ({ given, want }) => {
    expect((await sent({ cookies: cookies(given) }))?.headers.cookie).toBe(want);
  });

  // OpenAPI 3.2, 4.12.6 "Style Values", has one header for all cookies; RFC 6265, section 5.4: a request has at most one, without duplicate names.
  // prettier-ignore -- Aligned for reading.
  const joined = [
    { name: "the client's", client: "a=1; b=2", call: undefined, want: "a=1; b=2; sid=x" },
    { name: "the call's", client: undefined, call: "c=3", want: "c=3; sid=x" },
    { name: "the call's, which won", client: "a=1", call: "c=3", want: "c=3; sid=x" },
    { name: "one of the same name", client: "sid=old;a=1", call: undefined, want: "a=1; sid=x" },
    { name: "one whose name goes on", client: "sid2=y", call: undefined, want: "sid2=y; sid=x" },
    { name: "one with signs in it", client: "a=b=c", call: undefined, want: "a=b=c; sid=x" },
  ];
  test.each(joined)("a cookie in addition to $name", async ({ client, call, want }) => {
    const request = { cookies: cookies({ sid: "x", other: undefined }) };
    const seen = await sent(request, { headers: { cookie: client } }, call === undefined ? {} : { headers: { cookie: call } });
    expect(seen?.headers.cookie).toBe(want);
  });

  test("undefined cookie parameters do not change the caller's cookies", async () => {
    const seen = await sent({ cookies: cookies({ a: undefined }) }, { headers: { Cookie: "a=1" } });
    expect(seen?.headers.cookie).toBe("a=1");
  });

  test.each(["a b", "a;b", 'a"b', "a,b", "a\\b", "é", "a\nb"])("%j is no cookie", async (value) => {
    expect(await rejection(sent({ cookies: cookies({ sid: cookie(value) }) }))).toEqual(
      new TypeError("Cookie sid must be ASCII without spaces, quotes, commas, semicolons and backslashes."),
    );
  });
});
