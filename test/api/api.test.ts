import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transform } from "esbuild";
import { describe, expect, test } from "vitest";
import * as specloom from "../../generator/index.js";
import { main } from "../../generator/cli.js";
import { fencesOf } from "../package/fences.js";

/** The functions that `import … from "specloom"` gives. */

const description = {
  name: "pets.yaml",
  text: `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.example }]
paths: { /pets: { get: { responses: { "200": { description: All. } } } } }
`,
};
const input = { description, options: { name: "pets", version: "1.0.0" } };
const refused = { ...input, description: { name: "pets.yaml", text: "openapi: 3.1.0\n" } };

describe("check", () => {
  test("finds nothing where the files are those that are generated", async () => {
    const { files } = await specloom.generate(input);
    expect(await specloom.check({ ...input, found: files })).toEqual({ differences: [], diagnostics: [] });
  });

  test("finds what is changed, missing and extra, and passes over what is not part of a package", async () => {
    const { files } = await specloom.generate(input);
    const found = new Map([...files, ["src/index.ts", "changed"], ["src/own.ts", ""], ["node_modules/a/index.js", ""]]);
    found.delete("README.md");
    const { differences } = await specloom.check({ ...input, found });
    expect(differences.map(({ path, kind }) => [path, kind])).toEqual([
      ["README.md", "missing"],
      ["src/index.ts", "stale"],
      ["src/own.ts", "extra"],
    ]);
  });

  test("has no differences where the description is refused", async () => {
    const { differences, diagnostics } = await specloom.check({ ...refused, found: new Map() });
    expect([differences.length, diagnostics[0]?.severity]).toEqual([0, "error"]);
  });
});

describe("inspect", () => {
  test("gives what the command prints as JSON", async () => {
    const { inspection, diagnostics } = await specloom.inspect(input);
    expect(diagnostics).toEqual([]);
    expect(inspection?.operations.map(({ name }) => name)).toEqual(["pets.list"]);
    const printed: string[] = [];
    const page = join(import.meta.dirname, "../../spec/partner-clients.openapi.yaml");
    const terminal = { out: (line: string) => printed.push(line), error: (line: string) => printed.push(line) };
    await main(["inspect", "--input", page, "--format", "json"], terminal);
    const text = readFileSync(page, "utf8");
    const same = await specloom.inspect({ description: { name: page, text }, options: { name: "package", version: "0.1.0" } });
    const { outputs } = JSON.parse(printed.join("\n")) as { readonly outputs: unknown };
    expect(outputs).toEqual([JSON.parse(JSON.stringify(same.inspection))]);
  });

  test("gives nothing where the description is refused", async () => {
    const { inspection, diagnostics } = await specloom.inspect(refused);
    expect([inspection, diagnostics[0]?.severity]).toEqual([undefined, "error"]);
  });
});

describe("compare", () => {
  const breaking = { ...description, text: description.text.replace("/pets:", "/animals:") };

  test("gives what the command prints as JSON", async () => {
    const { comparison, diagnostics } = await specloom.compare(input, { ...input, description: breaking });
    expect([comparison?.verdict, comparison?.bump, diagnostics]).toEqual(["breaking", "major", []]);
    const folder = mkdtempSync(join(tmpdir(), "api-compare-"));
    const [old, now] = [description, breaking].map(({ text }, index) => {
      const path = join(folder, `${index}.yaml`);
      writeFileSync(path, text);
      return path;
    });
    const printed: string[] = [];
    const terminal = { out: (line: string) => printed.push(line), error: (line: string) => printed.push(line) };
    expect(await main(["compare", old ?? "", now ?? "", "--format", "json"], terminal)).toBe(1);
    const { changes } = JSON.parse(printed.join("\n")) as { readonly changes: readonly { readonly message: string }[] };
    expect(changes.map(({ message }) => message)).toEqual(comparison?.changes.map(({ message }) => message));
  });

  test("of a new description that cannot be used gives the verdict `invalid`", async () => {
    const { comparison, diagnostics } = await specloom.compare(input, refused);
    expect([comparison?.verdict, diagnostics[0]?.severity]).toEqual(["invalid", "error"]);
  });

  test("gives nothing where an overlay does not fit the old description", async () => {
    const overlay = {
      name: "overlay.yaml",
      text: `overlay: 1.0.0
info: { title: Animals, version: 1.0.0 }
actions: [{ target: "$.paths['/animals'].get", update: { deprecated: true } }]
`,
    };
    const both = { ...input, overlays: [overlay] };
    const { comparison, diagnostics } = await specloom.compare(both, { ...both, description: breaking });
    expect([comparison, diagnostics.map(({ code }) => code)]).toEqual([undefined, ["overlay-target-unmatched"]]);
  });
});

