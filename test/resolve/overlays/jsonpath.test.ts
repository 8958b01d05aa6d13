import { JSONPathEnvironment } from "json-p3";
import { describe, expect, test } from "vitest";
import { compileIRegexp } from "../../../generator/resolve/overlays/i-regexp.js";
import { compileJsonPath } from "../../../generator/resolve/overlays/jsonpath.js";
import { Steps } from "../../../generator/resolve/overlays/steps.js";
import type { Json } from "../../../generator/load/tree/node.js";

/** Targets select what json-p3's own evaluation selects, in a bounded number of steps. */

const document: Json = {
  paths: {
    "/a": { get: { title: "aaab", tags: ["x", "y"], n: 1 }, post: { title: "b", tags: [], n: null } },
    "/b": { get: { title: "c\nd", tags: ["x"], n: 2.5 }, parameters: [{ name: "a" }, { name: "b", deep: { name: "a" } }] },
  },
  "": { "it's": [0, [1, [2, [3]]], "", false, null] },
  copy: { get: { title: "aaab", tags: ["x", "y"], n: 1 } },
  日本: { é: "é" },
};

const queries: readonly string[] = [
  "$", "$.paths", "$.paths.*", "$..*", "$..get", "$..[0]", "$..[-1]", "$..[0,1]", "$..['get','get']", "$[*,*]..[*,*]", "$.nowhere", "$..nowhere.x",
  "$['']['it\\'s'][1:3]", "$..[::-1]", "$..[::2]", "$..[-2:]", "$..[5:1:-2]", "$..[:-1]", "$..[1::0]", "$..[3:0:-1]", "$..[-9:9]", "$..[9:-9:-1]",
  "$..[?@.title]", "$..[?!@.title]", "$..[?@.title=='b']", "$..[?@.n==null]", "$..[?@.n!=null]", "$..[?@.n<2]", "$..[?@.n>=1 && @.n<=2.5]",
  "$..[?@.nowhere==@.neither]", "$..[?@.title==@.nowhere]", "$..[?@==$.copy.get]", "$..[?@.tags==$.copy.get.tags]", "$..[?@.title<'c']",
  "$..[?count(@.*)>2]", "$..[?count(@[*,*])==4]", "$..[?length(@.title)==4]", "$..[?length(@)==2]", "$..[?length(@)==1]", "$..[?value(@..name)=='a']",
  "$..[?match(@.title,'a*b')]", "$..[?search(@.title,'a')]", "$..[?match(@.title,'.*')]", "$..[?search(@.title,'[^a-c]')]", "$..[?match(@,'\\\\p{So}')]",
  "$..[?match(@.title,'(a')]", "$..[?search(@.title,'^a')]", "$..[?@.tags[?@=='y']]", "$..[?@.n==1 || @.title=='b' && !@.tags[0]]", "$..[?(@.n)]",
  "$..[?@.n==1.0]", "$..[?@.n==true]", "$..[?$.copy]", "$..[?$.paths['/b'].parameters[0].name==@.name]", "$..[?!(@.n==1)]", "$.日本['é']", "$..[?@.*]", "$..[?@..deep]",
]; // prettier-ignore

const oracle = new JSONPathEnvironment({ maxRecursionDepth: 400 });

function select(text: string, root: Json, steps = new Steps()) {
  const query = compileJsonPath(text);
  if ("fault" in query) throw new Error(query.fault);
  return query.select(root, steps);
}

test.each(queries)("%s", (text) => {
  const locations = [...oracle.query(text, structuredClone(document) as never)].map(({ location }) => location.map(String));
  const distinct = [...new Map(locations.map((path) => [JSON.stringify(path), path])).values()];
  expect(select(text, document)).toEqual(distinct);
});

test("`length` counts characters, not UTF-16 units as json-p3 does", () => {
  expect(select("$[?length(@)==1]", { a: "😀", b: "ab" })).toEqual([["a"]]);
});

const wide: Json = Object.fromEntries(
  Array.from({ length: 2_000 }, (_, index) => [`k${index}`, { title: "a".repeat(40) + "c", items: [1, 2] }]),
);

