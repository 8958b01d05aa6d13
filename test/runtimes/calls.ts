import { createRateLimiter, isApiError, isConnectionError, isTimeoutError, PartnerClients } from "../../generated/src/index.js";
import { oauthRefreshToken } from "../../generated/src/oauth.js";
import { fakePartnerClients, mockFetch } from "../../generated/src/testing.js";

/** Calls of two packages as one program: nothing in it, and nothing that it imports, is of one platform only. */

type Operation = (params?: unknown, options?: object) => Promise<unknown>;

/** The client of `service.yaml`, whose package exists for this run only. */
type Sample = Readonly<Record<string, Operation>>;

/** Where the program runs, and what it calls. */
export interface Place {
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
  /** Platforms that forbid what the others do, and what happens there. */
  readonly where?: Readonly<Record<string, unknown>>;
}

/** What came of a call. */
export interface Outcome {
  readonly name: string;
  readonly want: string;
  readonly got: string;
}

/** The members of an echo that a row is about. */
const of = async (answer: unknown, ...names: readonly string[]) => {
  const said = (await answer) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(names.map((name) => [name, said[name]]));
};

const failure = async (promise: PromiseLike<unknown>): Promise<unknown> => {
  try {
    return { none: await promise };
  } catch (error) {
    return error;
  }
};

async function* notes() {
  yield { text: "a" };
  await new Promise((resolve) => setTimeout(resolve, 5));
  yield { text: "b" };
}

