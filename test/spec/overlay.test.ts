import { describe, expect, test } from "vitest";
import { parse as parseYaml, stringify } from "yaml";
import type { Diagnostic } from "../../generator/diagnostics.js";
import { toJson } from "../../generator/load/tree/json.js";
import type { Json } from "../../generator/load/tree/node.js";
import { parse } from "../../generator/load/parse/parse.js";
import type { ParsedSource } from "../../generator/load/documents/source.js";
import type { Api } from "../../generator/model/types/api.js";
import { buildApi } from "../../generator/model/build-api.js";
import { resolve } from "../../generator/resolve/resolve.js";
import { differences } from "./differences.js";
import { fieldsOf, listOf, structureOf } from "./structure.js";
import { specText, upstreamIsHere, upstreamText } from "./texts.js";

const overlayText = specText("partner-clients.overlay.yaml");
const overlay = fieldsOf(parseYaml(overlayText) as Json);
const actions = listOf(overlay.actions);

const states = new Map<number, string>();

const ours = () => source("partner-clients.openapi.yaml", specText("partner-clients.openapi.yaml"));
const theirs = (version: string) => source(`${version}.json`, upstreamText(version));

const v3 = [
  "associations.create",
  "associations.delete",
  "associations.list",
  "batch.read",
  "batch.update",
  "get",
  "list",
  "search",
  "update",
];

describe("the overlay over our description", () => {
  test("names every operation, without errors", () => {
    const { api, errors } = apiOf(ours());
    expect(errors).toEqual([]);
    expect(api.name).toBe("PartnerClients");
    expect(operationNames(api)).toEqual(v3);
  });

  test("adds what the description lacks", () => {
    const { api } = apiOf(ours());
    const at = (name: string) => api.operations.find((operation) => operation.name?.join(".") === name);
    expect(at("batch.update")?.batch).toEqual({
      ...{ inputs: ["inputs"], results: ["results"], errors: ["errors"] },
      ...{ key: "id", keyProperty: "idProperty", keyAliases: ["hs_object_id"], trace: "objectWriteTraceId" },
      ...{ maximum: 100, maximumBytes: 1_000_000, rejections: [400, 409], status: { field: ["status"], done: ["COMPLETE"] } },
      ...{
        errorKeys: ["context", "ids"],
        errorTraces: ["context", "objectWriteTraceId"],
        errorProperty: ["context", "propertyName"],
      },
      limit: {
        field: ["policyName"],
        waitSeconds: new Map([
          ["SECONDLY", 1],
          ["TEN_SECONDLY_ROLLING", 10],
        ]),
      },
      resultProperties: ["properties"],
    });
    expect(at("batch.read")?.batch).toMatchObject({
      maximum: 100,
      keyPropertyIn: "request",
      maximumWith: [{ field: "propertiesWithHistory", maximum: 50 }],
    });
    expect(at("search")?.pages).toEqual({
      style: "cursor",
      input: "after",
      next: ["paging", "next", "after"],
      items: ["results"],
      size: "limit",
      total: ["total"],
      window: {
        maximum: 10_000,
        key: ["id"],
        order: { field: "sorts", value: [{ propertyName: "hs_object_id", direction: "ASCENDING" }] },
        filter: {
          field: "filterGroups",
          each: "filters",
          add: { propertyName: "hs_object_id", operator: "GT" },
          value: "value",
        },
      },
    });
    expect(at("search")?.rateLimits).toEqual([{ bucket: "search", requests: 5, windowSeconds: 1 }]);
    expect(api.rateLimits).toEqual([
      {
        bucket: "account",
        requests: 100,
        windowSeconds: 10,
        headers: {
          limit: "X-HubSpot-RateLimit-Max",
          remaining: "X-HubSpot-RateLimit-Remaining",
          windowMilliseconds: "X-HubSpot-RateLimit-Interval-Milliseconds",
        },
      },
    ]);
    expect(api.retry?.statuses).toEqual([423, 429, 477, 502, 503, 504, 521, 523, 524]);
    expect(api.retry?.waitSeconds).toEqual(new Map([[423, 2]]));
    expect(api.retry?.never).toEqual({ field: ["policyName"], values: ["DAILY"] });
    expect(api.versions?.defaultVersion).toBe("v3");
    expect(api.security.map(({ kind, option }) => ({ kind, option }))).toEqual([{ kind: "bearer", option: "accessToken" }]);
    expect(
      api.operations.filter((operation) => operation.retry?.idempotent === true).map((operation) => operation.name?.join(".")),
    ).toEqual(expect.arrayContaining(["batch.read", "batch.update", "search", "update"]));
  });

  test("requires only fields that requests and responses always have", () => {
    const { schemas } = fieldsOf(fieldsOf(resolved(ours()).json).components);
    const required = (name: string) => fieldsOf(fieldsOf(schemas)[name]).required ?? [];
    expect(required("PublicObjectSearchRequest")).toEqual([]);
    expect(required("BatchReadInputSimplePublicObjectId")).toEqual(["inputs"]);
    expect(required("Error")).toEqual(["correlationId", "message"]);
    expect(required("StandardError")).toEqual(["status", "category", "message"]);
  });

  test.each(actions.map((action, index) => ({ index, target: fieldsOf(action).target })))(
    "action $index on $target changes it",
    ({ index }) => {
      expect(withActions(index + 1)).not.toBe(withActions(index));
    },
  );

  test.each(actions.map((action, index) => ({ index, action: fieldsOf(action) })))(
    "action $index gives a reason",
    ({ action }) => {
      expect(action.description).toMatch(/^[A-Z].{20,}\.$/);
    },
  );
});