describe("a target that would take very long ends", () => {
  test.each<{ name: string; target: string; wanted: number | RegExp }>([
    { name: "an exponential expression", target: "$..[?search(@.title,'(a*)*b')]", wanted: 0 },
    { name: "nested repetitions", target: "$..[?match(@.title,'((a+)+)+')]", wanted: 0 },
    {
      name: "a repetition of repetitions",
      target: "$..[?search(@.title,'((a{1,999}){1,999}){1,999}')]",
      wanted: /more than 10000 parts/,
    },
    {
      name: "many groups",
      target: `$..[?search(@.title,'${"(".repeat(5_000)}a${")".repeat(5_000)}')]`,
      wanted: /nests more than/,
    },
    { name: "3,000 selectors", target: `$..[${Array.from({ length: 3_000 }, () => "*").join()}]`, wanted: /steps/ },
    { name: "3,000 filters", target: `$..[${Array.from({ length: 3_000 }, () => "?@..items").join()}]`, wanted: /steps/ },
    { name: "3,000 segments", target: `$${"..*".repeat(3_000)}`, wanted: 0 },
    { name: "nested descendants", target: "$..[?@..[?$..items]]", wanted: /steps/ },
    { name: "duplicates that multiply in a filter", target: `$[?count(@${"[*,*,*,*]".repeat(30)})>0]`, wanted: 0 },
    { name: "comparisons of everything", target: "$..[?$==$]", wanted: 10_000 },
    { name: "parentheses", target: `$[?${"(".repeat(100_000)}`, wanted: /./ },
  ])("$name", ({ target, wanted }) => {
    const started = performance.now();
    if (typeof wanted === "number") expect(select(target, wide)).toHaveLength(wanted);
    else expect(() => select(target, wide)).toThrow(wanted);
    expect(performance.now() - started).toBeLessThan(25_000);
  });

  test("and so do all targets of an overlay together", () => {
    const steps = new Steps(100_000);
    expect(() => Array.from({ length: 100 }, () => select("$..*", wide, steps))).toThrow("more than 100000 steps");
  });
});

describe("I-Regexp", () => {
  const cases: readonly (readonly [pattern: string, text: string, matches: boolean, found: boolean])[] = [
    ["", "", true, true], ["", "a", false, true], ["a", "a", true, true], ["a", "ba", false, true], ["a|bc", "bc", true, true], ["a||b", "", true, true],
    ["(ab)+", "abab", true, true], ["a?", "aa", false, true], ["a{2}", "aa", true, true], ["a{2}", "aaa", false, true], ["a{2,}", "aaaa", true, true],
    ["a{1,2}b", "aab", true, true], ["a{0,0}", "a", false, true], ["[a-c]x", "bx", true, true], ["[^a-c]", "a", false, false], [".", "\n", false, false],
    [".", "😀", true, true], ["\\.", ".", true, true], ["\\p{Lu}", "Ä", true, true], ["\\P{Lu}", "Ä", false, false], ["[\\p{L}\\-]+", "a-b", true, true],
    ["^a$", "a", true, true], ["^a$", "ba", false, false], ["b|^a", "xa", false, false], ["\\^a\\$", "^a$", true, true], ["[*.^$]", "^", true, true], ["(a*)*", "aaa", true, true], ["(a|b)*c", "ababc", true, true],
    ["\\n", "\n", true, true], ["[-a]", "-", true, true], ["[a\\]]", "]", true, true], ["(a{3}){3}", "aaaaaaaaa", true, true],
  ]; // prettier-ignore
  test.each(cases)("%j on %j: matches %j, is found %j", (pattern, text, matches, found) => {
    const regexp = compileIRegexp(pattern);
    expect([regexp?.matches(text, new Steps()), regexp?.isFoundIn(text, new Steps())]).toEqual([matches, found]);
  });

  test.each(["(", ")", "a)", "*", "a**", "[", "[]", "[^]", "[b-a]", "a{", "a{,2}", "a{2", "\\d", "\\w", "\\b", "\\", "\\p{Foo}", "(?:a)", "(?=a)", "a{3,2}"])(
    "%j is invalid", (pattern) => {
      expect(compileIRegexp(pattern)).toBeUndefined();
    },
  ); // prettier-ignore
});
