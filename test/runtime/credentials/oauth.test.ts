import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import { isOAuthError } from "../../../templates/runtime/credentials/oauth-error.js";
import { createTokenProvider } from "../../../templates/runtime/credentials/oauth-tokens.js";
import { clientCredentials, refreshToken } from "../../../templates/runtime/credentials/oauth.js";
import { path } from "../../../templates/runtime/values/path.js";
import { closedPort, rejection, serve } from "../server.js";
import type { Reply } from "../server.js";

const get = { operation: "get", method: "GET", path: path`/a` };
const app = { clientId: "app", clientSecret: "hush&hush" };

/** The response of the token endpoint (RFC 6749, section 5.1). */
function gives(token: string, more: object = {}): Reply {
  return { json: { access_token: token, token_type: "bearer", expires_in: 3600, ...more } };
}

describe("the request to the token endpoint", () => {
  // RFC 6749, sections 4.4.2 and 6; section 2.3.1 for the authentication of the client.
  test.each([
    {
      name: "client credentials",
      provider: (tokenUrl: string) => clientCredentials({ ...app, tokenUrl }),
      body: "grant_type=client_credentials&client_id=app&client_secret=hush%26hush",
    },
    {
      name: "client credentials in a header, with scopes and parameters",
      provider: (tokenUrl: string) =>
        clientCredentials({ ...app, tokenUrl, credentialsIn: "header", scopes: ["a", "b"], parameters: { audience: "x" } }),
      body: "audience=x&grant_type=client_credentials&scope=a+b",
      authorization: `Basic ${btoa("app:hush%26hush")}`,
    },
    {
      name: "a refresh token",
      provider: (tokenUrl: string) => refreshToken({ ...app, tokenUrl, refreshToken: "r1" }),
      body: "grant_type=refresh_token&refresh_token=r1&client_id=app&client_secret=hush%26hush",
    },
    {
      name: "a refresh token of a public client",
      provider: (tokenUrl: string) => refreshToken({ clientId: "app", tokenUrl, refreshToken: "r1" }),
      body: "grant_type=refresh_token&refresh_token=r1&client_id=app",
    },
  ])("$name", async ({ provider, body, authorization }) => {
    const tokens = await serve(gives("t1"));
    expect(await provider(tokens.url)()).toBe("t1");
    expect(tokens.seen).toMatchObject([
      { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } },
    ]);
    expect(tokens.seen[0]?.headers.authorization).toBe(authorization);
  });

  test("a new refresh token is used from then on and passed to onTokens", async () => {
    const tokens = await serve(gives("t1", { refresh_token: "r2" }), gives("t2"));
    const stored: unknown[] = [];
    const provider = refreshToken({
      ...app,
      tokenUrl: tokens.url,
      refreshToken: "r1",
      onTokens: ({ refreshToken }) => stored.push(refreshToken),
    });
    provider.refused(await provider());
    await provider();
    expect(tokens.seen.map(({ body }) => new URLSearchParams(body).get("refresh_token"))).toEqual(["r1", "r2"]);
    expect(stored).toEqual(["r2", undefined]);
  });
});

describe("when a token is renewed", () => {
  /** Returns `t1`, `t2`, … with these lifetimes in seconds; the last one is repeated. */
  function endpoint(...lives: readonly (number | undefined)[]) {
    let asked = 0;
    const request = () => {
      asked += 1;
      const expiresInSeconds = lives[Math.min(asked, lives.length) - 1];
      return Promise.resolve({ accessToken: `t${asked}`, expiresInSeconds });
    };
    return { request, asked: () => asked };
  }

  test.each([
    { name: "not while it is valid", lives: [3600], want: ["t1", "t1"] },
    { name: "not if its lifetime is unknown", lives: [undefined], want: ["t1", "t1"] },
    { name: "when it has expired", lives: [0.000_001, 3600], want: ["t1", "t2"] },
  ])("$name", async ({ lives, want }) => {
    const provider = createTokenProvider(endpoint(...lives).request, 60_000);
    const first = await provider();
    await new Promise((resolve) => setTimeout(resolve, 2));
    expect([first, await provider()]).toEqual(want);
  });

  test("before its expiry, by at most a tenth of its lifetime", async () => {
    const { request, asked } = endpoint(0.1);
    const provider = createTokenProvider(request, 60_000);
    await provider();
    expect([await provider(), asked()]).toEqual(["t1", 1]);
    await new Promise((resolve) => setTimeout(resolve, 95));
    expect([await provider(), asked()]).toEqual(["t2", 2]);
  });

  test("once for all calls that need it at the same time", async () => {
    const { request, asked } = endpoint(3600);
    const provider = createTokenProvider(request, 0);
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => provider())))).toEqual(new Set(["t1"]));
    expect(asked()).toBe(1);
  });

  test("a valid token is used while it cannot be renewed; a failure is not cached", async () => {
    const answers = [() => ({ accessToken: "t1", expiresInSeconds: 0.2 }), fail, fail, () => ({ accessToken: "t2" })];
    // eslint-disable-next-line @typescript-eslint/require-await -- An error that it throws must become a rejection.
    const provider = createTokenProvider(async () => answers.shift()?.() ?? fail(), 60_000);
    await provider();
    await new Promise((resolve) => setTimeout(resolve, 185));
    expect(await provider()).toBe("t1");
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await rejection(provider())).toEqual(new Error("down"));
    expect(await provider()).toBe("t2");
  });

  function fail(): never {
    throw new Error("down");
  }
});

