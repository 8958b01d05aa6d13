import { beforeAll, describe, expect, test } from "vitest";
import type { Files } from "../../../generator/files.js";
import { typeErrors } from "../compile.js";
import { packageOf } from "../package-of.js";

const description = `
openapi: 3.1.0
info: { title: Orders, version: "1" }
servers: [{ url: https://orders.example.com }]
security: [{ oauth: [] }]
components:
  securitySchemes:
    oauth:
      type: oauth2
      flows:
        clientCredentials: { tokenUrl: https://login.example.com/token, scopes: {} }
        authorizationCode: { authorizationUrl: https://login.example.com, tokenUrl: https://login.example.com/token, refreshUrl: /refresh, scopes: {} }
    digest: { type: http, scheme: digest }
x-specloom-rate-limit: { bucket: all, requests: 10, windowSeconds: 1, headers: { limit: X-Limit } }
x-specloom-retry: { statuses: [503], idempotent: true }
paths:
  /orders:
    post:
      x-specloom-name: create
      x-specloom-rate-limit: { bucket: writes, requests: 2, windowSeconds: 1 }
      x-specloom-retry: { waitSeconds: { 503: 5 }, never: { field: code, values: [CLOSED] } }
      parameters: [{ name: Idempotency-Key, in: header, required: true, schema: { type: string } }]
      responses: { "204": { description: Done } }
    get:
      x-specloom-name: list
      responses: { "204": { description: Done } }
  /payments:
    post:
      x-specloom-name: pay
      x-specloom-retry: { idempotencyKey: X-Request-Key }
      responses: { "204": { description: Done } }
`;

let files: Files;
let reported: readonly string[];

beforeAll(async () => {
  const made = await packageOf(description);
  ({ files } = made);
  reported = made.reported.map(({ message }) => message);
});

function text(path: string): string {
  return files.get(path) ?? "";
}

describe("retries, rate limits and credentials", () => {
  test("what applies to all operations is in the facts about the API", () => {
    expect(text("src/runtime/api.ts")).toContain(`credentials: [bearer("accessToken")],
  retry: { statuses: [503] },
  rateLimits: rateLimits([
    { bucket: "all", requests: 10, windowSeconds: 1, headers: { limit: "X-Limit" } },
    { bucket: "writes", requests: 2, windowSeconds: 1, onlyNamed: true },
  ]),
  recover: renewTokens,
};`);
  });

  test("what applies to one operation is in its request; its idempotency key is generated unless the caller passes one", () => {
    const operations = text("src/operations/index.ts");
    expect(operations).toContain(`headers: { "Idempotency-Key": idempotencyKey(params["Idempotency-Key"]) },
      idempotent: true,
      retry: {
        statuses: [503],
        waitSeconds: { "503": 5 },
        never: fieldIsOneOf(["code"], ["CLOSED"]),
      },
      limits: ["writes"],`);
    expect(operations).toContain(`"X-Request-Key": idempotencyKey(params["X-Request-Key"])`);
    expect(operations).toContain(`  "Idempotency-Key"?: string;`);
  });

  test("a request that is no operation has the key header of the whole API", async () => {
    const retry = "x-specloom-retry: { idempotencyKey: X-Request-Key, ";
    const { files: own } = await packageOf(description.replace("x-specloom-retry: { statuses", `${retry}statuses`));
    expect(own.get("src/runtime/api.ts")).toContain(`idempotencyKey: "X-Request-Key",`);
    const { files: usual } = await packageOf(
      description.replace("x-specloom-retry: { statuses", `${retry.replace("X-Request", "Idempotency")}statuses`),
    );
    expect(usual.get("src/runtime/api.ts")).not.toContain("idempotencyKey");
  });

  test("token providers have the token URL as default if it is absolute", () => {
    expect(text("src/oauth.ts")).toContain(`export function oauthClientCredentials(options: OAuthOptions): TokenProvider {
  return clientCredentials(options, "https://login.example.com/token");
}`);
    expect(text("src/oauth.ts")).toContain(`export function oauthRefreshToken(options: RefreshTokenOptions): TokenProvider {
  return refreshToken(options);
}`);
    expect(text("package.json")).toContain('"./oauth"');
  });

  test("the package compiles", () => {
    expect(typeErrors(files)).toEqual([]);
  });

  test("unsupported schemes and token URLs are reported", () => {
    expect(reported).toEqual([
      "The security scheme `digest` has an unsupported type: `http digest`.",
      "The token URL `/refresh` is not an absolute http(s) URL.",
    ]);
  });

  test("a package contains no modules that its API does not need", async () => {
    const plain = await packageOf(description.replace(/^ *x-specloom-(rate|retry).*\n/gm, "").replace("oauth2", "mutualTLS"));
    const modules = [...plain.files.keys()].filter((path) => /oauth|limits\/|random-uuid|http-auth|renew|versions/.test(path));
    expect(modules).toEqual(["src/runtime/values/random-uuid.ts"]);
    expect(plain.files.get("src/runtime/api.ts")).not.toMatch(/fieldIsOneOf|bearer/);
  });

  test("rate limits with the same bucket must be the same", async () => {
    const other = "x-specloom-rate-limit: { bucket: all, requests: 3, windowSeconds: 1 }";
    const made = await packageOf(description.replace("x-specloom-name: list", `x-specloom-name: list\n      ${other}`));
    expect(made.reported.map(({ message }) => message)).toContain(
      "The bucket `all` of `x-specloom-rate-limit` has other numbers or headers here than elsewhere.",
    );
  });
});
