import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type InspectedOperation, inspectionLines, inspectPackage } from "../../generator/emit/inspection.js";
import type { Files } from "../../generator/options.js";
import { fixture, packageOf } from "./package-of.js";

describe("specloom inspect", () => {
  let files: Files = new Map();
  let operations: readonly InspectedOperation[] = [];
  const folder = mkdtempSync(path.join(tmpdir(), "inspect-"));

  beforeAll(async () => {
    const { files: emitted, plan } = await packageOf(fixture("shop.yaml"));
    files = emitted;
    ({ operations } = inspectPackage(plan));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("says in one line an operation how it is called", () => {
    expect(inspectionLines({ operations, webhooks: [], callbacks: [] }).map((line) => line.replace(/ {2,}/g, " | "))).toEqual([
      "POST | /goods | goods.create(name, price?) | Good",
      "DELETE | /goods/{goodId} | goods.delete(goodId) | void",
      "GET | /goods/{goodId} | goods.get(goodId) | Good",
      "GET | /goods | goods.list(after?, limit?, tags?, X-Trace?) | GoodsPage, paged",
      "PATCH | /goods/{goodId} | goods.update(goodId, name, price?) | Good | undefined",
      "GET | /goods/{goodId}/photo | goods.photo.get(goodId) | Blob",
      "POST | /report | report.create(body) | ReportCreateResponses[200]",
    ]);
  });

  test("says in one line each what the service sends", async () => {
    const { plan } = await packageOf(fixture("incoming.yaml"));
    const inspection = inspectPackage(plan);
    expect(inspectionLines(inspection).map((line) => line.replace(/ {2,}/g, " | "))).toEqual([
      "POST | /exports | exports.create(url) | void",
      "POST | {$request.body#/url} | callback of exports.create | ExportsCreateFinishedCallback",
      "DELETE | order.lost | webhook deprecated | OrderLostDeleteWebhook",
      "POST | order.placed | webhook | OrderPlacedWebhook",
    ]);
    expect(inspection.webhooks[1]).toEqual({
      name: "order.placed",
      method: "POST",
      deprecated: false,
      type: "OrderPlacedWebhook",
      responsesType: "OrderPlacedWebhookResponses",
      parameters: [
        { key: "shop", name: "shop", in: "query", required: true, type: "Shop", mediaType: "application/json" },
        { key: "x-signature", name: "X-Signature", in: "header", required: false, type: "string" },
      ],
      mediaTypes: ["application/json", "application/xml"],
      responses: [{ status: "200", mediaTypes: ["text/plain"] }],
    });
  });

  test("says enough for a program to call every operation of the package", async () => {
    await writeScripts(folder, files);
    const calls: string[] = [];
    const server = createServer((request, response) => {
      calls.push(`${request.method ?? ""} ${(request.url ?? "").split("?")[0] ?? ""}`);
      response.end();
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    writeFileSync(path.join(folder, "operations.json"), JSON.stringify(operations));
    writeFileSync(path.join(folder, "program.mjs"), program(`http://127.0.0.1:${port}`));
    await promisify(execFile)(process.execPath, ["program.mjs"], { cwd: folder });
    server.close();
    const wanted = operations.map((one) => `${one.method} ${one.path.replace(/\{[^}]*\}/g, "text")}`);
    expect(calls.sort()).toEqual([...wanted].sort());
  });
});

/** A stranger to the package: all it knows of it stands in the JSON. Functions are found by their entries, values made up by their types. */
function program(baseUrl: string): string {
  return `import { readFileSync } from "node:fs";
const operations = JSON.parse(readFileSync(new URL("operations.json", import.meta.url), "utf8"));
const { createClient } = await import("@example/sample/client");
const client = createClient({ baseUrl: ${JSON.stringify(baseUrl)}, accessToken: "secret", retry: false });
const valueOf = (type) => (/\\[\\]$/.test(type) ? ["text"] : type === "number" ? 1 : type === "boolean" ? true : "text");
for (const { entry, function: name, parameters, body } of operations) {
  const params = Object.fromEntries(parameters.map(({ key, type }) => [key, valueOf(type)]));
  for (const field of body?.fields ?? []) params[field.name] = "text";
  if (body?.key !== undefined) params[body.key] = valueOf(body.type);
  const module = await import("@example/sample" + entry.slice(1));
  await module[name](client, ...(Object.keys(params).length > 0 ? [params] : []));
}
`;
}

/** The package as it is published, types left out, so that it can be imported by its name from its own folder. */
async function writeScripts(folder: string, files: Files): Promise<void> {
  for (const [file, text] of files) {
    const source = /^src\/(.*)\.ts$/.exec(file)?.[1];
    const target = path.join(folder, source === undefined ? file : `dist/esm/${source}.js`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, source === undefined ? text : (await transform(text, { loader: "ts" })).code);
  }
}