describe("a service that refuses a token", () => {
  const unauthorized: Reply = { status: 401, json: { message: "no" } };

  test("receives the request again with a new one, whatever its method", async () => {
    const tokens = await serve(gives("t1"), gives("t2"));
    const server = await serve(unauthorized, { json: { ok: true } });
    const client = createClient({ baseUrl: server.url, accessToken: clientCredentials({ ...app, tokenUrl: tokens.url }) });
    expect(await client.send({ ...get, method: "POST", body: {} })).toEqual({ ok: true });
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer t1", "Bearer t2"]);
  });

  test("twice ends the call", async () => {
    const tokens = await serve(gives("t1"), gives("t2"), gives("t3"));
    const server = await serve(unauthorized);
    const client = createClient({ baseUrl: server.url, accessToken: clientCredentials({ ...app, tokenUrl: tokens.url }) });
    expect(await rejection(client.send(get))).toMatchObject({ status: 401, attempts: 2 });
    expect(tokens.seen).toHaveLength(2);
  });

  test("concurrent calls request one new token", async () => {
    const tokens = await serve(gives("t1"), gives("t2"), gives("t3"));
    const server = await serve((response, { headers }) => {
      response.writeHead(headers.authorization === "Bearer t1" ? 401 : 200).end();
    });
    const client = createClient({ baseUrl: server.url, accessToken: clientCredentials({ ...app, tokenUrl: tokens.url }) });
    await Promise.all(Array.from({ length: 20 }, () => client.send(get)));
    expect(tokens.seen).toHaveLength(2);
  });

  test.each([
    { name: "that is a string", options: { accessToken: "t" } },
    { name: "of a function that always returns it", options: { accessToken: () => "t" } },
    {
      name: "if retries are off",
      options: { accessToken: createTokenProvider(() => Promise.resolve({ accessToken: "t" }), 0), retry: false as const },
    },
  ])("$name gets no second request", async ({ options }) => {
    const server = await serve(unauthorized);
    expect(await rejection(createClient({ baseUrl: server.url, ...options }).send(get))).toMatchObject({ attempts: 1 });
  });
});

