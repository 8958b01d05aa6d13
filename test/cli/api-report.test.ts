import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "../../generator/cli.js";
import { api } from "../compare/rules/minimal-pairs.js";

/** The file that records what can be imported: when it is written, and who finds that it is no longer true. */

let folder: string;
let report: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "api-report-"));
  report = join(folder, "things.api.md");
  describeApi({});
  writeFileSync(
    join(folder, "config.json"),
    JSON.stringify({ input: "api.json", output: "client", name: "things", license: "MIT", apiReport: "things.api.md" }),
  );
});

function describeApi(properties: object): void {
  const thing = { type: "object", required: ["id"], properties: { id: { type: "string" }, ...properties } };
  const response = { description: "One.", content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } };
  const paths = { "/things": { get: { operationId: "listThings", responses: { "200": response } } } };
  writeFileSync(join(folder, "api.json"), JSON.stringify(api({ paths, components: { schemas: { Thing: thing } } })));
}

interface Ran {
  readonly code: number;
  readonly printed: string;
}

async function run(command: string, ...flags: readonly string[]): Promise<Ran> {
  const lines: string[] = [];
  const print = (line: string) =>
    lines.push(
      stripVTControlCharacters(line)
        .replaceAll(`${relative("", folder)}/`, "")
        .replaceAll(`${folder}/`, ""),
    );
  const args = [command, ...flags, "--config", join(folder, "config.json")];
  const code = await main(args, { out: print, error: print });
  return { code, printed: lines.join("\n") };
}

const accepted = ["--accept-api-report"] as const;

