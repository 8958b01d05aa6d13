import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClientOptions } from "../../generated/src/index.js";
import { styles } from "./calls.js";
import { moduleSystems, type EntryPoints } from "./installed.js";
import { operationCases } from "./operations.js";
import { type Prism, startPrism } from "./prism-server.js";

let prism: Prism;
let entryPoints: EntryPoints;
beforeAll(async () => {
  prism = await startPrism(path.resolve(import.meta.dirname, "../../spec/partner-clients.openapi.yaml"));
  entryPoints = await moduleSystems.import();
});
afterAll(() => prism.stop());

/** The violations that Prism found in a request; it reports them in a response header. */
function violations(headers: Headers): readonly string[] {
  const found = JSON.parse(headers.get("sl-violations") ?? "[]") as readonly { readonly message: string }[];
  return found.map(({ message }) => message);
}

describe("Prism finds no violation in any request", () => {
  const table = (Object.keys(styles) as (keyof typeof styles)[]).flatMap((style) =>
    operationCases.map((one) => ({ style, ...one })),
  );
  test.each(table)("$style: $operation", async ({ style, call }) => {
    const responses: unknown[] = [];
    const onResponse: ClientOptions["onResponse"] = ({ status, headers }) =>
      responses.push({ ok: status < 300, violations: violations(headers) });
    await call(styles[style](entryPoints, { baseUrl: prism.url, accessToken: "token", retry: false, onResponse }));
    expect(responses).toEqual([{ ok: true, violations: [] }]);
  });

  test("Prism responds with a 207 on request", async () => {
    const partnerClients = new entryPoints.root.PartnerClients({
      baseUrl: prism.url,
      accessToken: "token",
      headers: { prefer: "code=207" },
    });
    const { status, data } = await partnerClients.batch.update({ inputs: [{ id: "1", properties: {} }] }).withResponse();
    expect(status).toBe(207);
    expect(data).toHaveProperty("results");
  });
});

describe("Prism finds violations", () => {
  const headers = { authorization: "Bearer token", "content-type": "application/json" };
  const table: readonly { readonly title: string; readonly given: RequestInit; readonly want: readonly string[] }[] = [
    { title: "a valid request", given: { headers, body: '{"inputs":[]}' }, want: [] },
    { title: "no inputs", given: { headers, body: "{}" }, want: ["Request body must have required property 'inputs'"] },
    {
      title: "no id",
      given: { headers, body: '{"inputs":[{"properties":{}}]}' },
      want: ["Request body property inputs.0 must have required property 'id'"],
    },
    {
      title: "no token",
      given: { headers: { "content-type": "application/json" }, body: '{"inputs":[]}' },
      want: ["Invalid security scheme used"],
    },
  ];
  test.each(table)("$title", async ({ given, want }) => {
    const response = await fetch(`${prism.url}/crm/v3/objects/partner_clients/batch/update`, { method: "POST", ...given });
    expect(violations(response.headers)).toEqual(want);
    expect(response.ok).toBe(want.length === 0);
  });
});
