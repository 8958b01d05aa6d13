import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refusal } from "../../../generator/diagnostics.js";
import { readText } from "../../../generator/load/read/read-text.js";
import { readTemplates } from "../../../generator/load/read/read-templates.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "specloom-read-"));
  await writeFile(join(folder, "text.yaml"), "\uFEFFa: ü\r\n");
  await writeFile(join(folder, "latin1.yaml"), Buffer.from([0x61, 0x3a, 0x20, 0xfc]));
});
afterAll(() => rm(folder, { recursive: true }));

async function refusalOf(input: string) {
  const thrown: unknown = await readText(input).catch((error: unknown) => error);
  return thrown instanceof Refusal ? thrown.diagnostics.map(({ code, place }) => ({ code, place })) : thrown;
}

test("a file is read without changes, under the given name", async () => {
  const name = join(folder, ".", "text.yaml");
  expect(await readText(name)).toEqual({ name, text: "a: ü\r\n" });
});

describe("what cannot be read is refused", () => {
  test.each([
    { given: "nothing.yaml", want: "source-missing" },
    { given: "text.yaml/below", want: "source-missing" },
    { given: ".", want: "source-unreadable" },
    { given: "latin1.yaml", want: "source-unreadable" },
  ])("$given: $want", async ({ given, want }) => {
    const source = join(folder, given);
    expect(await refusalOf(source)).toEqual([{ code: want, place: { source } }]);
  });
});

test("the templates are all there, in code unit order, with plain line ends", async () => {
  const templates = await readTemplates();
  const paths = [...templates.keys()];
  expect(paths.length).toBeGreaterThan(0);
  expect(paths).toEqual([...paths].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  expect(paths.filter((path) => path.startsWith("runtime/") && path.endsWith(".ts")).length).toBeGreaterThan(0);
  expect([...templates.values()].filter((text) => text.includes("\r"))).toEqual([]);
});
