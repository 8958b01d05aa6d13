import { strict as assert } from "node:assert";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRateLimiter, isApiError, isConnectionError, isTimeoutError, PartnerClients } from "../../generated/src/index.js";
import { oauthRefreshToken } from "../../generated/src/oauth.js";

/** The package's behaviour in one go, as one program that any version of Node can run. */

const seen: string[] = [];
const server = createServer((request, response) => {
  seen.push(`${request.method ?? ""} ${request.url ?? ""} ${request.headers.authorization ?? ""}`);
  const json = (status: number, body: unknown) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  const path = request.url ?? "";
  if (path === "/token") json(200, { access_token: `renewed-${seen.length}`, expires_in: 1800 });
  else if (path.includes("/stall")) return;
  else if (path.includes("/cut")) response.destroy();
  else if (path.includes("/missing")) json(404, { category: "OBJECT_NOT_FOUND", correlationId: "c", message: "none" });
  else if (path.includes("/once") && seen.filter((line) => line.includes("/once")).length === 1) json(503, {});
  else json(200, { id: "1", properties: {}, results: [{ id: "1" }] });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function failure(promise: PromiseLike<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

const client = new PartnerClients({ accessToken: "t", baseUrl, retry: { baseDelayMs: 1 }, rateLimit: createRateLimiter() });
assert.equal((await client.get({ partnerClientId: "a b" })).id, "1");
assert.match(seen[0] ?? "", /^GET \/crm\/v3\/objects\/partner_clients\/a%20b Bearer t$/);
assert.equal((await client.get({ partnerClientId: "once" })).id, "1");
const items: unknown[] = [];
for await (const item of client.list()) items.push(item);
assert.equal(items.length, 1);
assert.ok(isApiError(await failure(client.get({ partnerClientId: "missing" })), "get", 404));
assert.ok(isConnectionError(await failure(client.get({ partnerClientId: "cut" }))));
assert.ok(isTimeoutError(await failure(client.get({ partnerClientId: "stall" }, { timeoutMs: 20, retry: false }))));
const controller = new AbortController();
const aborted = failure(client.get({ partnerClientId: "stall" }, { signal: controller.signal }));
controller.abort("enough");
assert.equal(await aborted, "enough");
const accessToken = oauthRefreshToken({ clientId: "c", refreshToken: "r", tokenUrl: `${baseUrl}/token` });
await new PartnerClients({ accessToken, baseUrl }).get({ partnerClientId: "x" });
assert.match(seen.at(-1) ?? "", /Bearer renewed-/);
server.closeAllConnections();
server.close();
console.log(`${process.version}: ${seen.length} requests as expected`);
