import { build } from "esbuild";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Files } from "../../generator/files.js";
import { generate } from "../../generator/index.js";
import type { GenerateOptions } from "../../generator/options.js";
import { typeErrors } from "../emit/compile.js";
import { runtimeFiles } from "./sharing.js";

/** Ten clients of one repository that hold the runtime once. `npm run test:shared-runtime` runs the tests of packages with such a runtime. */

const names = ["ants", "bees", "cats", "dogs", "eels", "fish", "goats", "hens", "ibis", "jays"];

/** An API with what the runtime knows of APIs: a credential, versions, rate limits, a kind of error, pages, batches and a stream. */
const describedAs = (name: string) => `
openapi: 3.1.0
info: { title: ${name}, version: "1" }
servers: [{ url: "https://${name}.example" }]
security: [{ token: [] }]
x-specloom-rate-limit: [{ bucket: all, requests: 100, windowSeconds: 1 }]
paths:
  /items/{id}:
    get:
      operationId: getItem
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200": { description: One., content: { application/json: { schema: { $ref: "#/components/schemas/Item" } } } }
        default: { description: Failed., content: { application/json: { schema: { $ref: "#/components/schemas/Fault" } } } }
  /items:
    get:
      operationId: listItems
      x-specloom-pages: { style: page, items: items, page: page }
      parameters: [{ name: page, in: query, schema: { type: integer } }]
      responses:
        "200":
          description: Some.
          content:
            application/json:
              schema:
                type: object
                properties: { items: { type: array, items: { $ref: "#/components/schemas/Item" } } }
components:
  securitySchemes: { token: { type: apiKey, in: header, name: X-${name}-Key } }
  schemas:
    Item: { type: object, required: [id], properties: { id: { type: string } } }
    Fault: { type: object, required: [${name}Fault], properties: { ${name}Fault: { type: string } } }
`;

const sharedFolder: Partial<GenerateOptions> = { runtimeFolder: "../runtime" };

async function clientOf(name: string, options = sharedFolder): Promise<Files> {
  const { files, diagnostics } = await generate({
    description: { name: `${name}.yaml`, text: describedAs(name) },
    options: {
      version: "1.0.0",
      name,
      layout: "source",
      parts: ["models", "functions", "class", "testing"],
      ...options,
    },
  });
  expect(diagnostics.filter(({ severity }) => severity !== "note")).toEqual([]);
  return files;
}

const within = (folder: string, files: Files) => [...files].map(([path, text]) => [`${folder}/${path}`, text] as const);

let runtime: Files;
const clients = new Map<string, Files>();
let all: Files;
const folder = mkdtempSync(join(tmpdir(), "shared-runtime-"));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  runtime = await runtimeFiles();
  for (const name of names) clients.set(name, await clientOf(name));
  all = new Map([...within("runtime", runtime), ...[...clients].flatMap(([name, files]) => within(name, files))]);
  for (const [path, text] of all) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}, 60_000);

const application: Files = new Map([["package.json", '{ "type": "module" }']]);

/** What the code of an application gives, bundled and run. */
async function evaluated(program: string): Promise<unknown> {
  const outfile = join(folder, `bundle-${Math.random()}.mjs`);
  await build({ stdin: { contents: program, resolveDir: folder }, outfile, bundle: true, format: "esm", logLevel: "error" });
  const { result } = (await import(pathToFileURL(outfile).href)) as { result: unknown };
  return result;
}

test("no client has a module of the runtime but those that bind it to its API", () => {
  const copies = [...clients.values()].flatMap((files) => [...files].filter(([, text]) => [...runtime.values()].includes(text)));
  expect(copies).toEqual([]);
  const [own] = clients.values();
  expect([...(own?.keys() ?? [])].filter((path) => path.startsWith("runtime/")).sort()).toEqual([
    "runtime/api-errors.ts",
    "runtime/api-types.ts",
    "runtime/api.ts",
    "runtime/call/client.ts",
    "runtime/call/raw-request.ts",
    "runtime/errors/api-error.ts",
    "runtime/generated-for.ts",
    "runtime/limits/create-rate-limiter.ts",
    "runtime/options/options.ts",
    "runtime/runtime-fit.ts",
    "runtime/testing/test-fetch.ts",
  ]);
});

