import dns from "node:dns";
import { createServer } from "node:http";
import { syncBuiltinESMExports } from "node:module";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Refusal } from "../../../generator/diagnostics.js";
import { readText } from "../../../generator/load/read/read-text.js";
import { referencedDocumentReader } from "../../../generator/load/read/read-referenced.js";
import type { ResolvedHosts } from "../../../generator/load/read/resolved-hosts.js";

/** A name that resolves to another address at each request (DNS rebinding), with a public server on 127.0.0.1 and a secret on 127.0.0.2. */

const original = dns.lookup;
let answers: string[][] = [];
let secrets = 0;
let port = 0;
const closing: (() => void)[] = [];

beforeAll(async () => {
  const open = createServer(({ url }, response) => {
    if (url === "/start") response.writeHead(302, { location: `http://rebinding.test:${port}/end` }).end();
    else response.end("a: public");
  });
  const secret = createServer((_, response) => {
    secrets++;
    response.end("a: secret");
  });
  await new Promise<void>((resolve) => open.listen(0, "127.0.0.1", resolve));
  port = (open.address() as AddressInfo).port;
  await new Promise<void>((resolve) => secret.listen(port, "127.0.0.2", resolve));
  for (const server of [open, secret]) closing.push(() => server.close());
  const lookup = (hostname: string, options: object, callback: (...args: readonly unknown[]) => void) => {
    const found = hostname === "rebinding.test" ? (answers.shift() ?? ["127.0.0.2"]) : ["127.0.0.2"];
    const addresses = found.map((address) => ({ address, family: 4 }));
    if ("all" in options && options.all === true) callback(null, addresses);
    else callback(null, addresses[0]?.address, 4);
  };
  dns.lookup = lookup as typeof dns.lookup;
  syncBuiltinESMExports();
});
afterEach(() => {
  secrets = 0;
});
afterAll(() => {
  dns.lookup = original;
  syncBuiltinESMExports();
  for (const close of closing) close();
});

test("a redirect to the same host goes to the same address", async () => {
  answers = [["127.0.0.1"], ["127.0.0.2"]];
  expect((await readText(`http://rebinding.test:${port}/start`)).text).toBe("a: public");
  expect(secrets).toBe(0);
});

test("a `$ref` to the host of the description goes to the same address", async () => {
  answers = [["127.0.0.1"], ["127.0.0.2"]];
  const hosts: ResolvedHosts = new Map();
  const { name } = await readText(`http://rebinding.test:${port}/api.yaml`, hosts);
  const location = `http://rebinding.test:${port}/models.yaml`;
  const read = referencedDocumentReader(name, [], hosts);
  expect((await read({ location, reference: "models.yaml", place: { source: name, pointer: "", offset: 0 } })).text).toBe(
    "a: public",
  );
  expect(secrets).toBe(0);
});

test("a private address beside a public one is not connected to", async () => {
  answers = [["198.51.99.1", "127.0.0.2"]];
  const reading = readText(`http://rebinding.test:${port}/api.yaml`);
  const outcome = await Promise.race([
    reading.catch((thrown: unknown) => (thrown instanceof Refusal ? thrown.message : thrown)),
    new Promise((resolve) => setTimeout(resolve, 1_500, "no answer")),
  ]);
  expect(outcome).not.toMatchObject({ text: "a: secret" });
  expect(secrets).toBe(0);
});

test("a host that cannot be resolved is asked again", async () => {
  const failing = dns.lookup;
  const hosts: ResolvedHosts = new Map();
  dns.lookup = ((_: string, __: object, callback: (error: Error) => void) =>
    callback(Object.assign(new Error("no"), { code: "ENOTFOUND" }))) as typeof dns.lookup;
  syncBuiltinESMExports();
  await expect(readText(`http://rebinding.test:${port}/api.yaml`, hosts)).rejects.toThrow("ENOTFOUND");
  dns.lookup = failing;
  syncBuiltinESMExports();
  answers = [["127.0.0.1"]];
  expect((await readText(`http://rebinding.test:${port}/api.yaml`, hosts)).text).toBe("a: public");
});
