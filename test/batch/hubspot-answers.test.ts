import { expect, test } from "vitest";
import { PartnerClients } from "../../generated/src/index.js";
import { oauthRefreshToken } from "../../generated/src/oauth.js";
import { collect } from "./run-helpers.js";

/** Answers of HubSpot that were reported, to the package that is generated for it. */

interface Sent {
  readonly inputs: readonly { readonly id: string; readonly properties: { readonly name: string } }[];
}

const inputsFor = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: String(index), properties: { name: index === 3 ? "taken" : "free" } }));

function clientFor(answer: (sent: Sent) => Response) {
  let requests = 0;
  const fetch = (_url: string, init: RequestInit) => {
    requests++;
    return Promise.resolve(answer(JSON.parse(init.body as string) as Sent));
  };
  return { client: new PartnerClients({ accessToken: "t", fetch, rateLimit: false }), requests: () => requests };
}

test("a 409 rejects the whole batch like a 400: the input that conflicts fails alone", async () => {
  const { client } = clientFor(({ inputs }) =>
    inputs.some(({ properties }) => properties.name === "taken")
      ? Response.json(
          { status: "error", category: "CONFLICT", message: "It exists already.", correlationId: "c" },
          { status: 409 },
        )
      : Response.json({ status: "COMPLETE", results: inputs }),
  );
  const outcomes = await collect(client.batch.updateMany(inputsFor(20), { inOrder: true }));
  expect(outcomes.filter(({ status }) => status !== "succeeded")).toMatchObject([
    { index: 3, status: "failed", error: { category: "CONFLICT" } },
  ]);
});

test("a COMPLETE answer with neither results nor errors confirms nothing, and three of them end the run", async () => {
  const { client, requests } = clientFor(() => Response.json({ status: "COMPLETE", results: [], errors: [] }));
  const { succeeded, unknown, unresolved, stopped } = await client.batch.updateMany(inputsFor(1000), { concurrency: 1 });
  expect({ succeeded, unknown, requests: requests() }).toEqual({ succeeded: 0, unknown: 300, requests: 3 });
  expect(new Set(unresolved.map((one) => one.reason.code))).toEqual(new Set(["unnamed"]));
  expect(stopped).toMatchObject({ code: "gave-up", message: "3 requests in a row came to nothing." });
});

test("a portal that is gone is an end: the token endpoint is asked once", async () => {
  for (const status of [400, 403, 429, 500]) {
    const asked: string[] = [];
    const fetch = (url: string) => {
      asked.push(url);
      return Promise.resolve(Response.json({ status: "BAD_HUB", error: "access_denied" }, { status }));
    };
    const accessToken = oauthRefreshToken({ clientId: "c", clientSecret: "s", refreshToken: "r", fetch });
    for (let call = 0; call < 3; call++)
      await expect(accessToken()).rejects.toMatchObject({ name: "OAuthError", code: "access_denied", status });
    expect(asked).toEqual(["https://api.hubapi.com/oauth/2026-03/token"]);
  }
});
