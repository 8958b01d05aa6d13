import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { generate } from "../generator/generate.js";
import { readTemplates, type Templates } from "../generator/load/read/read-templates.js";
import type { Files } from "../generator/files.js";

/** The output depends only on the meaning of the description: not on key order, on the order of sets, on JSON or YAML, or on earlier runs. */

type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

const spec = join(import.meta.dirname, "../spec");
const descriptionText = readFileSync(join(spec, "partner-clients.openapi.yaml"), "utf8");
const overlays = [{ name: "overlay.yaml", text: readFileSync(join(spec, "partner-clients.overlay.yaml"), "utf8") }];
const description = parse(descriptionText) as Value;

let templates: Templates;
let expected: Files;

beforeAll(async () => {
  templates = await readTemplates();
  expected = await files(descriptionText);
});

async function files(text: string): Promise<Files> {
  const options = { name: "hubspot-partner-clients", version: "0.1.0", license: "MIT", entries: ["openapi"] as const };
  const { files, diagnostics } = await generate({ description: { name: "api", text }, overlays, templates, options });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return files;
}

/** Fields whose arrays are sets: the order of their items has no meaning. */
const sets = new Set(["tags", "required", "security", "parameters", "enum", "type"]);

/** The same description with the keys of every object and the items of every set in another order. */
function shuffled(value: Value, random: () => number, isSet = false): Value {
  if (isList(value)) {
    const items = value.map((item) => shuffled(item, random));
    return isSet ? shuffle(items, random) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(([key, item]): [string, Value] => [key, shuffled(item, random, sets.has(key))]);
  return Object.fromEntries(shuffle(fields, random));
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function shuffle<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** A random number generator with a seed (mulberry32), so that a failing order can be reproduced. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe("the output is the same", () => {
  test("in a second run", async () => {
    expect(expected.size).toBeGreaterThan(20);
    expect(await files(descriptionText)).toEqual(expected);
  });

  test("for JSON and YAML", async () => {
    expect(await files(JSON.stringify(description))).toEqual(expected);
  });

  test("for any order of keys and sets", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const other = shuffled(description, randomFrom(seed));
        expect(await files(JSON.stringify(other))).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  test("unless the meaning changes", async () => {
    expect(await files(descriptionText.replace(/objectWriteTraceId:/, "objectWriteTrace:"))).not.toEqual(expected);
  });
});
