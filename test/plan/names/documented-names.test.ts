import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Operation } from "../../../generator/model/types/operation.js";
import { namesOf, object, operation, operations, response, string } from "../api-builder.js";

/** The table "By method and path" of docs/names.md. */

const page = readFileSync(new URL("../../../docs/names.md", import.meta.url), "utf8");
const rows = [...page.matchAll(/^\|[^|]*\|[^|]*\| `([A-Z]+ \/\S*)` +\| `(\S+)`/gm)].map(([, line = "", name = ""]) => ({
  line,
  name,
}));

/** Other operations of the path that the row speaks of. */
const beside: ReadonlyMap<string, Operation> = new Map([
  ["GET /pulls/{id}/merge", operation("PUT", "/pulls/{id}/merge")],
  ["POST /pets/{id}", operation("DELETE", "/pets/{id}")],
  ["POST /retention", operation("GET", "/retention", { responses: [response("200", object({ days: string }))] })],
  ["PUT /members/{group}/{user}", operation("DELETE", "/members/{group}/{user}")],
]);

test("the page has the rows of the table", () => {
  expect(rows.length).toBe(16);
});

test.each(rows)("$line is $name, as documented", ({ line, name }) => {
  const other = beside.get(line);
  const all = [...operations(line, "GET /unrelated", "GET /elsewhere"), ...(other ? [other] : [])];
  expect(namesOf({ operations: all })[line]).toMatch(new RegExp(`(?:^|\\.)${name.replaceAll(".", "\\.")}$`));
});
