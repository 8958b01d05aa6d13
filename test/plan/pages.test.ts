import { describe, expect, test } from "vitest";
import type { Schema } from "../../generator/model/schema.js";
import type { PagesPlan } from "../../generator/plan/package.js";
import {
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
} from "./api-builder.js";

const schemas = {
  Pet: object({ name: string }),
  Next: object({ "after!": string }),
  Paging: object({ next: reference("Next") }),
  Page: object({ "results!": list(reference("Pet")), "paging!": reference("Paging") }),
  Loose: object({ results: union(list(reference("Pet")), nothing), paging: union(reference("Paging"), nothing) }),
};

function pages(answers: readonly Schema[], cursor = "after"): PagesPlan | undefined {
  const one = operation("GET", "/pets", {
    parameters: [parameter("query", "after"), parameter("query", "page"), parameter("header", "page")],
    responses: answers.map((schema, index) => response(`20${index}`, schema)),
    pages: { style: "cursor", cursor, next: ["paging", "next", "after"], items: ["results"] },
  });
  return operationsOf(planned({ schemas, operations: [one] }).plan)[0]?.pages;
}

describe("pages", () => {
  test("a step is optional where the one before may be absent or null", () => {
    expect(pages([reference("Page")])).toEqual({
      cursorKey: "after",
      next: [
        { property: "paging", optional: false },
        { property: "next", optional: false },
        { property: "after", optional: true },
      ],
      items: [{ property: "results", optional: false }],
      item: reference("Pet"),
    });
    expect(pages([reference("Loose")])?.next.map(({ optional }) => optional)).toEqual([false, true, true]);
  });

  test("of two answers each may lack what the other has", () => {
    expect(pages([reference("Page"), object({ results: list(reference("Pet")) })])?.next.map(({ optional }) => optional)).toEqual(
      [false, true, true],
    );
    expect(pages([reference("Page"), object({ results: list(reference("Pet")) })])?.item).toEqual(reference("Pet"));
  });

  test("an item is anything where no list is described", () => {
    expect(pages([object({ results: number })])?.item.kind).toBe("any");
    expect(pages([])?.item.kind).toBe("any");
  });

  test("the cursor is called as its parameter is called in params", () => {
    expect(pages([reference("Page")], "page")?.cursorKey).toBe("page");
    expect(pages([reference("Page")], "in-the-body")?.cursorKey).toBe("in-the-body");
  });
});
