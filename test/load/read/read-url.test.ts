import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { Refusal } from "../../../generator/diagnostics.js";
import { isPrivateAddress } from "../../../generator/load/read/private-addresses.js";
import { type UrlReadOptions, readUrl } from "../../../generator/load/read/read-url.js";
import { readText } from "../../../generator/load/read/read-text.js";

/** URLs, over real sockets. */

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** Starts a local server and returns its URL. */
async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function reading(address: string, changes: Partial<UrlReadOptions> = {}) {
  try {
    return await readUrl(address, changes);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const [{ code, message }] = thrown.diagnostics;
    return `${code}: ${message}`;
  }
}

const redirecting =
  (to: string, status = 302): RequestListener =>
  (request, response) =>
    request.url === "/end" ? response.end("a: 1") : response.writeHead(status, { location: to }).end();

test("a text is named after its URL, without credentials", async () => {
  const address = await serving((request, response) => {
    response.end(`\uFEFFpath: "${request.url}"\nuser: "${request.headers.authorization}"`);
  });
  const { name, text } = await readText(address.replace("//", "//me:secret@") + "/api.yaml?a=1");
  expect(name).toBe(`${address}/api.yaml?a=1`);
  expect(text).toBe(`path: "/api.yaml?a=1"\nuser: "Basic ${btoa("me:secret")}"`);
});

describe("redirects", () => {
  test.each([301, 302, 303, 307, 308])("with status %d are followed", async (status) => {
    const address = await serving(redirecting("/end", status));
    expect(await reading(`${address}/start`)).toEqual({ name: `${address}/end`, text: "a: 1" });
  });

  test("are followed five times at most", async () => {
    let requests = 0;
    const address = await serving((_, response) => response.writeHead(302, { location: `/${requests++}` }).end());
    expect(await reading(address)).toMatch(/^source-unreadable: The server redirects more than 5 times/);
    expect(requests).toBe(6);
  });

  const hosts = [
    "127.0.0.2",
    "localhost",
    "[::1]",
    "2130706434",
    "0x7f.0.0.2",
    "[::ffff:127.0.0.2]",
    "169.254.169.254",
    "0.0.0.0",
  ];
  test.each(hosts)("to %s, which is private and was not named, are refused before a request", async (host) => {
    let requests = 0;
    const address = await serving((request, response) => {
      requests++;
      response.writeHead(302, { location: `http://${host}:${request.socket.localPort}/end` }).end();
    });
    expect(await reading(`${address}/start`)).toMatch(
      /^source-unreadable: The server redirects to .+, which is on a private network/,
    );
    expect(requests).toBe(1);
  });

  test("to another scheme are refused", async () => {
    const address = await serving(redirecting("file:///etc/passwd"));
    expect(await reading(address)).toMatch(/^source-unreadable: .+less secure/);
  });

  test("to a URL that is not allowed are refused", async () => {
    const address = await serving(redirecting("/end"));
    const isAllowed = (url: URL) => url.pathname !== "/end";
    expect(await reading(address, { isAllowed })).toMatch(/^ref-forbidden: /);
  });
});

describe("what cannot be read is refused", () => {
  const cases: readonly { readonly name: string; readonly listener: RequestListener; readonly changes?: Partial<UrlReadOptions>; readonly want: RegExp }[] = [
    { name: "a missing resource", listener: (_, response) => response.writeHead(404).end(), want: /^source-missing: .+404 Not Found/ },
    { name: "a server error", listener: (_, response) => response.writeHead(500).end(), want: /^source-unreadable: .+500/ },
    { name: "a response without content", listener: (_, response) => response.writeHead(204).end(), want: /^source-unreadable: .+204/ },
    { name: "a redirect without location", listener: (_, response) => response.writeHead(302).end(), want: /^source-unreadable: .+302/ },
    { name: "a body that is too large", listener: (_, response) => response.end("x".repeat(2000)), changes: { bytes: 1024 }, want: /^source-too-large: / },
    { name: "an endless body", listener: endless, changes: { bytes: 1 << 20 }, want: /^source-too-large: / },
    { name: "a server that does not respond", listener: () => undefined, changes: { milliseconds: 100 }, want: /^source-unreadable: .+ 0\.1 seconds/ },
    { name: "a body that stalls", listener: (_, response) => response.write("a"), changes: { milliseconds: 100 }, want: /^source-unreadable: .+ 0\.1 seconds/ },
    { name: "a truncated body", listener: (_, response) => response.writeHead(200, { "content-length": 9 }).write("a", () => response.destroy()), want: /^source-unreadable: .+ECONNRESET/ },
    { name: "a compressed body", listener: (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("x"), want: /^source-unreadable: .+a compressed response/ },
    { name: "a body that is not UTF-8", listener: (_, response) => response.end(Buffer.from([0xff])), want: /^source-unreadable: .+UTF-8/ },
    { name: "a connection that closes", listener: (request) => request.socket.destroy(), want: /^source-unreadable: .+ECONNRESET/ },
  ]; // prettier-ignore
  test.each(cases)("$name", async ({ listener, changes = {}, want }) => {
    expect(await reading(await serving(listener), changes)).toMatch(want);
  });

  test("a refused connection", async () => {
    expect(await reading("http://127.0.0.1:1/")).toMatch(/^source-unreadable: .+ECONNREFUSED/);
  });

  test("an invalid URL", async () => {
    expect(await reading("http://")).toMatch(/^source-missing: /);
  });

  test.each(["ftp://a.example/api.yaml", "data://a"])("another scheme: %s", async (address) => {
    await expect(readText(address)).rejects.toThrow(/Only files and http or https URLs/);
  });
});

function endless(...[, response]: Parameters<RequestListener>): void {
  const more = () => {
    while (response.write("x".repeat(65_536)));
  };
  response.on("drain", more);
  more();
}

describe("private addresses", () => {
  const cases: readonly (readonly [address: string, want: boolean])[] = [
    ["127.0.0.1", true], ["10.1.2.3", true], ["172.16.0.1", true], ["172.32.0.1", false], ["192.168.1.1", true], ["169.254.169.254", true],
    ["100.64.0.1", true], ["0.0.0.0", true], ["224.0.0.1", true], ["255.255.255.255", true], ["8.8.8.8", false], ["93.184.216.34", false],
    ["::1", true], ["[::1]", true], ["::", true], ["fe80::1%eth0", true], ["fd00::1", true], ["::ffff:8.8.8.8", true], ["::ffff:7f00:1", true],
    ["64:ff9b::7f00:1", true], ["2002:7f00:1::", true], ["2606:4700::1111", false], ["a.example", false],
  ]; // prettier-ignore
  test.each(cases)("%s: %s", (address, want) => {
    expect(isPrivateAddress(address)).toBe(want);
  });
});