describe.skipIf(!upstreamIsHere)("the overlay over HubSpot's own descriptions (skipped: ../shared is missing)", () => {
  test("v3: gives the same API as over ours", () => {
    const { api, errors } = apiOf(theirs("v3"));
    expect(errors).toEqual([]);
    expect(operationNames(api)).toEqual(v3);
    expect(differences(structureOf(resolved(ours()).json), structureOf(resolved(theirs("v3")).json))).toEqual([]);
  });

  test("2026-03: gives the same operations, except for associations", () => {
    const { api, errors } = apiOf(theirs("2026-03"));
    expect(errors).toEqual([]);
    expect(operationNames(api)).toEqual(v3.filter((name) => !["associations.create", "associations.delete"].includes(name)));
    expect(api.versions?.defaultVersion).toBe("2026-03");
  });
});

function source(name: string, text: string): ParsedSource {
  return parse({ name, text }, unexpected);
}

function unexpected(diagnostic: Diagnostic): never {
  throw new Error(diagnostic.message);
}

function resolved(description: ParsedSource, over: ParsedSource = source("partner-clients.overlay.yaml", overlayText)) {
  const errors: string[] = [];
  const report = ({ severity, code, message, place }: Diagnostic) => {
    if (severity === "error") errors.push(`${code} ${place?.source ?? ""}${place?.pointer ?? ""}: ${message}`);
  };
  const result = resolve(description, [over], report);
  return { description: result, json: toJson(result.root), errors, report };
}

function apiOf(description: ParsedSource): { readonly api: Api; readonly errors: readonly string[] } {
  const { description: result, errors, report } = resolved(description);
  return { api: buildApi(result, report), errors };
}

function operationNames(api: Api): readonly string[] {
  return api.operations.flatMap((operation) => operation.name?.join(".") ?? []).sort();
}

/** Our description after the first `count` actions, as text. */
function withActions(count: number): string {
  const known = states.get(count);
  if (known !== undefined) return known;
  const noOp = { target: "$.info", update: {} };
  const firstActions = stringify({ ...overlay, actions: [noOp, ...actions.slice(0, count)] });
  const state = JSON.stringify(resolved(ours(), source("some.overlay.yaml", firstActions)).json);
  states.set(count, state);
  return state;
}
