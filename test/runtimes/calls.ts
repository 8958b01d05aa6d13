import { createRateLimiter, isApiError, isConnectionError, isTimeoutError, PartnerClients } from "../../generated/src/index.js";
import { oauthRefreshToken } from "../../generated/src/oauth.js";
import { fakePartnerClients, mockFetch } from "../../generated/src/testing.js";

/** Calls through two packages in one program, which uses nothing that only some platforms have. */

type Operation = (params?: unknown, options?: object) => Promise<unknown>;

/** The client of `service.yaml`, whose package is generated for this run. */
type Sample = Readonly<Record<string, Operation>>;

/** The platform that the program runs on, and the service and client that it uses. */
export interface Environment {
  readonly platform: string;
  readonly api: string;
  readonly Sample: new (options: object) => Sample;
}

interface Calls {
  readonly api: string;
  readonly partnerClients: PartnerClients;
  readonly sample: Sample;
}

interface Row {
  readonly name: string;
  readonly call: (calls: Calls) => unknown;
  readonly want: unknown;
  /** Other expected results, by platform. */
  readonly onPlatforms?: Readonly<Record<string, unknown>>;
}

/** The result of a call. */
export interface Outcome {
  readonly name: string;
  readonly want: string;
  readonly got: string;
}

/** Picks properties of an echoed request. */
const pick = async (response: unknown, ...names: readonly string[]) => {
  const echo = (await response) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(names.map((name) => [name, echo[name]]));
};

const failure = async (promise: PromiseLike<unknown>): Promise<unknown> => {
  try {
    return { none: await promise };
  } catch (error) {
    return error;
  }
};

async function* sendNotes() {
  yield { text: "a" };
  await new Promise((resolve) => setTimeout(resolve, 5));
  yield { text: "b" };
}

