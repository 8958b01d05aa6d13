import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../generator/cli.js";

/** Every form of input, through the command line as it is. */

const files: Readonly<Record<string, string>> = {
  "api.yaml": `openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
servers: [{url: https://pets.example}]
paths:
  /pets: {$ref: paths/pets.yaml}
  /owners: {get: {tags: [owners], responses: {"200": {description: ok, content: {application/json: {schema: {$ref: models.json#/Owner}}}}}}}
`,
  "paths/pets.yaml": `get:
  responses: {"200": {description: ok, content: {application/json: {schema: {type: array, items: {$ref: ../models/pet.yaml}}}}}}
post:
  requestBody: {content: {application/json: {schema: {$ref: ../models/pet.yaml}}}}
  responses: {"204": {description: ok}}
`,
  "models/pet.yaml": "type: object\nproperties: {name: {type: string}}\n",
  "models.json": '{ "Owner": { "type": "object", "properties": { "pets": { "items": { "$ref": "models/pet.yaml" } } } } }',
};

let folder = "";
const closing: (() => void)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "specloom-input-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});
afterEach(() => {
  closing.splice(0).forEach((close) => close());
  rmSync(folder, { recursive: true });
});

async function generating(...args: readonly string[]) {
  const said: string[] = [];
  const tell = (line: string) => said.push(stripVTControlCharacters(line).replaceAll(folder, "{}"));
  const output = join(folder, "out");
  const code = await main(["generate", "--output", output, "--name", "pets", ...args], { out: tell, error: tell });
  return { code, said: said.join("\n") };
}

function models(): readonly string[] {
  const text = readFileSync(join(folder, "out/src/models.ts"), "utf8");
  return [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name = ""]) => name);
}

/** Serves the files on this machine. */
async function serving(served: Readonly<Record<string, string>>): Promise<string> {
  const server = createServer(({ url = "" }, response) => {
    const text = served[url.slice(1)];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("a description of many files", () => {
  test("by its path", async () => {
    expect(await generating("--input", join(folder, "api.yaml"))).toMatchObject({ code: 0 });
    expect(models()).toEqual(expect.arrayContaining(["Owner", "Pet"]));
  });

  test("by its address, whose neighbours are read from there", async () => {
    const address = await serving(files);
    expect(await generating("--input", `${address}/api.yaml`)).toMatchObject({ code: 0 });
    expect(models()).toEqual(expect.arrayContaining(["Owner", "Pet"]));
  });

  test("with a fault in a file, at its line", async () => {
    writeFileSync(join(folder, "models/pet.yaml"), "type: object\nproperties: {owner: {$ref: ../models.json#/Ownr}}\n");
    const { code, said } = await generating("--input", join(folder, "api.yaml"));
    expect(code).toBe(2);
    expect(said).toContain(
      "{}/models/pet.yaml:2:22: error: `../models.json#/Ownr` refers to nothing in `{}/models.json`. [ref-dangling]",
    );
    expect(said).toContain("2 | properties: {owner: {$ref: ../models.json#/Ownr}}");
    expect(said).toContain("help: Did you mean `../models.json#/Owner`?");
  });

  test("that refers to a host is refused until that is allowed by name", async () => {
    const address = await serving({ "shared/pet.yaml": files["models/pet.yaml"] ?? "" });
    writeFileSync(join(folder, "models/pet.yaml"), `allOf: [{$ref: "${address}/shared/pet.yaml"}]`);
    const refused = await generating("--input", join(folder, "api.yaml"));
    expect(refused.said).toMatch(/models\/pet\.yaml:1:10: error: .+ may not be read\. \[ref-forbidden\]/);
    expect(refused.said).toContain(`help: Allow it by name: \`--allow-ref ${new URL(address).host}\`.`);
    expect(await generating("--input", join(folder, "api.yaml"), "--allow-ref", new URL(address).host)).toMatchObject({
      code: 0,
    });
  });

  test("with a folder that the config file allows, relative to it", async () => {
    mkdirSync(join(folder, "config"));
    const config = { input: "../paths/api.yaml", allowRefs: ["../models"] };
    writeFileSync(join(folder, "config/specloom.json"), JSON.stringify(config));
    const api = (files["api.yaml"] ?? "").replace("paths/pets.yaml", "pets.yaml").replace(/^ {2}\/owners.+\n/m, "");
    writeFileSync(join(folder, "paths/api.yaml"), api);
    expect(await generating("--input", join(folder, "paths/api.yaml"))).toMatchObject({ code: 2 });
    expect(await generating("--config", join(folder, "config/specloom.json"))).toMatchObject({ code: 0 });
  });
});

test("standard input, which refers to what is in the folder of the command", async () => {
  const bin = join(import.meta.dirname, "../../generator/bin.mjs");
  const child = spawn(process.execPath, [bin, "generate", "--input", "-", "--output", "out", "--name", "pets"], { cwd: folder });
  child.stdin.end(files["api.yaml"]);
  let said = "";
  for await (const text of child.stdout.setEncoding("utf8") as AsyncIterable<string>) said += text;
  expect(said).toMatch(/^pets 0\.1\.0: 3 operations, /);
  expect(models()).toEqual(expect.arrayContaining(["Owner", "Pet"]));
});

describe("a part of an API", () => {
  test("by what the package calls its operations, with the models that these reach", async () => {
    const { code, said } = await generating(
      "--input",
      join(folder, "api.yaml"),
      "--include",
      "name:pets.*",
      "--exclude",
      "method:GET",
    );
    expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/^pets 0\.1\.0: 1 operation, 1 model, /) as string });
    expect(models()).toEqual(["Pet"]);
  });

  test("as the config file says", async () => {
    writeFileSync(join(folder, "specloom.json"), JSON.stringify({ input: "api.yaml", include: ["tag:owners"] }));
    expect((await generating("--config", join(folder, "specloom.json"))).said).toMatch(/^pets 0\.1\.0: 1 operation, 2 models, /);
  });

  test("of which nothing is there is refused with what was meant", async () => {
    const { code, said } = await generating("--input", join(folder, "api.yaml"), "--include", "tag:owner");
    expect(code).toBe(2);
    expect(said).toBe(
      "error: `tag:owner` matches no operation of the description. [selection-unmatched]\n  help: Did you mean `tag:owners`?",
    );
  });
});
