import { describe, expect, test } from "vitest";
import { isApiError } from "../../../templates/runtime/errors/api-error.js";
import { bytes } from "../../../templates/runtime/bodies/bytes.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import { isConnectionError } from "../../../templates/runtime/errors/connection-error.js";
import { form } from "../../../templates/runtime/bodies/form.js";
import { multipart } from "../../../templates/runtime/bodies/multipart.js";
import { path } from "../../../templates/runtime/values/path.js";
import { createTestFetch, type Route } from "../../../templates/runtime/testing/test-fetch.js";
import { text } from "../../../templates/runtime/bodies/body.js";

const routes: readonly Route[] = [
  { operation: "get", method: "GET", path: "/things/v3/{thingId}" },
  { operation: "special", method: "GET", path: "/things/v3/special" },
  { operation: "create", method: "POST", path: "/things/v3/a.b/{thingId}/parts" },
];

type Handlers = Parameters<typeof createTestFetch>[1];

function clientOf(handlers: Handlers) {
  const fetch = createTestFetch(routes, handlers);
  return { fetch, client: createClient({ accessToken: "secret", baseUrl: "https://test.example/base", fetch, retry: false }) };
}

describe("a fetch that answers in memory", () => {
  test("gives the answer of the operation, and remembers the request", async () => {
    const { fetch, client } = clientOf(new Map([["get", { status: 200, body: { id: "a/b" } }]]));
    expect(await client.send({ method: "GET", path: path`/things/v3/${"a/b"}` })).toEqual({ id: "a/b" });
    const [request] = fetch.requests;
    expect(request).toMatchObject({ operation: "get", method: "GET", body: undefined });
    expect(request?.path).toEqual(new Map([["thingId", "a/b"]]));
    expect(request?.headers.get("authorization")).toBe("Bearer secret");
  });

  test("a literal path wins over one with a parameter", async () => {
    const { client } = clientOf(new Map([["special", { status: 200, body: "it" }]]));
    expect(await client.send({ method: "GET", path: path`/things/v3/special` })).toBe("it");
  });

  test("asks a function with the parsed body, and takes its status and headers", async () => {
    const handlers: Handlers = new Map([
      ["create", ({ body, path }) => ({ status: 201, headers: { etag: "1" }, body: [body, path.get("thingId")] })],
    ]);
    const { client } = clientOf(handlers);
    const response = await client.send({ method: "POST", path: path`/things/v3/a.b/${7}/parts`, body: { a: 1 } }).withResponse();
    expect(response).toMatchObject({ status: 201, data: [{ a: 1 }, "7"] });
    expect(response.headers.get("etag")).toBe("1");
  });

  test("reads bodies by their media type", async () => {
    const { fetch, client } = clientOf(new Map([["create", { status: 204 }]]));
    const send = (body: unknown) => client.send({ method: "POST", path: path`/things/v3/a.b/${7}/parts`, body });
    await send(form({ a: "b c", d: ["1", "2"] }));
    await send(multipart({ file: new File(["bytes"], "a.bin"), note: "n" }));
    await send(text("plain"));
    await send(bytes(new Uint8Array([0, 255])));
    await send(undefined);
    const [urlencoded, parts, plain, blob, none] = fetch.requests.map(({ body }) => body);
    expect(urlencoded instanceof FormData && [...urlencoded]).toEqual([["a", "b c"], ["d", "1"], ["d", "2"]]); // prettier-ignore
    const file = parts instanceof FormData && parts.get("file");
    expect(file instanceof File && [file.name, await file.text()]).toEqual(["a.bin", "bytes"]);
    expect(plain).toBe("plain");
    expect(blob instanceof Blob && [...new Uint8Array(await blob.arrayBuffer())]).toEqual([0, 255]);
    expect(none).toBeUndefined();
  });

  test("a dot in a path is a dot", async () => {
    const { client } = clientOf(new Map([["create", { status: 204 }]]));
    await expect(client.send({ method: "POST", path: path`/things/v3/aXb/${7}/parts` })).rejects.toMatchObject({ status: 501 });
  });

  test("knows the operation in every version of the API", async () => {
    const { client } = clientOf(new Map([["get", { status: 200, body: 1 }]]));
    expect(await client.send({ method: "GET", path: path`/things/v3/${"a"}` }, { apiVersion: "2026-03" })).toBe(1);
  });

  test("an operation without a handler fails with its name", async () => {
    const { client } = clientOf(new Map());
    const thrown: unknown = await client.send({ method: "GET", path: path`/things/v3/${"a"}` }).catch((error: unknown) => error);
    expect(isApiError(thrown) && [thrown.status, thrown.text]).toEqual([501, "No handler answers get."]);
  });

  test("a handler that throws is a lost connection, and a signal that has ended is its reason", async () => {
    const lost = () => {
      throw new Error("cut");
    };
    const { client } = clientOf(new Map([["get", lost]]));
    const thrown: unknown = await client.send({ method: "GET", path: path`/things/v3/${"a"}` }).catch((error: unknown) => error);
    expect(isConnectionError(thrown)).toBe(true);
    const ended = client.send(
      { method: "GET", path: path`/things/v3/${"a"}` },
      { signal: AbortSignal.abort(new Error("enough")) },
    );
    await expect(ended).rejects.toThrow("enough");
  });
});