const rows: readonly Row[] = [
  {
    name: "a path, a query, a header, a token",
    call: ({ partnerClients }) =>
      pick(partnerClients.get({ partnerClientId: "a b/ü", properties: ["x&y"] }), "line", "accept", "authorization", "own"),
    want: {
      line: "GET /crm/v3/objects/partner_clients/a%20b%2F%C3%BC?properties=x%26y",
      accept: "application/json",
      authorization: "Bearer t",
      own: true,
    },
    // Browsers send their own `User-Agent`.
    onPlatforms: {
      Chromium: {
        line: "GET /crm/v3/objects/partner_clients/a%20b%2F%C3%BC?properties=x%26y",
        accept: "application/json",
        authorization: "Bearer t",
        own: false,
      },
    },
  },
  {
    name: "a cookie",
    call: ({ sample }) => pick(sample.parameters?.({ id: "1", "X-Point": { x: 1 }, session: "s" }), "point", "cookie"),
    want: { point: "x=1", cookie: "session=s" },
    // Browsers send their own cookies only (the Fetch standard, section 2.2.2, "Forbidden request-header").
    onPlatforms: { Chromium: { point: "x=1", cookie: "" } },
  },
  {
    name: "JSON",
    call: ({ partnerClients }) =>
      pick(partnerClients.update({ partnerClientId: "1", properties: { name: "é" } }), "line", "type", "body"),
    want: {
      line: "PATCH /crm/v3/objects/partner_clients/1",
      type: "application/json",
      body: '{"properties":{"name":"\xc3\xa9"}}',
    },
  },
  {
    name: "a form",
    call: ({ sample }) => pick(sample.form?.({ text: "a b&", tags: ["x", "y"] }), "type", "body"),
    want: { type: "application/x-www-form-urlencoded", body: "text=a+b%26&tags=x&tags=y" },
  },
  {
    name: "a multipart form",
    call: ({ sample }) =>
      pick(sample.multipart?.({ file: new Blob(["\u0001"], { type: "image/png" }), note: "n" }), "type", "body"),
    want: {
      type: "multipart/form-data; boundary=B",
      body:
        '--B\r\nContent-Disposition: form-data; name="file"; filename="blob"\r\ncontent-type: image/png\r\n\r\n\x01\r\n' +
        '--B\r\nContent-Disposition: form-data; name="note"\r\n\r\nn\r\n--B--\r\n',
    },
  },
  {
    name: "bytes",
    call: ({ sample }) => pick(sample.bytes?.({ body: new Uint8Array([0, 255, 13, 10]) }), "type", "body"),
    want: { type: "application/octet-stream", body: "\x00\xff\r\n" },
  },
  {
    name: "a stream of JSON Lines",
    call: ({ sample }) => pick(sample.lines?.({ body: sendNotes() }), "type", "body"),
    want: { type: "application/jsonl", body: '{"text":"a"}\n{"text":"b"}\n' },
    // Chromium sends streams only over HTTP/2 and HTTP/3.
    onPlatforms: { Chromium: "ConnectionError: Connection failed: POST /lines: Failed to fetch" },
  },
  {
    name: "a JSON Lines response",
    call: async ({ sample }) => {
      const texts: unknown[] = [];
      for await (const row of (await sample.rows?.()) as AsyncIterable<{ text: string }>) texts.push(row.text);
      return texts;
    },
    want: ["a", "b"],
  },
  {
    name: "leaving an event stream closes the connection",
    call: async ({ api, sample }) => {
      const texts: unknown[] = [];
      for await (const { data } of (await sample.events?.()) as AsyncIterable<{ data: string }>) {
        texts.push(data);
        if (texts.length === 2) break;
      }
      return [...texts, await openConnections(api)];
    },
    want: ["a\nb", "more", 0],
  },
  {
    name: "a file",
    call: async ({ sample }) => [...new Uint8Array(await ((await sample.file?.()) as Blob).arrayBuffer())],
    want: [255, 255, 255],
  },
  {
    name: "pages",
    call: async ({ partnerClients }) => {
      const ids: string[] = [];
      for await (const { id } of partnerClients.list()) ids.push(id);
      return ids;
    },
    want: ["1", "2"],
  },
  {
    name: "many inputs",
    call: async ({ partnerClients }) => {
      const inputs = Array.from({ length: 250 }, (_, index) => ({ id: String(index), properties: { name: "n" } }));
      const { succeeded, requests } = await partnerClients.batch.updateMany(inputs);
      return { succeeded, requests };
    },
    want: { succeeded: 250, requests: 3 },
  },
  {
    name: "a retryable failure is retried",
    call: async ({ partnerClients }) => (await partnerClients.get({ partnerClientId: "once" })).id,
    want: "1",
  },
  {
    name: "an error response",
    call: async ({ partnerClients }) => {
      const error = await failure(partnerClients.get({ partnerClientId: "missing" }));
      return isApiError(error, "get", 404) && error.body?.message;
    },
    want: "none",
  },
  {
    name: "truncated JSON",
    call: async ({ partnerClients }) => {
      const error = await failure(partnerClients.get({ partnerClientId: "broken" }));
      return isApiError(error) && [error.status, error.text];
    },
    want: [200, '{"id":'],
  },
  {
    name: "a connection that is lost before a response, and within one",
    call: async ({ partnerClients }) => {
      const get = (partnerClientId: string) => failure(partnerClients.get({ partnerClientId }, { retry: false }));
      return [isConnectionError(await get("cut")), isConnectionError(await get("half"))];
    },
    want: [true, true],
  },
  {
    name: "a timeout and an abort leave no open connection",
    call: async ({ api, partnerClients }) => {
      const timedOut = await failure(partnerClients.get({ partnerClientId: "stall" }, { timeoutMs: 20, retry: false }));
      const controller = new AbortController();
      const aborted = failure(partnerClients.get({ partnerClientId: "stall" }, { signal: controller.signal }));
      setTimeout(() => controller.abort("enough"), 20);
      return [isTimeoutError(timedOut), await aborted, await openConnections(api)];
    },
    want: [true, "enough", 0],
  },
  {
    name: "a redirect to another origin has no token",
    call: ({ partnerClients }) => pick(partnerClients.get({ partnerClientId: "elsewhere" }), "line", "authorization"),
    want: { line: "GET /landed", authorization: "" },
  },
  {
    name: "a redirect to another origin has no cookie",
    call: ({ sample }) => pick(sample.parameters?.({ id: "elsewhere", session: "s" }), "line", "cookie"),
    want: { line: "GET /landed", cookie: "" },
  },
  {
    name: "a write is not redirected",
    call: async ({ sample }) => String(await failure(sample.moved?.({ text: "a" }) ?? Promise.resolve())),
    want: "ApiError: 302 Found: POST /moved",
    // Browsers hide the target and the status of a redirect that is not followed (the Fetch standard, section 2.2.6, "opaque-redirect").
    onPlatforms: { Chromium: "ApiError: 0: POST /moved" },
  },
  {
    name: "a token is renewed once after a 401",
    call: async ({ api }) => {
      const accessToken = oauthRefreshToken({ clientId: "c", refreshToken: "r", tokenUrl: `${api}/token` });
      const renewing = new PartnerClients({ accessToken, baseUrl: api });
      await Promise.all(["revoked", "revoked", "revoked"].map((partnerClientId) => renewing.get({ partnerClientId })));
      return accessToken();
    },
    want: "token-2",
  },
  {
    name: "a fake service in memory",
    call: async () => {
      const { handlers } = fakePartnerClients({ "1": { properties: { name: "Acme" } } });
      const tested = new PartnerClients({ accessToken: "t", fetch: mockFetch(handlers) });
      return (await tested.get({ partnerClientId: "1" })).properties.name;
    },
    want: "Acme",
  },
];

/** Waits until the service has no open connections; after a while gives how many there are. */
async function openConnections(api: string): Promise<number> {
  for (let attempt = 0; ; attempt++) {
    const { open } = (await (await fetch(`${api}/open`)).json()) as { open: number };
    if (open === 0 || attempt === 100) return open;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Makes all calls in order. */
export async function makeCalls({ platform, api, Sample }: Environment): Promise<readonly Outcome[]> {
  const options = { accessToken: "t", baseUrl: api, retry: { baseDelayMs: 1 } };
  const partnerClients = new PartnerClients({ ...options, rateLimit: createRateLimiter() });
  const calls = { api, partnerClients, sample: new Sample({ baseUrl: api }) };
  const outcomes: Outcome[] = [];
  for (const { name, call, want, onPlatforms } of rows) {
    const got = await Promise.resolve(calls)
      .then(call)
      .catch((error: unknown) => String(error));
    outcomes.push({ name, want: JSON.stringify(onPlatforms?.[platform] ?? want), got: JSON.stringify(got) });
  }
  return outcomes;
}
