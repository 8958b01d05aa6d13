import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../../generator/cli.js";
import { api } from "../../compare/rules/minimal-pairs.js";

const folder = mkdtempSync(join(tmpdir(), "check-"));
const input = join(folder, "api.json");
const output = join(folder, "a&b");
writeFileSync(input, JSON.stringify(api()));

async function run(command: string, ...flags: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  const out: string[] = [];
  const code = await main([command, "--input", input, "--output", output, "--name", "things", ...flags], {
    out: (line) => out.push(line),
    error: () => undefined,
  });
  return { code, out: out.join("\n") };
}

test("check prints what differs for programs", async () => {
  await run("generate");
  expect(await run("check", "--format", "text")).toEqual({ code: 0, out: "" });
  expect(JSON.parse((await run("check", "--format", "json")).out)).toEqual({
    command: "check",
    ok: true,
    outputs: [{ output, isUpToDate: true, files: [] }],
    diagnostics: [],
  });

  rmSync(join(output, "README.md"));
  const json = await run("check", "--format", "json");
  expect([json.code, JSON.parse(json.out)]).toEqual([
    1,
    {
      command: "check",
      ok: false,
      outputs: [{ output, isUpToDate: false, files: [{ path: "README.md", kind: "missing" }] }],
      diagnostics: [],
    },
  ]);
  expect((await run("check", "--format", "github")).out).toBe(
    `::error file=${output}/README.md,title=specloom%3A missing::${output}/README.md is missing. Run the generate command and commit what it writes.`,
  );
  const junit = (await run("check", "--format", "junit")).out;
  expect(junit).toContain(`<testsuites tests="1" failures="1">`);
  expect(junit).toContain(`name="${output.replace("&", "&amp;")}"`);
  expect(junit).toContain(`README.md is missing</failure>`);
  expect((await run("check", "--format", "overlay")).code).toBe(2);
});
