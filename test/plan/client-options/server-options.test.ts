import { expect, test } from "vitest";
import type { Server, ServerVariable } from "../../../generator/model/types/server.js";
import { operation, place, planned, scheme } from "../api-builder.js";

function server(...variables: readonly Partial<ServerVariable>[]): Server {
  const all = variables.map((one) => ({ name: "v", defaultValue: "d", isOrigin: false, values: [], place, ...one }));
  return { url: "https://d.example", template: "https://{v}.example", variables: all };
}

test.each([
  ["a variable", [{ name: "region" }], ["region"]],
  ["an option that every client has", [{ name: "base-url" }], ["baseUrlVariable"]],
  ["the usual option of a token, which the API may have later", [{ name: "accessToken" }], ["accessTokenVariable"]],
  ["a name from an overlay", [{ name: "region", option: "area" }], ["area"]],
])("%s", (_, variables, wanted) => {
  const { plan } = planned({ servers: [server(...variables)] });
  expect(plan.serverOptions.map(({ option }) => option)).toEqual(wanted);
});

test("a variable and an API key that want the same name do not get it", () => {
  const keyed = operation("GET", "/a", { security: [[{ scheme: "tenant", scopes: [] }]] });
  const { plan } = planned({
    servers: [server({ name: "tenant" })],
    security: [scheme("tenant", "apiKey")],
    operations: [keyed],
  });
  const options = [...plan.credentials, ...plan.serverOptions].map(({ option }) => option);
  expect(options).toEqual([expect.stringMatching(/^tenant_[0-9a-f]{8}$/), expect.stringMatching(/^tenant_[0-9a-f]{8}$/)]);
  expect(new Set(options).size).toBe(2);
});
