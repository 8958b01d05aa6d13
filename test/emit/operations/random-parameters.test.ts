import fc from "fast-check";
import { expect, test } from "vitest";
import { typeErrors } from "../compile.js";
import { packageOf } from "../package-of.js";
import { randomGraph, randomSchema } from "../random-graphs.js";

/* Functions with random parameters and forms, in all styles, compile. `RANDOM_PARAMETERS=1000 SEED=7` runs others. */

const styles = ["form", "spaceDelimited", "pipeDelimited", "deepObject", "simple", "label", "matrix", "cookie"];

const parameter = fc.record(
  {
    in: fc.constantFrom("path", "query", "header", "cookie"),
    style: fc.constantFrom(...styles),
    explode: fc.boolean(),
    allowReserved: fc.boolean(),
    schema: randomSchema,
  },
  { requiredKeys: ["in", "schema"] },
);

const fields = fc.dictionary(fc.constantFrom("a", "b"), randomSchema, { minKeys: 1 });
const encoding = fc.record({ style: fc.constantFrom(...styles.slice(0, 4)), explode: fc.boolean(), contentType: fc.constantFrom("text/plain", "application/json") }, { requiredKeys: [] }); // prettier-ignore
const form = fc.record({
  mediaType: fc.constantFrom("application/x-www-form-urlencoded", "multipart/form-data"),
  fields,
  encoding: fc.dictionary(fc.constantFrom("a", "b"), encoding),
});

const runs = Number(process.env.RANDOM_PARAMETERS ?? 60);

test("random parameters and forms compile", { timeout: 120_000 }, async () => {
  const seed = Number(process.env.SEED ?? 1);
  const schemas = fc.sample(randomGraph, { numRuns: 1, seed })[0];
  const gets = fc.sample(parameter, { numRuns: runs, seed }).map((one, at) => [`/p${at}/{p}`, get(one)]);
  const posts = fc.sample(form, { numRuns: runs / 2, seed }).map(({ mediaType, fields: properties, encoding: said }, at) => {
    const content = { [mediaType]: { schema: { type: "object", properties }, encoding: said } };
    return [`/f${at}`, { post: { requestBody: { content }, responses: {} } }];
  });
  const paths = Object.fromEntries([...gets, ...posts]) as object;
  const { files } = await packageOf(JSON.stringify({ openapi: "3.2.0", info: { title: "T", version: "1" }, paths, components: { schemas } })); // prettier-ignore
  expect(typeErrors(files), `SEED=${seed}`).toEqual([]);
});

/** Removes a style that is not allowed for the location of the parameter: other tests prove that it is refused. */
function get(one: { readonly in: string; readonly style?: string }): object {
  const known = places.get(one.in)?.includes(one.style ?? "") === true;
  const { style, ...others } = one;
  return { get: { parameters: [{ name: "p", ...others, required: true, ...(known && { style }) }], responses: {} } };
}

const places: ReadonlyMap<string, readonly string[]> = new Map([
  ["path", ["simple", "label", "matrix"]],
  ["query", ["form", "spaceDelimited", "pipeDelimited", "deepObject"]],
  ["header", ["simple"]],
  ["cookie", ["form", "cookie"]],
]);
