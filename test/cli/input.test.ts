import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../generator/cli.js";

/** Where a description can come from, and which part of it is generated, tested through the command line. */

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
const cleanups: (() => void)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "specloom-input-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});
afterEach(() => {
  cleanups.splice(0).forEach((cleanUp) => cleanUp());
  rmSync(folder, { recursive: true });
});

async function generatePets(...args: readonly string[]) {
  const lines: string[] = [];
  const print = (line: string) => lines.push(stripVTControlCharacters(line).replaceAll(folder, "{}"));
  const output = join(folder, "out");
  const code = await main(["generate", "--output", output, "--name", "pets", ...args], { out: print, error: print });
  return { code, printed: lines.join("\n") };
}

function models(): readonly string[] {
  const text = readFileSync(join(folder, "out/src/models.ts"), "utf8");
  return [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name = ""]) => name);
}

/** Starts a local HTTP server with these files, and returns its URL. */
async function serve(files: Readonly<Record<string, string>>): Promise<string> {
  const server = createServer(({ url = "" }, response) => {
    const text = files[url.slice(1)];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("a description of many files", () => {
  test("is read from a path", async () => {
    expect(await generatePets("--input", join(folder, "api.yaml"))).toMatchObject({ code: 0 });
    expect(models()).toEqual(expect.arrayContaining(["Owner", "Pet"]));
  });

  test("is read from a URL, and so are the files beside it", async () => {
    const address = await serve(files);
    expect(await generatePets("--input", `${address}/api.yaml`)).toMatchObject({ code: 0 });
    expect(models()).toEqual(expect.arrayContaining(["Owner", "Pet"]));
  });

  test("reports a fault at its line of the file that contains it", async () => {
    writeFileSync(join(folder, "models/pet.yaml"), "type: object\nproperties: {owner: {$ref: ../models.json#/Ownr}}\n");
    const { code, printed } = await generatePets("--input", join(folder, "api.yaml"));
    expect(code).toBe(2);
    expect(printed).toContain(
      "{}/models/pet.yaml:2:22: error: `../models.json#/Ownr` refers to nothing in `{}/models.json`. [ref-dangling]",
    );
    expect(printed).toContain("2 | properties: {owner: {$ref: ../models.json#/Ownr}}");
    expect(printed).toContain("help: Did you mean `../models.json#/Owner`?");
  });

  test("may refer to another host only where that host is allowed by name", async () => {
    const address = await serve({ "shared/pet.yaml": files["models/pet.yaml"] ?? "" });
    writeFileSync(join(folder, "models/pet.yaml"), `allOf: [{$ref: "${address}/shared/pet.yaml"}]`);
    const refused = await generatePets("--input", join(folder, "api.yaml"));
    expect(refused.printed).toMatch(/models\/pet\.yaml:1:10: error: .+ may not be read\. \[ref-forbidden\]/);
    expect(refused.printed).toContain(`help: Allow it by name: \`--allow-ref ${new URL(address).host}\`.`);
    expect(await generatePets("--input", join(folder, "api.yaml"), "--allow-ref", new URL(address).host)).toMatchObject({
      code: 0,
    });
  });

  test("may refer to a folder that the config file allows, relative to the config file", async () => {
    mkdirSync(join(folder, "config"));
    const config = { input: "../paths/api.yaml", allowRefs: ["../models"] };
    writeFileSync(join(folder, "config/specloom.json"), JSON.stringify(config));
    const api = (files["api.yaml"] ?? "").replace("paths/pets.yaml", "pets.yaml").replace(/^ {2}\/owners.+\n/m, "");
    writeFileSync(join(folder, "paths/api.yaml"), api);
    expect(await generatePets("--input", join(folder, "paths/api.yaml"))).toMatchObject({ code: 2 });
    expect(await generatePets("--config", join(folder, "config/specloom.json"))).toMatchObject({ code: 0 });
  });
});

test("a description from standard input refers to files in the working directory", async () => {
  const bin = join(import.meta.dirname, "../../generator/bin.mjs");
  const child = spawn(process.execPath, [bin, "generate", "--input", "-", "--output", "out", "--name", "pets"], { cwd: folder });
  child.stdin.end(files["api.yaml"]);
  let printed = "";
  for await (const text of child.stdout.setEncoding("utf8") as AsyncIterable<string>) printed += text;
  expect(printed).toMatch(/^pets 0\.1\.0: 3 operations, /);
  expect(models()).toEqual(expect.arrayContaining(["Owner", "Pet"]));
});

describe("a part of an API", () => {
  test("is selected by the names of operations, with the models that they use", async () => {
    const { code, printed } = await generatePets(
      "--input",
      join(folder, "api.yaml"),
      "--include",
      "name:pets.*",
      "--exclude",
      "method:GET",
    );
    expect({ code, printed }).toEqual({
      code: 0,
      printed: expect.stringMatching(/^pets 0\.1\.0: 1 operation, 1 model, /) as string,
    });
    expect(models()).toEqual(["Pet"]);
  });

  test("is selected by the config file", async () => {
    writeFileSync(join(folder, "specloom.json"), JSON.stringify({ input: "api.yaml", include: ["tag:owners"] }));
    expect((await generatePets("--config", join(folder, "specloom.json"))).printed).toMatch(
      /^pets 0\.1\.0: 1 operation, 2 models, /,
    );
  });

  test("is refused where a selector matches nothing, with a suggestion", async () => {
    const { code, printed } = await generatePets("--input", join(folder, "api.yaml"), "--include", "tag:owner");
    expect(code).toBe(2);
    expect(printed).toBe(
      "error: `tag:owner` matches no operation of the description. [selection-unmatched]\n  help: Did you mean `tag:owners`?",
    );
  });
});
