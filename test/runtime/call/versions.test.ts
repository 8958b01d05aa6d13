import { describe, expect, test } from "vitest";
import type { ApiVersion } from "../../../templates/runtime/api-types.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import { path } from "../../../templates/runtime/values/path.js";
import { serve } from "../server.js";

const request = { method: "GET", path: path`/things/v3/a/${"things/v3"}` };

describe("the versions of the API", () => {
  const rows: readonly { client?: ApiVersion; call?: ApiVersion; want: string }[] = [
    { want: "/things/v3/a/things%2Fv3" },
    { client: "v3", want: "/things/v3/a/things%2Fv3" },
    { client: "2026-03", want: "/things/2026-03/a/things%2Fv3" },
    { client: "2026-03", call: "v3", want: "/things/v3/a/things%2Fv3" },
    { call: "2026-03", want: "/things/2026-03/a/things%2Fv3" },
  ];
  test.each(rows)("client $client, call $call: $want", async ({ client, call, want }) => {
    const server = await serve({ json: {} });
    await createClient({ accessToken: "t", baseUrl: server.url, apiVersion: client }).send(request, { apiVersion: call });
    expect(server.seen.map(({ url }) => url)).toEqual([want]);
  });

  test("do not change a path without a version", async () => {
    const server = await serve({ json: {} });
    const client = createClient({ accessToken: "t", baseUrl: server.url, apiVersion: "2026-03" });
    await client.send({ method: "GET", path: path`/things/v33/a` });
    expect(server.seen[0]?.url).toBe("/things/v33/a");
  });

  test.each(["v4", "toString", "__proto__", ""])("there is no %j", async (apiVersion) => {
    const server = await serve({ json: {} });
    const promise = createClient({ accessToken: "t", baseUrl: server.url, apiVersion: apiVersion as ApiVersion }).send(request);
    await expect(promise).rejects.toThrow(new TypeError("apiVersion must be one of 2026-03, v3."));
    expect(server.seen).toEqual([]);
  });

  test("an operation that the version does not have rejects and sends nothing", async () => {
    const server = await serve({ json: {} });
    const client = createClient({ accessToken: "t", baseUrl: server.url });
    const only = { ...request, versions: ["v3"] };
    await client.send(only);
    const message = "GET /things/v3/a/{1} does not exist in version 2026-03, only in v3.";
    await expect(client.send(only, { apiVersion: "2026-03" })).rejects.toThrow(new TypeError(message));
    expect(server.seen).toHaveLength(1);
  });
});
