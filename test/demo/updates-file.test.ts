import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readUpdates } from "./updates-file.js";
import { UsageError } from "./command-line.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "updates-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string) {
  const file = path.join(folder, "updates.json");
  await writeFile(file, text);
  return readUpdates(file);
}

test("what is read", async () => {
  const updates = [
    { id: "1", properties: { name: "" } },
    { id: "a@b.c", idProperty: "email", properties: { name: "A" } },
  ];
  expect(await read(`\uFEFF${JSON.stringify(updates)}`)).toEqual(updates);
});

const table: readonly { readonly given: string; readonly want: string }[] = [
  { given: "{}", want: "must be a JSON array with at least one update." },
  { given: "[]", want: "must be a JSON array with at least one update." },
  { given: "[7]", want: "entry 1 must be an object with id and properties." },
  { given: '[{"properties":{"name":"A"}}]', want: "entry 1: id must be a non-empty string." },
  { given: '[{"id":1,"properties":{"name":"A"}}]', want: "entry 1: id must be a non-empty string." },
  { given: '[{"id":"1","properties":{}}]', want: "entry 1: properties are empty, so there is nothing to change." },
  { given: '[{"id":"1","properties":["name"]}]', want: "entry 1: properties must be an object of texts." },
  {
    given: '[{"id":"1","properties":{"name":null}}]',
    want: "entry 1: the value of name must be a text; an empty one clears it.",
  },
  {
    given: '[{"id":"1","properties":{"name":"A"},"idProperty":""}]',
    want: "entry 1: idProperty must be the name of a property.",
  },
  {
    given: '[{"id":"1","properties":{"name":"A"},"propertys":{}}]',
    want: "entry 1: propertys is not a field of an update; those are id, properties, idProperty.",
  },
  {
    given: '[{"id":"x","properties":{"name":"A"}},{"id":"X","properties":{"name":"B"}}]',
    want: "entries 1 and 2 change the same record, X. Merge them.",
  },
];
test.each(table)("$want", async ({ given, want }) => {
  const file = path.join(folder, "updates.json");
  await expect(read(given)).rejects.toThrow(new UsageError(`${file}: ${want}`));
});

test("text that is not JSON", async () => {
  await expect(read("[")).rejects.toThrow(/updates\.json: is not JSON: /);
});
