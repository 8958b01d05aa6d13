import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { main } from "../../generator/cli.js";

/** `specloom inspect` of an API whose paths all begin with one of two scopes. */

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "specloom-scopes-"));
});

/** Writes a description with an operation at each path, and returns its file. */
function description(...paths: readonly string[]): string {
  const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string" } }];
  const items = paths.map((path) => [path, { parameters, get: { responses: {} } }] as const);
  const file = join(folder, "api.json");
  writeFileSync(file, JSON.stringify({ openapi: "3.1.0", info: { title: "t", version: "1" }, paths: Object.fromEntries(items) }));
  return file;
}

async function inspect(...args: readonly string[]) {
  const out: string[] = [];
  const error: string[] = [];
  const code = await main(["inspect", ...args], { out: (line) => out.push(line), error: (line) => error.push(line) });
  return { code, out: out.join("\n"), error: error.join("\n") };
}

test("tells the scopes, and prints the overlay that takes them out of the names", async () => {
  const input = ["--input", description("/accounts/{id}/members", "/zones/{id}/records")];
  const told = await inspect(...input);
  expect(told.error).toContain("The operations lie below /accounts/{id} (1) or /zones/{id} (1)");
  const { out } = await inspect(...input, "--format", "overlay-without-scopes");
  const overlay = join(folder, "overlay.json");
  writeFileSync(overlay, out);
  const shorter = await inspect(...input, "--overlay", overlay);
  expect(shorter.out.match(/\w+\.list/g)).toEqual(["members.list", "records.list"]);
  expect(shorter.error).not.toContain("lie below");
});

test("refuses to print such an overlay if there are no scopes", async () => {
  const input = ["--input", description("/members/{id}", "/records/{id}")];
  expect(await inspect(...input)).toMatchObject({ code: 0 });
  expect(await inspect(...input, "--format", "overlay-without-scopes")).toMatchObject({ code: 2, out: "" });
});

test("prints no overlay without actions, which could not be applied", async () => {
  const file = join(folder, "whole.json");
  const paths = {
    "/pets/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: { responses: {} },
    },
  };
  writeFileSync(file, JSON.stringify({ openapi: "3.1.0", info: { title: "t", version: "1" }, security: [], paths }));
  expect(await inspect("--input", file, "--format", "suggestions")).toEqual({
    code: 2,
    out: "",
    error: "Nothing to suggest: the description says all that specloom looks for.",
  });
});
