import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BatchResponseSimplePublicObject } from "../../generated/src/index.js";
import { moduleSystems } from "./installed.js";

/** The request and the response in HubSpot's documentation of this endpoint. */

const documentedRequest = {
  method: "POST",
  url: "/crm/v3/objects/partner_clients/batch/update",
  authorization: "Bearer <token>",
  contentType: "application/json",
  body: { inputs: [{ id: "<string>", properties: {}, idProperty: "my_unique_property_name", objectWriteTraceId: "<string>" }] },
};

const documentedResponse = {
  completedAt: "2023-11-07T05:31:56Z",
  results: [
    {
      archived: false,
      createdAt: "2019-10-30T03:30:17.883Z",
      id: "512",
      properties: {
        property_checkbox: "false",
        property_date: "1572480000000",
        property_dropdown: "choice_b",
        property_multiple_checkboxes: "chocolate;strawberry",
        property_number: "17",
        property_radio: "option_1",
        property_string: "value",
      },
      updatedAt: "2019-12-07T16:50:06.678Z",
    },
  ],
  startedAt: "2023-11-07T05:31:56Z",
  status: "CANCELED",
  links: {},
  requestedAt: "2023-11-07T05:31:56Z",
} as const;

interface ReceivedRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const received: ReceivedRequest[] = [];
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
  request.on("end", () => {
    received.push({ method: request.method, url: request.url, headers: request.headers, body });
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(documentedResponse));
  });
});
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

test("the documented request, and the documented response as a typed result", async () => {
  const { root } = await moduleSystems.import();
  const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const partnerClients = new root.PartnerClients({ accessToken: "<token>", baseUrl });

  const result: BatchResponseSimplePublicObject = await partnerClients.batch.update({
    inputs: [{ id: "<string>", properties: {}, idProperty: "my_unique_property_name", objectWriteTraceId: "<string>" }],
  });

  expect(received).toHaveLength(1);
  const [request] = received;
  expect({
    method: request?.method,
    url: request?.url,
    authorization: request?.headers.authorization,
    contentType: request?.headers["content-type"],
    body: JSON.parse(request?.body ?? "") as unknown,
  }).toEqual(documentedRequest);
  expect(Buffer.byteLength(request?.body ?? "")).toBe(Number(request?.headers["content-length"]));
  expect(result).toEqual(documentedResponse);
  expect(result.results[0]?.properties.property_multiple_checkboxes?.split(";")).toEqual(["chocolate", "strawberry"]);
});

test("the default URL is the server of the description", async () => {
  const { root } = await moduleSystems.require();
  const urls: string[] = [];
  const fetch = (url: string) => {
    urls.push(url);
    return Promise.resolve(Response.json(documentedResponse));
  };
  await new root.PartnerClients({ accessToken: "<token>", fetch }).batch.update({ inputs: [] });
  expect(urls).toEqual(["https://api.hubapi.com/crm/v3/objects/partner_clients/batch/update"]);
});