const rows: readonly Row[] = [
  {
    name: "a path, a query, a header, a token",
    call: ({ partnerClients }) =>
      of(partnerClients.get({ partnerClientId: "a b/ü", properties: ["x&y"] }), "line", "accept", "authorization", "own"),
    want: {
      line: "GET /crm/v3/objects/partner_clients/a%20b%2F%C3%BC?properties=x%26y",
      accept: "application/json",
      authorization: "Bearer t",
      own: true,
    },
    // Browsers say who they are themselves.
    where: {
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
    call: ({ sample }) => of(sample.parameters?.({ id: "1", "X-Point": { x: 1 }, session: "s" }), "point", "cookie"),
    want: { point: "x=1", cookie: "session=s" },
    // Browsers have cookies of their own (the Fetch standard, section 2.2.2, "Forbidden request-header").
    where: { Chromium: { point: "x=1", cookie: "" } },
  },
  {
    name: "JSON",
    call: ({ partnerClients }) =>
      of(partnerClients.update({ partnerClientId: "1", properties: { name: "é" } }), "line", "type", "body"),
    want: {
      line: "PATCH /crm/v3/objects/partner_clients/1",
      type: "application/json",
      body: '{"properties":{"name":"\xc3\xa9"}}',
    },
  },
  {
    name: "a form",
    call: ({ sample }) => of(sample.form?.({ text: "a b&", tags: ["x", "y"] }), "type", "body"),
    want: { type: "application/x-www-form-urlencoded", body: "text=a+b%26&tags=x&tags=y" },
  },
  {
    name: "parts",
    call: ({ sample }) =>
      of(sample.multipart?.({ file: new Blob(["\u0001"], { type: "image/png" }), note: "n" }), "type", "body"),
    want: {
      type: "multipart/form-data; boundary=B",
      body:
        '--B\r\nContent-Disposition: form-data; name="file"; filename="blob"\r\ncontent-type: image/png\r\n\r\n\x01\r\n' +
        '--B\r\nContent-Disposition: form-data; name="note"\r\n\r\nn\r\n--B--\r\n',
    },
  },
  {
    name: "bytes",
    call: ({ sample }) => of(sample.bytes?.({ body: new Uint8Array([0, 255, 13, 10]) }), "type", "body"),
    want: { type: "application/octet-stream", body: "\x00\xff\r\n" },
  },
  {
    name: "a stream of lines",
    call: ({ sample }) => of(sample.lines?.({ body: notes() }), "type", "body"),
    want: { type: "application/jsonl", body: '{"text":"a"}\n{"text":"b"}\n' },
    // Chromium sends streams over HTTP/2 and HTTP/3 only.
    where: { Chromium: "ConnectionError: Connection failed: POST /lines: Failed to fetch" },
  },
  {
    name: "lines that are read",
    call: async ({ sample }) => {
      const texts: unknown[] = [];
      for await (const row of (await sample.rows?.()) as AsyncIterable<{ text: string }>) texts.push(row.text);
      return texts;
    },
    want: ["a", "b"],
  },
  {
    name: "events, left after two: the connection ends",
    call: async ({ api, sample }) => {
      const texts: unknown[] = [];
      for await (const { data } of (await sample.events?.()) as AsyncIterable<{ data: string }>) {
        texts.push(data);
        if (texts.length === 2) break;
      }
      return [...texts, await closed(api)];
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
      const { succeeded, requests } = await partnerClients.batch.updateAll(inputs);
      return { succeeded, requests };
    },
    want: { succeeded: 250, requests: 3 },
  },
  {
    name: "a failure that passes is tried again",
    call: async ({ partnerClients }) => (await partnerClients.get({ partnerClientId: "once" })).id,
    want: "1",
  },
  {
    name: "an answer that says no",
    call: async ({ partnerClients }) => {
      const error = await failure(partnerClients.get({ partnerClientId: "missing" }));
      return isApiError(error, "get", 404) && error.body?.message;
    },
    want: "none",
  },
  {
    name: "JSON that ends early",
    call: async ({ partnerClients }) => {
      const error = await failure(partnerClients.get({ partnerClientId: "broken" }));
      return isApiError(error) && [error.status, error.text];
    },
    want: [200, '{"id":'],
  },
  {
    name: "a connection that is cut before an answer, and in the middle of one",
    call: async ({ partnerClients }) => {
      const get = (partnerClientId: string) => failure(partnerClients.get({ partnerClientId }, { retry: false }));
      return [isConnectionError(await get("cut")), isConnectionError(await get("half"))];
    },
    want: [true, true],
  },
  {
    name: "a timeout, and an abort: neither leaves a connection",
    call: async ({ api, partnerClients }) => {
      const late = await failure(partnerClients.get({ partnerClientId: "stall" }, { timeoutMs: 20, retry: false }));
      const controller = new AbortController();
      const aborted = failure(partnerClients.get({ partnerClientId: "stall" }, { signal: controller.signal }));
      setTimeout(() => controller.abort("enough"), 20);
      return [isTimeoutError(late), await aborted, await closed(api)];
    },
    want: [true, "enough", 0],
  },
  {
    name: "a redirect to another origin has no token",
    call: ({ partnerClients }) => of(partnerClients.get({ partnerClientId: "elsewhere" }), "line", "authorization"),
    want: { line: "GET /landed", authorization: "" },
    // It would have one there, so it is not followed.
    where: { "workerd as in 2022": "ApiError: 302 Found: GET /crm/v3/objects/partner_clients/elsewhere" },
  },
  {
    name: "a redirect to another origin has no cookie",
    call: ({ sample }) => of(sample.parameters?.({ id: "elsewhere", session: "s" }), "line", "cookie"),
    want: { line: "GET /landed", cookie: "" },
    where: {
      workerd: "ApiError: 302 Found: GET /parameters/elsewhere",
      "workerd as in 2022": "ApiError: 302 Found: GET /parameters/elsewhere",
    },
  },
  {
    name: "a write is not redirected",
    call: async ({ sample }) => String(await failure(sample.moved?.({ text: "a" }) ?? Promise.resolve())),
    want: "ApiError: 302 Found: POST /moved",
    // Browsers do not tell where a redirect that is not followed leads, nor its status (the Fetch standard, section 2.2.6, "opaque-redirect").
    where: { Chromium: "ApiError: 0: POST /moved" },
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
    name: "a service in memory",
    call: async () => {
      const { handlers } = fakePartnerClients({ "1": { properties: { name: "Acme" } } });
      const tested = new PartnerClients({ accessToken: "t", fetch: mockFetch(handlers) });
      return (await tested.get({ partnerClientId: "1" })).properties.name;
    },
    want: "Acme",
  },
];

/** Waits until the service has nothing open any more, and gives how much it has if it never comes to that. */
async function closed(api: string): Promise<number> {
  for (let turn = 0; ; turn++) {
    const { open } = (await (await fetch(`${api}/open`)).json()) as { open: number };
    if (open === 0 || turn === 100) return open;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Makes all calls, one after the other. */
export async function makeCalls({ platform, api, Sample }: Place): Promise<readonly Outcome[]> {
  const options = { accessToken: "t", baseUrl: api, retry: { baseDelayMs: 1 } };
  const partnerClients = new PartnerClients({ ...options, rateLimit: createRateLimiter() });
  const calls = { api, partnerClients, sample: new Sample({ baseUrl: api }) };
  const outcomes: Outcome[] = [];
  for (const { name, call, want, where } of rows) {
    const got = await Promise.resolve(calls)
      .then(call)
      .catch((error: unknown) => String(error));
    outcomes.push({ name, want: JSON.stringify(where?.[platform] ?? want), got: JSON.stringify(got) });
  }
  return outcomes;
}
