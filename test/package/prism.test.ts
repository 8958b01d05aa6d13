import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClientOptions } from "../../generated/src/index.js";
import { styles } from "./calls.js";
import { moduleSystems, type Surface } from "./installed.js";
import { operationCases } from "./operations.js";
import { type Prism, startPrism } from "./prism-server.js";

let prism: Prism;
let surface: Surface;
beforeAll(async () => {
  [prism, surface] = await Promise.all([startPrism(path.resolve(import.meta.dirname, "../../spec/partner-clients.openapi.yaml")), moduleSystems.import()]);
});
afterAll(() => prism.stop());

const options = (): ClientOptions => ({ baseUrl: prism.url, accessToken: "token", retry: false });

describe("the judge finds no fault with any request", () => {
  const table = (Object.keys(styles) as (keyof typeof styles)[]).flatMap((style) => operationCases.map((one) => ({ style, ...one })));
  test.each(table)("$style: $operation", async ({ style, call }) => {
    await expect(call(styles[style](surface, options()))).resolves.not.toThrow();
  });

  test("a 207 as the description tells it", async () => {
    const partnerClients = new surface.root.PartnerClients({ ...options(), headers: { prefer: "code=207" } });
    const { status, data } = await partnerClients.batch.update({ inputs: [{ id: "1", properties: {} }] }).withResponse();
    expect(status).toBe(207);
    expect(data.results).toBeInstanceOf(Array);
  });
});

describe("and it does find faults", () => {
  const address = "/crm/v3/objects/partner_clients/batch/update";
  const good = { method: "POST", headers: { "authorization": "Bearer token", "content-type": "application/json" }, body: '{"inputs":[]}' };
  const table: readonly { readonly title: string; readonly given: RequestInit; readonly want: number }[] = [
    { title: "nothing wrong", given: good, want: 200 },
    { title: "a body without inputs", given: { ...good, body: "{}" }, want: 422 },
    { title: "an input without an id", given: { ...good, body: '{"inputs":[{"properties":{}}]}' }, want: 422 },
    { title: "no token", given: { ...good, headers: { "content-type": "application/json" } }, want: 401 },
    { title: "a method that there is not", given: { ...good, method: "PUT" }, want: 405 },
  ];
  test.each(table)("$title: $want", async ({ given, want }) => {
    expect((await fetch(prism.url + address, given)).status).toBe(want);
  });
});
