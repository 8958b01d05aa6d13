import { describe, expect, test } from "vitest";
import type { Pages } from "../../../generator/model/types/extensions.js";
import type { Schema } from "../../../generator/model/types/schema.js";
import type { PagesPlan } from "../../../generator/plan/types/pages-plan.js";
import {
  anything,
  body,
  list,
  nothing,
  number,
  object,
  operation,
  operationsOf,
  parameter,
  planned,
  reference,
  response,
  string,
  union,
} from "../api-builder.js";

const schemas = {
  Pet: object({ name: string }),
  Next: object({ "after!": string }),
  Paging: object({ next: reference("Next") }),
  Page: object({ "results!": list(reference("Pet")), "paging!": reference("Paging") }),
  Loose: object({ results: union(list(reference("Pet")), nothing), paging: union(reference("Paging"), nothing) }),
};

function pages(bodies: readonly Schema[], cursor = "after"): PagesPlan | undefined {
  const one = operation("GET", "/pets", {
    parameters: [parameter("query", "after"), parameter("query", "page"), parameter("header", "page")],
    responses: bodies.map((schema, index) => response(`20${index}`, schema)),
    pages: { style: "cursor", input: cursor, next: ["paging", "next", "after"], items: ["results"] },
  });
  return operationsOf(planned({ schemas, operations: [one] }).plan)[0]?.pages;
}

function optionalAccesses(bodies: readonly Schema[]): readonly boolean[] {
  const pagination = pages(bodies)?.pagination;
  return pagination?.style === "cursor" ? pagination.next.map(({ optional }) => optional) : [];
}

describe("pages", () => {
  test("an access is optional if the object may be absent or null", () => {
    expect(pages([reference("Page")])).toEqual({
      pagination: {
        style: "cursor",
        input: { key: "after" },
        next: [
          { property: "paging", optional: false },
          { property: "next", optional: false },
          { property: "after", optional: true },
        ],
      },
      items: [{ property: "results", optional: false }],
      itemSchema: reference("Pet"),
    });
    expect(optionalAccesses([reference("Loose")])).toEqual([false, true, true]);
  });

  test("of two responses each may lack what the other has", () => {
    expect(optionalAccesses([reference("Page"), object({ results: list(reference("Pet")) })])).toEqual([false, true, true]);
    expect(pages([reference("Page"), object({ results: list(reference("Pet")) })])?.itemSchema).toEqual(reference("Pet"));
  });

  test("the item schema is any if no array is described", () => {
    expect(pages([object({ results: number })])?.itemSchema.kind).toBe("any");
    expect(pages([])?.itemSchema.kind).toBe("any");
  });

  test("the cursor has the key of its parameter in params", () => {
    expect(pages([reference("Page")], "page")?.pagination).toMatchObject({ input: { key: "pageInQuery" } });
    expect(pages([reference("Page")], "in-the-body")?.pagination).toMatchObject({ input: { key: "in-the-body" } });
  });

  test("the cursor may be in a body that is one property of params", () => {
    const one = operation("POST", "/pets/search", {
      body: body(union(object({ after: string }), string)),
      responses: [response("200", reference("Page"))],
      pages: { style: "cursor", input: "after", next: ["paging", "next", "after"], items: ["results"] },
    });
    const [plan] = operationsOf(planned({ schemas, operations: [one] }).plan);
    expect(plan?.pages?.pagination).toMatchObject({ input: { key: "after", within: "body" } });
  });

  test.each<{ given: Pages; pagination: Partial<PagesPlan["pagination"]>; more?: object }>([
    {
      given: { style: "offset", input: "page", first: 0, items: ["results"] },
      pagination: { style: "offset", input: { key: "page" }, first: 0 },
    },
    {
      given: { style: "offset", input: "page", first: 1, items: ["results"], total: ["total"] },
      pagination: { style: "offset", input: { key: "page" }, first: 1 },
      more: { total: [{ property: "total", optional: false }] },
    },
    {
      given: { style: "page", input: "page", first: 1, pages: ["total"], more: ["more"], items: ["results"] },
      pagination: { style: "page", input: { key: "page" }, first: 1, pages: [{ property: "total", optional: false }] },
      more: { more: [{ property: "more", optional: false }] },
    },
    {
      given: { style: "link", next: ["next"], items: ["results"] },
      pagination: { style: "link", next: [{ property: "next", optional: false }] },
    },
    { given: { style: "link-header", items: [] }, pagination: { style: "link-header" }, more: { items: [] } },
  ])("by $given.style", ({ given, pagination, more }) => {
    const answer = object({ "results!": list(reference("Pet")), next: string, total: number, more: anything });
    const one = operation("GET", "/pets", {
      parameters: [parameter("query", "page", { schema: number })],
      responses: [response("200", answer)],
      pages: given,
    });
    const [plan] = operationsOf(planned({ schemas, operations: [one] }).plan);
    expect(plan?.pages).toMatchObject({ pagination, ...more });
  });
});
