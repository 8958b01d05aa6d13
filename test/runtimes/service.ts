import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A local service, and a second origin as the target of redirects. */
export interface Service {
  readonly api: string;
  readonly elsewhere: string;
  close(): void;
}

/** The number of requests of each path. */
type Counts = Map<string, number>;

type Responder = (response: ServerResponse, request: IncomingMessage, counts: Counts) => void;

/** Responds with the request, so that the program that sent it can check it. The random multipart boundary is replaced. */
async function echo(response: ServerResponse, request: IncomingMessage): Promise<void> {
  const body = (await buffer(request)).toString("latin1");
  const { accept, authorization = "", cookie = "", "content-type": type = "", "user-agent": agent = "" } = request.headers;
  const boundary = /boundary=([\w-]+)/.exec(type)?.[1] ?? "none";
  json(response, 200, {
    line: `${request.method ?? ""} ${request.url ?? ""}`,
    accept,
    authorization,
    cookie,
    own: agent.startsWith("hubspot-partner-clients/") || agent.startsWith("@example/sample/"),
    point: request.headers["x-point"] ?? "",
    type: type.replaceAll(boundary, "B"),
    body: body.replaceAll(boundary, "B"),
  });
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

/** The first row whose pattern matches the path responds. */
const responders: readonly (readonly [path: RegExp, respond: Responder])[] = [
  [/\/token$/, (response, _, counts) => json(response, 200, { access_token: `token-${counts.get("/token") ?? 0}` })],
  [/\/revoked$/, (response, request) => json(response, request.headers.authorization === "Bearer token-2" ? 200 : 401, {})],
  [/\/stall$/, () => undefined],
  [/\/cut$/, (response) => response.destroy()],
  [
    /\/half$/,
    (response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" }).write('{"id":');
      setTimeout(() => response.destroy(), 20);
    },
  ],
  [/\/missing$/, (response) => json(response, 404, { category: "OBJECT_NOT_FOUND", correlationId: "c", message: "none" })],
  [/\/broken$/, (response) => response.writeHead(200, { "content-type": "application/json" }).end('{"id":')],
  [/\/once$/, (response, request, counts) => json(response, (counts.get(request.url ?? "") ?? 0) % 2 ? 503 : 200, { id: "1" })],
  [/\/moved$/, (response) => response.writeHead(302, { location: "/form" }).end()],
  [
    /\/batch\/update$/,
    (response, request) =>
      void buffer(request).then((body) => {
        const { inputs } = JSON.parse(body.toString()) as { inputs: readonly { id: string; objectWriteTraceId: string }[] };
        json(response, 200, { status: "COMPLETE", results: inputs, startedAt: "", completedAt: "" });
      }),
  ],
  [
    /\/rows$/,
    (response) => {
      response.writeHead(200, { "content-type": "application/jsonl" }).write('{"text":"a"}\n{"te');
      setTimeout(() => response.end('xt":"b"}\n'), 20);
    },
  ],
  [
    /\/events$/,
    (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write(": hi\ndata: a\ndata: b\n\n");
      const timer = setInterval(() => response.write("data: more\n\n"), 20);
      response.on("close", () => clearInterval(timer));
    },
  ],
  [/\/file$/, (response) => response.writeHead(200, { "content-type": "application/octet-stream" }).end(Buffer.alloc(3, 255))],
  [/\/partner_clients$/, (response) => json(response, 200, { results: [{ id: "1" }, { id: "2" }] })],
  [/^/, (response, request) => void echo(response, request)],
];

/** The headers that a browser requires from another origin (the Fetch standard, section 3.3, "HTTP protocol"). */
const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type, x-point",
  "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
};

async function listen(listener: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export async function startService(): Promise<Service> {
  const counts: Counts = new Map();
  let open = 0;
  const elsewhere = await listen((request, response) => {
    for (const [name, value] of Object.entries(corsHeaders)) response.setHeader(name, value);
    if (request.method === "OPTIONS") response.writeHead(204).end();
    else void echo(response, request);
  });
  const api = await listen((request, response) => {
    const path = request.url?.replace(/\?.*/, "") ?? "";
    for (const [name, value] of Object.entries(corsHeaders)) response.setHeader(name, value);
    if (request.method === "OPTIONS") response.writeHead(204).end();
    else if (path.endsWith("/elsewhere")) response.writeHead(302, { location: `${elsewhere.url}/landed` }).end();
    // The number of open responses besides this one.
    else if (path.endsWith("/open")) json(response, 200, { open });
    else {
      open++;
      response.on("close", () => open--);
      counts.set(path, (counts.get(path) ?? 0) + 1);
      responders.find(([pattern]) => pattern.test(path))?.[1](response, request, counts);
    }
  });
  return {
    api: api.url,
    elsewhere: elsewhere.url,
    close: () => {
      for (const { server } of [api, elsewhere]) server.close().closeAllConnections();
    },
  };
}
