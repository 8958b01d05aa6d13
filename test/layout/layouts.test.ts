import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generate } from "../../generator/index.js";
import type { GenerateOptions, Part } from "../../generator/options.js";
import { compiledLayouts, errorsOfLayout } from "./compiled-layouts.js";
import { runtimeFiles } from "./sharing.js";

/** Layouts other than the package. `npm run layouts` compiles them for any number of descriptions, `npm run layouts:projects` in applications. */

const emit = join(import.meta.dirname, "../emit");
const shop = readFileSync(join(emit, "shop.yaml"), "utf8");
const incoming = readFileSync(join(emit, "incoming.yaml"), "utf8");

async function filesOf(options: Omit<GenerateOptions, "version">, text = shop): Promise<ReadonlyMap<string, string>> {
  const { files, diagnostics } = await generate({
    description: { name: "api.yaml", text },
    options: { version: "1.0.0", ...options },
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return files;
}

// The others are compiled by `npm run layouts`.
describe.each(compiledLayouts.filter(({ inSuite }) => inSuite))("$name", (layout) => {
  test("compiles with the strictest settings of an application", async () => {
    expect(await errorsOfLayout(shop, layout)).toEqual([]);
  });
});

describe("source", () => {
  test("has the modules alone, without the folder src", async () => {
    const files = [...(await filesOf({ layout: "source" })).keys()];
    expect(files).toEqual(
      expect.arrayContaining(["index.ts", "models.ts", "client.ts", "operations/index.ts", "runtime/api.ts"]),
    );
    expect(files.filter((path) => !path.endsWith(".ts") || path.startsWith("src/"))).toEqual([]);
    expect(files).not.toContain("testing.ts");
  });

  test("has the same modules as the package", async () => {
    const modules = await filesOf({ layout: "source", parts: ["models", "functions", "class", "testing"], name: "shop" });
    const files = await filesOf({ name: "shop" });
    const sources = new Map(
      [...files].flatMap(([path, text]) => (path.startsWith("src/") ? [[path.slice(4), text] as const] : [])),
    );
    expect(new Map([...modules].sort())).toEqual(new Map([...sources].sort()));
  });

  const withParts = [
    {
      parts: ["models"],
      has: ["models.ts"],
      lacks: ["index.ts", "client.ts", "operations/index.ts", "testing.ts", "runtime/call/call.ts"],
    },
    { parts: ["functions"], has: ["client.ts", "operations/index.ts"], lacks: ["index.ts", "testing.ts"] },
    { parts: ["class"], has: ["index.ts"], lacks: ["testing.ts"] },
    { parts: ["testing"], has: ["testing.ts"], lacks: ["index.ts", "client.ts"] },
  ] as const;

  test.each(withParts)("with the parts $parts has what they need and no more", async ({ parts, has, lacks }) => {
    const files = [...(await filesOf({ layout: "source", parts })).keys()];
    expect(files).toEqual(expect.arrayContaining([...has]));
    expect(files.filter((path) => lacks.some((other) => other === path))).toEqual([]);
  });

  test.each([
    [".js", './models.js"'],
    [".ts", './models.ts"'],
    ["none", './models"'],
  ] as const)("writes imports with %s", async (importExtension, specifier) => {
    const files = await filesOf({ layout: "source", importExtension });
    expect(files.get("index.ts")).toContain(`from "${specifier}`);
    const specifiers = [...files.values()].flatMap((text) =>
      [...text.matchAll(/^(?:import|export|\}).* from "(\..*)";$/gm)].map(([, path = ""]) => path),
    );
    const ending = importExtension === "none" ? /\/[\w-]+$/ : /\/[\w-]+(\.[jt]s)$/;
    expect(specifiers.filter((path) => !ending.test(path) || (ending.exec(path)?.[1] ?? "none") !== importExtension)).toEqual([]);
    expect(specifiers.length).toBeGreaterThan(50);
  });

  test("names the class by the title of the API, unless it has a name", async () => {
    const text =
      "openapi: 3.1.0\ninfo: { title: My Notes!, version: 1.0.0 }\npaths: { /a: { get: { responses: { 204: { description: x } } } } }\n";
    expect((await filesOf({ layout: "source" }, text)).get("index.ts")).toContain("{ MyNotes }");
    expect((await filesOf({ layout: "source", name: "diary" }, text)).get("index.ts")).toContain("{ Diary }");
    expect((await filesOf({ layout: "source" }, text.replace("My Notes!", '"…"'))).get("index.ts")).toContain("{ Client");
  });
});

describe("types", () => {
  test("has models and the types of openapi-fetch, and no code", async () => {
    const files = await filesOf({ layout: "types" });
    expect([...files.keys()]).toEqual(expect.arrayContaining(["models.ts", "openapi.ts"]));
    const code = [...files].filter(
      ([path, text]) => !path.startsWith("runtime/") && /^(export )?(const|function|class|import \{)/m.test(text),
    );
    expect(code.map(([path]) => path)).toEqual([]);
  });

  test("has the types of webhooks", async () => {
    expect([...(await filesOf({ layout: "types" }, incoming)).keys()]).toContain("webhook-types.ts");
  });
});

test.each([
  [{ name: "shop", parts: ["models"] }, "`parts` is an option of the layout `source`, and the layout is `package`."],
  [{ layout: "types", parts: ["class"] }, "`parts` is an option of the layout `source`, and the layout is `types`."],
  [
    { name: "shop", importExtension: "none" },
    "`importExtension` is an option of the layouts `source`, `types` and `runtime`, and the layout is `package`.",
  ],
] as const)("%j is refused", async (options, message) => {
  const { files, diagnostics } = await generate({
    description: { name: "api.yaml", text: shop },
    options: { version: "1.0.0", ...options },
  });
  expect([files.size, diagnostics.filter(({ severity }) => severity === "error").map((one) => one.message)]).toEqual([
    0,
    [message],
  ]);
});

test.each<[readonly Part[], string, string]>([
  [
    ["models"],
    "paths: { /a: { get: { responses: { 204: { description: x } } } } }",
    "the parts are models, and this API has no models.",
  ],
  [
    ["functions", "testing"],
    "webhooks: { a: { post: { responses: { 204: { description: x } } } } }",
    "the parts are functions and testing, and this API has no operations.",
  ],
])("the parts %j of an API that has nothing of them are refused", async (parts, contents, message) => {
  const { files, diagnostics } = await generate({
    description: { name: "api.yaml", text: `openapi: 3.1.0\ninfo: { title: Empty, version: "1" }\n${contents}\n` },
    options: { version: "1.0.0", layout: "source", parts },
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect([files.size, errors.map(({ code, message }) => `${code}: ${message}`)]).toEqual([
    0,
    [`output-empty: There is nothing to write: ${message}`],
  ]);
});

test("a runtime has all modules, also where it is given the parts of its clients", async () => {
  expect(await filesOf({ layout: "runtime", parts: ["models", "class"], entries: ["openapi"] })).toEqual(await runtimeFiles());
});
