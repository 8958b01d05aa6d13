import { describe, expect, test } from "vitest";
import type { Response } from "../../../generator/model/types/operation.js";
import { list, object, operation, planned, reference, response, string } from "../api-builder.js";

const problem = reference("Problem");

function errorBody(...operations: readonly (readonly Response[])[]) {
  const all = operations.map((responses, index) => operation("GET", `/thing${index}`, { responses }));
  return planned({ schemas: { Problem: object({ message: string }) }, operations: all }).plan.errorBody;
}

describe("the body of error responses", () => {
  test("is planned if all error responses of all operations have the same", () => {
    expect(
      errorBody(
        [response("200", string), response("4XX", problem)],
        [response("200"), response("404"), response("default", problem)],
      ),
    ).toEqual(problem);
    expect(
      errorBody([response("200"), response("500", object({ a: string }))], [response("400", object({ a: string }))]),
    ).toMatchObject({ kind: "reference", target: expect.stringMatching(/ErrorResponse$/) as unknown });
  });

  test.each([
    ["they differ", [response("200"), response("400", problem), response("500", list(problem))]],
    ["one is text", [response("200"), response("400", problem), response("500", string, "text/plain")]],
    [
      "one is JSON of no schema",
      [response("400", problem), { ...response("500"), contents: [{ mediaType: "application/json", examples: [] }] }],
    ],
    ["none is described", [response("200", string), response("404")]],
    ["default is all there is, so that it tells of success too", [response("default", problem)]],
  ])("is unknown where %s", (_, responses) => {
    expect(errorBody(responses)).toBeUndefined();
  });
});