describe("a wrong argument is a TypeError that names it", () => {
  const description = { name: "api.yaml", text: "openapi: 3.1.0" };
  const options = { name: "pets", version: "1.0.0" };
  test.each<[unknown, string]>([
    [undefined, "`input` must be an object, not undefined."],
    [{ description, options: { name: "pets" } }, "`input.options.version` must be a string, not undefined."],
    [{ description }, "`input.options` must be an object, not undefined."],
    [{ description: "openapi: 3.1.0", options }, "`input.description` must be an object with `name` and `text`"],
    [{ description, options: { ...options, layout: "sources" } }, "`input.options.layout` must be one of package, source, types"],
    [
      { description, options: { ...options, include: "tag:pets" } },
      '`input.options.include` must be a list of strings, not "tag:pets".',
    ],
    [
      { description, options: { ...options, entries: ["x"] } },
      "`input.options.entries` must be a list of openapi, not such a list.",
    ],
    [{ description, options: { ...options, verson: "1" } }, "There is no option `input.options.verson`. Did you mean `version`?"],
    [{ description, options, overlays: description }, "`input.overlays` must be a list"],
    [{ description, options, readReferenced: {} }, "`input.readReferenced` must be a function, not such an object."],
    [{ description, options, templates: {} }, "`input.templates` must be a Map"],
  ])("%j", async (input, message) => {
    const wrong = input as Parameters<typeof specloom.generate>[0];
    for (const call of [specloom.generate, specloom.inspect])
      await expect(call(wrong)).rejects.toThrow(
        expect.objectContaining({ name: "TypeError", message: expect.stringContaining(message) as string }) as Error,
      );
    await expect(specloom.compare({ description, options }, wrong)).rejects.toThrow(message.replaceAll("input", "now"));
  });

  test("check needs the files to compare with", async () => {
    const input = { description, options } as Parameters<typeof specloom.check>[0];
    await expect(specloom.check(input)).rejects.toThrow("`input.found` must be a Map, not undefined.");
  });
});

test("the example of docs/api.md runs", async () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/api.md"), "utf8");
  const [example] = fencesOf(page).filter(({ language }) => language === "ts");
  const { code } = await transform(example?.code ?? "", { loader: "ts", format: "esm" });
  const body = code.replace(/import (\{[^}]+\}) from "specloom";/, "const $1 = specloom;");
  const AsyncFunction = Object.getPrototypeOf(async () => {
    await Promise.resolve();
  }) as { constructor: unknown };
  const run = Reflect.construct(AsyncFunction.constructor as new () => object, ["specloom", "console", body]) as (
    ...args: readonly unknown[]
  ) => Promise<void>;
  const printed: unknown[][] = [];
  await run(specloom, {
    log: (...values: unknown[]) => printed.push(values),
    error: (...values: unknown[]) => printed.push(values),
  });
  expect(printed).toEqual([
    [expect.any(Number), 0, ["pets.list"]],
    ["compatible", "minor"],
    ["compatible", expect.any(String), "pets.list", expect.any(String)],
  ]);
});
