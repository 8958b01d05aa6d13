import { array, assert, dictionary, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { cookie } from "../../../templates/runtime/values/cookies.js";
import { encode, toText } from "../../../templates/runtime/values/encode.js";
import {
  commaSeparated,
  deepObject,
  exploded,
  pipeDelimited,
  spaceDelimited,
} from "../../../templates/runtime/values/query-styles.js";
import { writeQuery } from "../../../templates/runtime/values/query.js";
import type { QueryStyle } from "../../../templates/runtime/values/query.js";
import { reserved } from "../../../templates/runtime/values/reserved.js";
import { label, matrix, simple } from "../../../templates/runtime/values/value-styles.js";

/** A serialized parameter can be parsed again, whatever characters it contains: delimiters and data are never confused. */

const text = string({ unit: "grapheme" }).filter((value) => !/\p{Surrogate}/u.test(value));
const decode = decodeURIComponent;

const pairOf = (pair: string): [string, string] => {
  const [key = "", ...rest] = pair.split("=");
  return [decode(key), decode(rest.join("="))];
};
const pairsOf = (written: string, delimiter: string) => Object.fromEntries(written.split(delimiter).map(pairOf));
const alternating = (items: readonly string[]) =>
  Object.fromEntries(items.flatMap((item, index) => (index % 2 ? [] : [[item, items[index + 1]]])));

interface Style {
  readonly name: string;
  /** The delimiter of a style that cannot escape it. */
  readonly without?: string;
  /** The character that ends a name. */
  readonly namesWithout?: RegExp;
  readonly write: (value: unknown) => string;
  readonly list?: (written: string) => unknown;
  readonly object?: (written: string) => unknown;
}

const items = (delimiter: string, prefix: RegExp) => (written: string) =>
  written.replace(prefix, "").split(delimiter).map(decode);
const members = (delimiter: string, prefix: RegExp) => (written: string) => alternating(items(delimiter, prefix)(written));
const query = (style: (value: unknown) => QueryStyle) => (value: unknown) => writeQuery({ "q&=": style(value) });
const q = /^q%26%3D=/;
const explode = { explode: true };

// OpenAPI 3.2, 4.12.7 "Style Examples"; RFC 6570, sections 3.2.2 to 3.2.9. Parsed as these sections define, not by our own code.
// prettier-ignore -- Aligned for reading.
const styles: readonly Style[] = [
  { name: "simple", write: (value) => simple(value)("p", encode), list: items(",", /^/), object: members(",", /^/) },
  {
    name: "simple, exploded",
    write: (value) => simple(value, explode)("p", encode),
    list: items(",", /^/),
    object: (all) => pairsOf(all, ","),
  },
  { name: "label", write: (value) => label(value)("p", encode), list: items(",", /^\./), object: members(",", /^\./) },
  {
    name: "label, exploded",
    write: (value) => label(value, explode)("p", encode),
    list: items(".", /^\./),
    object: (all) => pairsOf(all.slice(1), "."),
    without: ".",
  },
  { name: "matrix", write: (value) => matrix("c", value)("p", encode), list: items(",", /^;c=?/), object: members(",", /^;c=?/) },
  {
    name: "matrix, exploded",
    write: (value) => matrix("c", value, explode)("p", encode),
    list: (all) =>
      all
        .slice(1)
        .split(";")
        .map((one) => pairOf(one)[1]),
    object: (all) => pairsOf(all.slice(1), ";"),
  },
  { name: "form", write: query(commaSeparated), list: items(",", q), object: members(",", q) },
  {
    name: "form, exploded",
    write: query(exploded),
    list: (all) => all.split("&").map((one) => pairOf(one)[1]),
    object: (all) => pairsOf(all, "&"),
  },
  { name: "spaceDelimited", write: query(spaceDelimited), list: items("%20", q), object: members("%20", q), without: " " },
  { name: "pipeDelimited", write: query(pipeDelimited), list: items("%7C", q), object: members("%7C", q), without: "|" },
  {
    name: "simple in a header, exploded",
    write: (value) => simple(value, explode)("h", toText),
    list: (all) => all.split(","),
    object: (all) => Object.fromEntries(all.split(",").map((one) => [one.replace(/=.*/s, ""), one.replace(/^[^=]*=/, "")])),
    without: ",",
    namesWithout: /=/,
  },
  {
    name: "deepObject",
    namesWithout: /[[\]]/,
    write: query(deepObject),
    object: (all) =>
      Object.fromEntries(
        all
          .split("&")
          .map(pairOf)
          .map(([key, value]) => [key.slice(4, -1), value]),
      ),
  },
];
const readable = styles.flatMap(({ name, without, namesWithout, write, list, object }) => {
  const value = text.filter((one) => without === undefined || !one.includes(without));
  const key = value.filter((one) => one !== "" && one !== "__proto__" && !namesWithout?.test(one));
  return [
    { name: `${name}, a list`, write, read: list, values: array(value, { minLength: 1 }) },
    { name: `${name}, an object`, write, read: object, values: dictionary(key, value, { minKeys: 1, noNullPrototype: true }) },
  ].flatMap(({ read, ...row }) => (read === undefined ? [] : [{ ...row, read }]));
});

const refusing = styles.flatMap(({ without, ...style }) => (without === undefined ? [] : [{ ...style, without }]));

describe("an ambiguous parameter is rejected", () => {
  test.each(refusing)("$name, with $without in a value", ({ write, without }) => {
    assert(
      property(text, text, array(text), (before, after, others) => {
        const value = before + without + after;
        expect(() => write([...others, value])).toThrow(`must not contain "${without}" in a value: it is the delimiter.`);
        expect(() => write({ a: value })).toThrow(TypeError);
        expect(() => write({ [value]: "a" })).toThrow(TypeError);
      }),
    );
  });

  test.each(["a[b", "a]b", "a][b"])("deepObject, with the property name %s", (key) => {
    const want = 'Query parameter q must not contain "[" or "]" in a name: they are delimiters.';
    expect(() => writeQuery({ q: deepObject({ [key]: 1 }) })).toThrow(new TypeError(want));
  });

  // RFC 6570, section 3.2.3: a comma is not encoded here; RFC 9110, section 5.6.1: it separates the items of a header.
  test("arrays of values that contain commas", () => {
    const want = (place: string) => new TypeError(`${place} must not contain "," in a value: it is the delimiter.`);
    expect(() => writeQuery({ q: reserved(commaSeparated(["a,b"])) })).toThrow(want("Query parameter q"));
    expect(() => writeQuery({ q: reserved(pipeDelimited(["a%7cb"])) })).toThrow(TypeError);
    expect(() => simple({ a: "b,c" })("Header x-a", toText)).toThrow(want("Header x-a"));
  });

  // RFC 6265, section 4.1.1: the name of a cookie is a token that ends at the first `=`; headers are not percent-encoded.
  test("names that contain =", () => {
    const want = (place: string) => new TypeError(`${place} must not contain "=" in a name: it ends the name.`);
    expect(() => simple({ "a=b": 1 }, explode)("Header x-a", toText)).toThrow(want("Header x-a"));
    expect(() => cookie({ "a=b": 1 })("c", encode)).toThrow(want("Cookie c"));
    expect(simple({ "a=b": 1 }, explode)("p", encode)).toBe("a%3Db=1");
    expect(simple({ "a=b": 1 })("Header x-a", toText)).toBe("a=b,1");
  });

  test("but a scalar may contain the delimiter", () => {
    expect(writeQuery({ q: spaceDelimited("a b"), r: pipeDelimited("a|b") })).toBe("q=a%20b&r=a%7Cb");
    expect(label("a.b", explode)("p", encode)).toBe(".a.b");
  });
});

describe("a parameter can be parsed again", () => {
  test.each(readable)("$name", ({ values, write, read }) => {
    assert(
      property(values, (given) => {
        expect(read(write(given))).toEqual(given);
      }),
    );
  });
});
