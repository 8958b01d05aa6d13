import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { transform } from "esbuild";
import type { InspectedOperation } from "../../generator/emit/inspect/inspect-operations.js";
import type { Files } from "../../generator/files.js";

/** A request that the test server received, not interpreted in any way. */
export interface Received {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/**
 * Calls every operation of a package with every media type of its body, from a program that knows only the JSON of `specloom inspect`: it finds
 * functions by their entry point and name, and chooses values by their types. Returns the requests in the order of the calls.
 */
export async function callAll(files: Files, operations: readonly InspectedOperation[]): Promise<readonly Received[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "inspect-"));
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const { method = "", url: target = "" } = request;
    // `request.headers` loses a header with the name `__proto__`.
    const { rawHeaders: raw } = request;
    const headers = Object.fromEntries(
      raw.flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? ""] as const] : [])),
    );
    void buffer(request).then((bytes) => {
      received.push({ method, target, headers, body: bytes.toString("utf8") });
      response.writeHead(204).end();
    });
  }).listen(0, "127.0.0.1");
  try {
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    await writeScripts(folder, files);
    writeFileSync(path.join(folder, "operations.json"), JSON.stringify(operations));
    writeFileSync(path.join(folder, "program.mjs"), program(`http://127.0.0.1:${port}`));
    await promisify(execFile)(process.execPath, ["program.mjs"], { cwd: folder });
    return received;
  } finally {
    server.close().closeAllConnections();
    rmSync(folder, { recursive: true });
  }
}

function program(baseUrl: string): string {
  return String.raw`import { readFileSync } from "node:fs";
const operations = JSON.parse(readFileSync(new URL("operations.json", import.meta.url), "utf8"));
const { createClient } = await import("@example/sample/client");
const client = createClient({ baseUrl: ${JSON.stringify(baseUrl)}, accessToken: "secret", retry: false });
const values = [
  [/^(?:Async)?Iterable</, () => [{ line: 1 }, { line: 2 }]],
  [/^Blob \|/, () => new TextEncoder().encode("bytes")],
  [/^readonly string\[\]$|^string\[\]$/, () => ["a b", "c"]],
  [/^\{/, () => ({ a: "x y", b: 2 })],
  [/^number/, () => 7],
  [/^boolean/, () => true],
  [/^"[^"]*"/, (type) => JSON.parse(type.slice(0, type.indexOf('"', 1) + 1))],
  [/^string/, (_, name) => "té " + name],
  [/^unknown/, () => ({ any: 1 })],
  [/^[A-Z]\w*$/, () => ({})], // A model; the JSON contains no more about it.
];
function valueOf(type, name) {
  const row = values.find(([pattern]) => pattern.test(type));
  if (row === undefined) throw new Error("no value of the type " + type);
  return row[1](type, name);
}
const { Sample } = await import("@example/sample");
const instance = new Sample();
for (const { name } of operations)
  if (typeof name.split(".").reduce((object, property) => object[property], instance) !== "function") throw new Error("no method " + name);
for (const { entry, function: name, parameters, body, otherBodies, contentTypeKey } of operations) {
  const module = await import("@example/sample" + entry.slice(1));
  for (const [index, one] of (body === undefined ? [undefined] : [body, ...otherBodies]).entries()) {
    const params = Object.fromEntries(parameters.map((given) => [given.key, valueOf(given.type, given.name)]));
    for (const field of one?.fields ?? []) Object.assign(params, Object.fromEntries([[field.name, valueOf(field.type, field.name)]]));
    if (one?.key !== undefined) params[one.key] = valueOf(one.type, one.key);
    if (index > 0) params[contentTypeKey] = one.mediaType;
    await module[name](client, ...(Object.keys(params).length > 0 ? [params] : []));
  }
}
`;
}

/** Writes the package as JavaScript, so that a program in its folder can import it by its name. */
async function writeScripts(folder: string, files: Files): Promise<void> {
  for (const [file, text] of files) {
    const source = /^src\/(.*)\.ts$/.exec(file)?.[1];
    const target = path.join(folder, source === undefined ? file : `dist/esm/${source}.js`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, source === undefined ? text : (await transform(text, { loader: "ts" })).code);
  }
}
