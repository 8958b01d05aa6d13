import { describe, expect, test } from "vitest";
import { inspectionLines } from "../../../generator/emit/inspect/inspection-lines.js";
import { inspectPackage } from "../../../generator/emit/inspect/inspection.js";
import { callAll } from "../called.js";
import { fixture, packageOf } from "../package-of.js";

describe("specloom inspect", () => {
  test("prints one line for each operation", async () => {
    const { plan } = await packageOf(fixture("shop.yaml"));
    expect(inspectionLines(inspectPackage(plan)).map((line) => line.replace(/ {2,}/g, " | "))).toEqual([
      "POST | /goods | goods.create(name, price?) | Good",
      "DELETE | /goods/{goodId} | goods.delete(goodId) | void",
      "GET | /goods/{goodId} | goods.get(goodId) | Good",
      "GET | /goods | goods.list(after?, limit?, tags?, X-Trace?) | GoodsPage, paged",
      "PATCH | /goods/{goodId} | goods.update(goodId, name, price?) | Good | undefined",
      "GET | /goods/{goodId}/photo | goods.photo.get(goodId) | Blob",
      "POST | /report | report.create(body) | ReportCreateResponse",
    ]);
  });

  test("prints one line for each webhook and callback", async () => {
    const { plan } = await packageOf(fixture("incoming.yaml"));
    const inspection = inspectPackage(plan);
    expect(inspectionLines(inspection).map((line) => line.replace(/ {2,}/g, " | "))).toEqual([
      "POST | /exports | exports.create(url?) | void",
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

  test("contains enough for a program to call all operations with all parameters", async () => {
    const { files, plan, reported } = await packageOf(fixture("inspected.yaml"));
    expect(reported).toEqual([]);
    const received = await callAll(files, inspectPackage(plan).operations);
    const boundary = /boundary=(.*)/.exec(received.map(({ headers }) => headers["content-type"] ?? "").join("\n"))?.[1] ?? "";
    const told = received.map(({ method, target, headers, body }) => ({
      line: `${method} ${target}`,
      ...(headers["x-kind"] !== undefined && { kind: headers["x-kind"], cookie: headers.cookie }),
      ...(body !== "" && { type: headers["content-type"]?.replace(boundary, "…"), body: body.replaceAll(boundary, "…") }),
      token: headers.authorization,
    }));
    const token = "Bearer secret";
    const any = (type: string, body: string) => ({ line: "PUT /any", type, body, token });
    // Simple paths: RFC 6570, 3.2.2. Form queries: 3.2.8, without brackets by RFC 3986, 3.4. Forms: the URL Standard, 5.2. Parts: RFC 7578, 4.2.
    expect(told).toEqual([
      any("application/json", '["a b","c"]'),
      any("application/x-www-form-urlencoded", "name=t%C3%A9+name&on=true"),
      any(
        "multipart/form-data; boundary=…",
        '--…\r\nContent-Disposition: form-data; name="file"; filename="blob"\r\ncontent-type: application/octet-stream\r\n\r\nbytes\r\n--…--\r\n',
      ),
      any("application/jsonl", '{"line":1}\n{"line":2}\n'),
      any("text/csv", "té body"),
      any("application/octet-stream", "bytes"),
      { line: "PATCH /fields/t%C3%A9%20id", type: "application/json", body: '{"count":7,"name":"té name"}', token },
      {
        line:
          "GET /things/7/a%20b,c?archived=true&as%20json=%7B%22a%22%3A%22x%20y%22%2C%22b%22%3A2%7D" +
          "&filter%5Ba%5D=x%20y&filter%5Bb%5D=2&id=t%C3%A9%20id&ids=a%20b,c&tags=a%20b&tags=c",
        kind: "large",
        cookie: "session=t%C3%A9%20session",
        token,
      },
    ]);
  });

  test("lists the options for credentials and server variables", async () => {
    const { plan } = await packageOf(`openapi: 3.1.0
info: { title: t, version: v }
servers:
  - url: "{endpoint}/api/{version}"
    description: The only one
    variables: { endpoint: { default: "", description: Your own }, version: { default: v1, enum: [v2, v1] } }
security: [{ appKey: [] }, { token: [] }]
components:
  securitySchemes: { appKey: { type: apiKey, in: header, name: X-Key, description: Ask us }, token: { type: http, scheme: bearer } }
paths: { /a: { get: {} } }
`);
    const { options, servers } = inspectPackage(plan);
    expect(servers).toEqual([{ url: "{endpoint}/api/{version}", description: "The only one" }]);
    expect(options).toEqual({
      credentials: [
        { option: "accessToken", type: "bearer", schemes: ["token"] },
        { option: "appKey", type: "apiKey", schemes: ["appKey"], in: "header", name: "X-Key", description: "Ask us" },
      ],
      serverVariables: [
        { option: "endpoint", variable: "endpoint", default: "", origin: true, values: [], description: "Your own" },
        { option: "version", variable: "version", default: "v1", origin: false, values: ["v1", "v2"] },
      ],
    });
  });
});