// Ten clients are compiled by `npm run layouts`.
test(
  "clients compile with the runtime as a folder and as a package, each with the types of its API",
  { timeout: 60_000 },
  async () => {
    const bees = await clientOf("bees", { runtimePackage: "@acme/runtime" });
    const files = new Map([
      ...within("runtime", runtime),
      ...within("ants", clients.get("ants") ?? new Map()),
      ...within("bees", bees),
    ]);
    const paths = { "@acme/runtime/*": ["/package/runtime/*.ts"] };
    const program = `
import { Ants, type ClientOptions, isApiError } from "./ants/index.js";
import { isApiError as isErrorOfBees } from "./bees/index.js";
import { isApiError as isErrorOfAny } from "./runtime/index.js";

export const options: ClientOptions = { token: "secret", baseUrl: "https://example.com", timeoutMs: 1 };
// @ts-expect-error -- No option of this API.
export const wrong: ClientOptions = { apiVersion: "1" };
export async function first(): Promise<string | undefined> {
  const ants = new Ants(options);
  try {
    for await (const { id } of ants.list({})) return id;
    return (await ants.get({ id: "1" }, { token: "other" })).id;
  } catch (error) {
    if (isApiError(error, "get")) return error.body?.antsFault;
    if (isErrorOfBees(error, "get")) return error.body?.beesFault;
    // @ts-expect-error -- The operations of this API are known.
    if (isErrorOfBees(error, "gett")) return undefined;
    // @ts-expect-error -- The error of any client has a body that is not known.
    if (isErrorOfAny(error)) return error.body?.antsFault;
    throw error;
  }
}
`;
    expect(
      typeErrors(files, new Map([...application, ["program.ts", program]]), {
        noUnusedLocals: true,
        noUnusedParameters: true,
        paths,
      }),
    ).toEqual([]);
  },
);

test("each client sends its own credential to its own server, and has its own rate limiter", async () => {
  const program = `
import { Ants, createRateLimiter } from "./ants/index.js";
import { Bees } from "./bees/index.js";
const sent = [];
const fetch = (url, { method, headers }) => {
  sent.push([method, url, headers.get("x-ants-key"), headers.get("x-bees-key"), headers.get("user-agent")]);
  return Promise.resolve(Response.json({ id: "1" }));
};
await new Ants({ fetch, token: "a" }).get({ id: "1" });
await new Bees({ fetch, token: "b" }).get({ id: "2" });
await new Ants({ fetch, token: "a", rateLimit: createRateLimiter() }).request("PUT", "/other");
await new Bees({ fetch }).request("PUT", "/other").catch(({ message }) => sent.push([message]));
export const result = sent;
`;
  expect(await evaluated(program)).toEqual([
    ["GET", "https://ants.example/items/1", "a", null, "ants/1.0.0"],
    ["GET", "https://bees.example/items/2", null, "b", "bees/1.0.0"],
    ["PUT", "https://ants.example/other", "a", null, "ants/1.0.0"],
    ["token is missing: set it for the client or the call."],
  ]);
});

test("all clients throw the same classes, and isApiError tells whose error it is", async () => {
  const program = `
import { Ants, ApiError, isApiError } from "./ants/index.js";
import * as bees from "./bees/index.js";
import { mockFetch } from "./ants/testing.js";
import * as any from "./runtime/index.js";
const fetch = mockFetch({ "get": { status: 404, body: { antsFault: "x" } } });
const error = await new Ants({ fetch, token: "a" }).get({ id: "1" }).catch((thrown) => thrown);
const late = await new Ants({ fetch: () => Promise.reject(new TypeError("lost")), token: "a", retry: false }).get({ id: "1" }).catch((thrown) => thrown);
export const result = {
  sameClass: ApiError === bees.ApiError && ApiError === any.ApiError && error instanceof bees.ApiError,
  ants: [isApiError(error), isApiError(error, "get"), isApiError(error, "get", 404), isApiError(error, "list")],
  bees: [bees.isApiError(error), bees.isApiError(error, "get")],
  any: [any.isApiError(error), any.isApiError(error, "get"), any.isApiError(error, "list")],
  lost: [isApiError(late), any.isConnectionError(late), bees.isConnectionError(late)],
  keys: Object.keys(error).includes("operation") && Object.getOwnPropertySymbols(error).filter((symbol) => Object.prototype.propertyIsEnumerable.call(error, symbol)),
};
`;
  expect(await evaluated(program)).toEqual({
    sameClass: true,
    ants: [true, true, true, false],
    bees: [false, false],
    any: [true, true, false],
    lost: [false, true, true],
    keys: [],
  });
});