test("the first run writes the report, with what callers can import and nothing of the rest", async () => {
  expect((await run("generate")).printed).toContain("Wrote the API report things.api.md.");
  const text = readFileSync(report, "utf8");
  expect(text).toMatch(/^# API of things$/m);
  expect(text).toContain("export interface Thing {\n  id: string;\n}");
  expect(text).toContain("\n## ./models\n");
  expect(text).not.toMatch(/\/\*\*(?! @deprecated)|@param|return /);
  expect(existsSync(join(folder, "client/things.api.md"))).toBe(false);
  expect(await run("check")).toEqual({ code: 0, printed: "" });
});

test("a change is told by generate and refused by check, until it is accepted", async () => {
  await run("generate");
  const before = readFileSync(report, "utf8");
  describeApi({ name: { type: "string" } });
  const generated = await run("generate");
  expect(generated.code).toBe(0);
  expect(generated.printed).toContain(
    "things.api.md: warning: The API has changed, which is compatible: 1 change. [api-report-changed]",
  );
  expect(generated.printed).toContain("compatible `Thing.name` is new. [api-member-added]");
  expect(readFileSync(report, "utf8")).toBe(before);
  for (const flags of [[], ["--full"]]) {
    const checked = await run("check", ...flags);
    expect(checked.code).toBe(1);
    expect(checked.printed).toContain(
      "things.api.md: error: The API has changed, which is compatible: 1 change. [api-report-changed]",
    );
    expect(checked.printed).not.toContain("client/");
  }
  expect((await run("generate", ...accepted)).printed).toContain("Wrote the API report things.api.md, compatible.");
  expect(readFileSync(report, "utf8")).toContain("name?: string;");
  expect(await run("check")).toEqual({ code: 0, printed: "" });
});

test("an unchanged run takes the report into account", async () => {
  await run("generate");
  writeFileSync(report, readFileSync(report, "utf8").replace("id: string;", "id: number;"));
  const edited = await run("check");
  expect(edited).toMatchObject({ code: 1 });
  expect(edited.printed).toContain("`Thing.id` is `string` in place of `number`.");
  expect((await run("generate")).printed).toContain("The API is not that of things.api.md: breaking.");
  rmSync(report);
  expect((await run("check")).printed).toContain("things.api.md: error: There is no API report.");
  expect((await run("generate")).printed).toContain("Wrote the API report things.api.md.");
  expect(await run("check")).toEqual({ code: 0, printed: "" });
});

test("line breaks of Windows are no change, and other words of the report are one", async () => {
  await run("generate");
  const text = readFileSync(report, "utf8");
  writeFileSync(report, text.replaceAll("\n", "\r\n"));
  expect(await run("check", "--full")).toEqual({ code: 0, printed: "" });
  writeFileSync(report, text.replace("What can be imported", "What might be imported"));
  expect((await run("check")).printed).toContain("This is not the API report of the output, although it says the same.");
});

test("strictly, a changed API writes nothing", async () => {
  await run("generate");
  describeApi({ name: { type: "string" } });
  expect(await run("generate", "--strict")).toMatchObject({ code: 2 });
  expect(readFileSync(join(folder, "client/src/models.ts"), "utf8")).not.toContain("name");
});

test("what is no report is refused, and written anew where that is accepted", async () => {
  writeFileSync(report, "# Something else\n");
  const refused = await run("generate");
  expect(refused).toMatchObject({ code: 2 });
  expect(refused.printed).toContain("things.api.md: error: This is no API report, or one of another version of specloom.");
  expect(existsSync(join(folder, "client"))).toBe(false);
  expect(await run("generate", ...accepted)).toMatchObject({ code: 0 });
  writeFileSync(
    report,
    readFileSync(report, "utf8").replace("export interface Thing {", "<<<<<<< ours\nexport interface Thing {"),
  );
  expect((await run("check")).printed).toContain("The section `.` is not valid TypeScript. [api-report-invalid]");
});

test("two outputs cannot have one report", async () => {
  const outputs = { one: { output: "one" }, two: { output: "two" } };
  writeFileSync(
    join(folder, "config.json"),
    JSON.stringify({ input: "api.json", name: "things", apiReport: "a.api.md", outputs }),
  );
  expect((await run("generate")).printed).toContain("The outputs `one` and `two` have one API report");
});

test("the report cannot lie in the output", async () => {
  expect((await run("generate", "--api-report", join(folder, "client/api.md"))).printed).toContain("cannot lie in the output");
});

describe("custom code", () => {
  async function withCustom(text: string): Promise<string> {
    mkdirSync(join(folder, "client/src/custom"), { recursive: true });
    writeFileSync(join(folder, "client/src/custom/index.ts"), text);
    await run("generate", ...accepted);
    return readFileSync(report, "utf8");
  }

  test("is part of the API, with the types that the compiler infers", async () => {
    await run("generate");
    const text = await withCustom(
      "import type { Thing } from '../models.js';\nexport const nameOf = (thing: Thing) => ({ name: thing.id, letters: [...thing.id] });\n",
    );
    expect(text).toContain("export declare const nameOf: (thing: Thing) => {\n  letters: string[];\n  name: string;\n};");
    writeFileSync(join(folder, "client/src/custom/index.ts"), "export const nameOf = (thing: { id: string }) => thing.id;\n");
    const checked = await run("check");
    expect(checked.code).toBe(1);
    expect(checked.printed).toContain("`nameOf()` is `string` in place of");
  });
});

describe("compare", () => {
  test("compares two reports in every format", async () => {
    await run("generate");
    const old = join(folder, "old.api.md");
    copyFileSync(report, old);
    describeApi({ id: { type: "integer" } });
    await run("generate", ...accepted);
    const text = await run("compare", old, report);
    expect(text.code).toBe(1);
    expect(text.printed).toContain("breaking `Thing.id` is `number` in place of `string`. [api-type-changed]");
    const json = JSON.parse((await run("compare", old, report, "--format", "json")).printed) as { readonly verdict: string };
    expect(json.verdict).toBe("breaking");
    expect((await run("compare", old, report, "--format", "sarif")).printed).toContain('"id": "api-type-changed"');
    expect(await run("compare", report, report)).toMatchObject({ code: 0 });
    expect((await run("compare", report, join(folder, "api.json"))).printed).toContain("can be compared only with another one");
  });
});

test("explain tells what a change of the API means", async () => {
  const lines: string[] = [];
  await main(["explain", "api-export-removed"], { out: (line) => lines.push(line), error: () => undefined });
  expect(lines.join("\n")).toContain("docs/api-report.md lists all changes.");
});
