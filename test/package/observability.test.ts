import { build } from "esbuild";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Hooks, PartnerClients } from "../../generated/src/index.js";
import { fencesOf } from "./fences.js";

/** Runs the code of docs/observability.md, unchanged. */

interface Span {
  name: string;
  attributes: Record<string, string | number>;
  exceptions: string[];
  code: number;
  ended: number;
}

interface Examples {
  logging(log: (line: Record<string, unknown>) => void): Hooks;
  tracing(tracer: unknown, inject?: (span: unknown, headers: Headers) => void): Hooks;
}

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "observability-"));
afterAll(() => rmSync(folder, { recursive: true }));
let examples: Examples;

beforeAll(async () => {
  const page = readFileSync(join(root, "docs/observability.md"), "utf8");
  const modules = fencesOf(page)
    .filter(({ language }) => language === "ts")
    .map(({ code }, index) => {
      writeFileSync(join(folder, `${index}.ts`), code);
      return `export * from "./${index}.ts";`;
    });
  const outfile = join(folder, "examples.mjs");
  const alias = { "hubspot-partner-clients": join(root, "generated/src/index.ts") };
  await build({ stdin: { contents: modules.join("\n"), resolveDir: folder }, bundle: true, format: "esm", outfile, alias });
  examples = (await import(pathToFileURL(outfile).href)) as Examples;
});

/** A retryable failure, then a success; then a failure that is not retryable. */
async function calls(hooks: Hooks): Promise<readonly Headers[]> {
  const statuses = [503, 200, 404];
  const sent: Headers[] = [];
  const fetch = (_: string, init: RequestInit) => {
    sent.push(new Headers(init.headers));
    const body = { id: "1", properties: {}, message: "gone", correlationId: "c-1" };
    return Promise.resolve(Response.json(body, { status: statuses.shift() ?? 500 }));
  };
  const client = new PartnerClients({ accessToken: "secret", fetch, retry: { baseDelayMs: 0.1 }, ...hooks });
  await client.get({ partnerClientId: "1" });
  await client.get({ partnerClientId: "private" }).catch(() => undefined);
  return sent;
}

describe("the example for", () => {
  test("logs contains events, but no secrets and no identifiers", async () => {
    const lines: Record<string, unknown>[] = [];
    await calls(examples.logging((line) => lines.push(line)));
    expect(lines.map(({ level, status, correlationId }) => ({ level, status, correlationId }))).toEqual([
      { level: "info", status: 503 },
      { level: "warn" },
      { level: "info", status: 200 },
      { level: "info", status: 404 },
      { level: "error", correlationId: "c-1" },
    ]);
    expect(JSON.stringify(lines)).not.toContain("secret");
    expect(JSON.stringify(lines.filter(({ level }) => level === "info"))).not.toContain("private");
  });

  test("spans has one for each attempt, ends each once, and propagates the trace", async () => {
    const spans: Span[] = [];
    const tracer = {
      startSpan(name: string, { attributes }: Pick<Span, "attributes">) {
        const span: Span = { name, attributes: { ...attributes }, exceptions: [], code: 0, ended: 0 };
        spans.push(span);
        return {
          setAttribute: (key: string, value: number) => (span.attributes[key] = value),
          recordException: (error: Error) => span.exceptions.push(error.name),
          setStatus: ({ code }: { code: number }) => (span.code = code),
          end: () => span.ended++,
        };
      },
    };
    const sent = await calls(examples.tracing(tracer, (_, headers) => headers.set("traceparent", `00-${spans.length}`)));
    const name = "GET /crm/v3/objects/partner_clients/{1}";
    expect(spans.map(({ attributes, ...rest }) => ({ ...rest, status: attributes["http.response.status_code"] }))).toEqual([
      { name, exceptions: ["ApiError"], code: 2, ended: 1, status: 503 },
      { name, exceptions: [], code: 0, ended: 1, status: 200 },
      { name, exceptions: ["ApiError"], code: 2, ended: 1, status: 404 },
    ]);
    expect(spans.map(({ attributes }) => attributes["http.request.resend_count"])).toEqual([0, 1, 0]);
    expect(sent.map((headers) => headers.get("traceparent"))).toEqual(["00-1", "00-2", "00-3"]);
  });
});