describe("a token endpoint that returns no token", () => {
  test.each<{ name: string; replies: readonly Reply[]; message: string; code?: string; asked: number }>([
    // RFC 6749, section 5.2.
    {
      name: "an OAuth error",
      replies: [{ status: 400, json: { error: "invalid_grant" } }],
      message: "(400): invalid_grant.",
      code: "invalid_grant",
      asked: 1,
    },
    {
      name: "the error code of another service",
      replies: [{ status: 400, json: { status: "BAD_REFRESH_TOKEN", message: "hush&hush" } }],
      message: "(400): BAD_REFRESH_TOKEN.",
      code: "BAD_REFRESH_TOKEN",
      asked: 1,
    },
    { name: "an HTML page", replies: [{ text: "<html>" }], message: "(200).", asked: 1 },
    { name: "a redirect", replies: [{ status: 307, headers: { location: "/elsewhere" } }], message: "(307).", asked: 1 },
    { name: "a failure that persists", replies: [{ status: 503 }], message: "(503).", asked: 3 },
  ])("$name", async ({ replies, message, code, asked }) => {
    const tokens = await serve(...replies);
    const server = await serve({ json: {} });
    const client = createClient({
      baseUrl: server.url,
      accessToken: refreshToken({ ...app, refreshToken: "r-secret", tokenUrl: tokens.url }),
    });
    const error = await rejection(client.send(get));
    expect(String(error)).toBe(`OAuthError: The token endpoint returned no token ${message}`);
    expect(isOAuthError(error) && error.code).toBe(code);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/hush|r-secret/);
    expect([tokens.seen.length, server.seen.length]).toEqual([asked, 0]);
  });

  test("an unreachable endpoint, and a missing URL", async () => {
    const nobody = `http://127.0.0.1:${await closedPort()}`;
    expect(String(await rejection(clientCredentials({ ...app, tokenUrl: nobody })()))).toContain("could not be reached");
    expect(String(await rejection(clientCredentials(app)()))).toContain("tokenUrl is missing");
  });

  test("a response that is cut off is an OAuthError, and is requested again", async () => {
    const cut: Reply = (response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" }).write('{"access_token":');
      setTimeout(() => response.destroy(), 10);
    };
    const tokens = await serve(cut, gives("t1"));
    expect(await clientCredentials({ ...app, tokenUrl: tokens.url })()).toBe("t1");
    const gone = await serve(cut);
    const error = await rejection(clientCredentials({ ...app, tokenUrl: gone.url })());
    expect(String(error)).toBe("OAuthError: The response of the token endpoint was cut off (200).");
    expect([isOAuthError(error), gone.seen.length]).toEqual([true, 3]);
  });

  test("a response is read up to a bound, after decompression", async () => {
    const member = gzipSync(" ".repeat(2 ** 20));
    const tokens = await serve((response) => {
      response.writeHead(400, { "content-encoding": "gzip" }).end(Buffer.concat(Array.from({ length: 300 }, () => member)));
    });
    expect(await rejection(clientCredentials({ ...app, tokenUrl: tokens.url })())).toMatchObject({
      name: "OAuthError",
      status: 400,
    });
  });

  test.each([
    { access_token: 5 },
    { access_token: ["t"] },
    { access_token: "line\nbreak" },
    { access_token: "t\u0000" },
    { access_token: "\u6f22" },
    [],
    "text",
    null,
  ])("a token that is none is an OAuthError: %j", async (json) => {
    const tokens = await serve({ json });
    expect(isOAuthError(await rejection(clientCredentials({ ...app, tokenUrl: tokens.url })()))).toBe(true);
  });

  test.each([{ valueOf: 1, toString: 1 }, [5], "soon", -1, 1e-9, 1e308, "9".repeat(400), true])(
    "a lifetime of %j does no harm",
    async (expires_in) => {
      const tokens = await serve(gives("t1", { expires_in, refresh_token: { toString: 1 } }));
      expect(await refreshToken({ ...app, refreshToken: "r", tokenUrl: tokens.url })()).toBe("t1");
    },
  );

  test("a secret is not in the error, although fetch or the endpoint repeats it", async () => {
    const leak = (url: string, init: RequestInit) =>
      Promise.reject(Object.assign(new TypeError(`no way to ${url} with ${JSON.stringify(init.body)} hush&hush`), { init }));
    const echo = await serve({ status: 400, json: { error: "hush_hush_hush" } });
    const options = { clientId: "app", clientSecret: "hush_hush_hush", tokenUrl: echo.url };
    for (const provider of [
      clientCredentials({ ...options, fetch: leak }),
      clientCredentials({ ...options, credentialsIn: "header", fetch: leak }),
      refreshToken({ ...options, refreshToken: "hush_r", fetch: leak }),
      clientCredentials(options),
    ]) {
      const text = inspect(await rejection(provider()), { depth: 9, showHidden: true });
      expect(text).not.toMatch(/hush_hush_hush|hush_r/);
    }
  });

  test.each([undefined, null, {}])("a fetch that returns %j is named", async (returned) => {
    const fetch = () => returned as Promise<Response>;
    const error = await rejection(clientCredentials({ ...app, tokenUrl: "http://a.test", fetch })());
    expect(error).toEqual(new TypeError("The option fetch must be a function that returns a promise of a Response."));
  });

  test("a temporary failure is retried", async () => {
    const tokens = await serve({ status: 503 }, gives("t1"));
    expect(await clientCredentials({ ...app, tokenUrl: tokens.url })()).toBe("t1");
  });

  test("a timeout", async () => {
    const tokens = await serve(() => undefined);
    const provider = clientCredentials({ ...app, tokenUrl: tokens.url, timeoutMs: 30 });
    expect(String(await rejection(provider()))).toContain("within 30 ms");
  });
});