test("a bundle has what one operation needs, as that of a client with a runtime of its own", async () => {
  const own = await clientOf("ants", {});
  for (const [path, text] of within("own/ants", own)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const program = (client: string) =>
    `export { createClient, isApiError } from "./${client}/client.js"; export { get } from "./${client}/operations/index.js";`;
  const [shared, standalone] = [await sizeOf(program("ants")), await sizeOf(program("own/ants"))];
  console.log(`one operation: ${standalone} bytes gzip with a runtime of its own, ${shared} with a shared one`);
  expect(shared).toBeLessThan(standalone * 1.06);
});

async function sizeOf(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}

describe("a runtime of another version", () => {
  test("is a compile error of each client, at a line that says what to do", () => {
    const files = new Map([
      ["runtime/runtime-version.ts", 'export const runtimeVersion = "1111";\n'],
      ...["generated-for", "runtime-fit"].map(
        (name) => [`ants/runtime/${name}.ts`, clients.get("ants")?.get(`runtime/${name}.ts`) ?? ""] as const,
      ),
    ]);
    expect(typeErrors(files, application)).toEqual([expect.stringMatching(/ants\/runtime\/runtime-fit\.ts.*"1111".*found/)]);
    expect(files.get("ants/runtime/runtime-fit.ts")).toMatch(/generate both again\. \*\/\nconst found/);
  });

  test("is an error of the first client that is created, which names both versions", async () => {
    writeFileSync(join(folder, "runtime/runtime-version.ts"), 'export const runtimeVersion = "1111";\n');
    const program = `
import { Ants } from "./ants/index.js";
let result = "";
try { new Ants({ token: "a" }); } catch (error) { result = String(error); }
export { result };
`;
    try {
      expect(await evaluated(program)).toMatch(
        /^TypeError: The client ants\/1\.0\.0 was generated for version [0-9a-f]{12} of the shared runtime, and this one is version 1111\./,
      );
    } finally {
      writeFileSync(join(folder, "runtime/runtime-version.ts"), runtime.get("runtime-version.ts") ?? "");
    }
  });
});

describe("a package", () => {
  test("depends on the runtime that it imports, and says so", async () => {
    const files = await clientOf("ants", {
      layout: "package",
      parts: [],

      runtimePackage: "@acme/runtime@1.2.0",
    });
    expect(JSON.parse(files.get("package.json") ?? "")).toMatchObject({ dependencies: { "@acme/runtime": "1.2.0" } });
    expect(files.get("README.md")).toContain("No dependencies but `@acme/runtime`");
    expect(files.get("src/runtime/call/client.ts")).toContain('from "@acme/runtime/call/client";');
    expect([...files.keys()].filter((path) => path.startsWith("src/runtime/")).length).toBeLessThan(15);
  });

  test("has the whole runtime, whose modules can be imported one by one", async () => {
    const { files } = await generate({
      description: { name: "none.json", text: '{ "openapi": "3.1.0", "info": { "title": "x", "version": "1" }, "paths": {} }' },
      options: { version: "1.2.0", layout: "runtime-package", name: "@acme/runtime" },
    });
    const manifest = JSON.parse(files.get("package.json") ?? "{}") as object;
    expect(manifest).toMatchObject({ name: "@acme/runtime", version: "1.2.0", sideEffects: false });
    // For the CommonJS build of clients, and for applications whose resolution does not read `exports`.
    expect(manifest).toMatchObject({ typesVersions: { "*": { "*": ["./dist/cjs/*.d.ts"] } } });
    expect(manifest).toHaveProperty(["exports", "./*", "import", "default"], "./dist/esm/*.js");
    expect([...files].filter(([path]) => path.startsWith("src/"))).toEqual(within("src", runtime));
  });
});

test.each<[Partial<GenerateOptions>, string]>([
  [
    { layout: "package", name: "ants", runtimeFolder: "../runtime" },
    "`runtimeFolder` is an option of the layout `source`, and the layout is `package`.",
  ],
  [
    { layout: "source", runtimeFolder: "../runtime", runtimePackage: "runtime" },
    "`runtimeFolder` and `runtimePackage` exclude each other: an output has one runtime.",
  ],
  [
    { layout: "source", runtimePackage: "./runtime" },
    "`runtimePackage` must be the name of a package, as in `@acme/runtime@1.2.0`.",
  ],
  [
    { layout: "package", name: "ants", runtimePackage: "@acme/runtime" },
    "`runtimePackage` needs a version for `package.json`, as in `@acme/runtime@1.2.0`.",
  ],
])("%j is refused", async (options, message) => {
  const { files, diagnostics } = await generate({
    description: { name: "api.yaml", text: describedAs("ants") },
    options: { version: "1.0.0", ...options },
  });
  expect([files.size, diagnostics.filter(({ severity }) => severity === "error").map((one) => one.message)]).toEqual([
    0,
    [message],
  ]);
});
