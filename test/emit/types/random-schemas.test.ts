import fc from "fast-check";
import { expect, test } from "vitest";
import { typeErrors } from "../compile.js";
import { randomGraph } from "../random-graphs.js";
import { aroundModels, modelsOf } from "../random-models.js";

/* The models of random schemas compile. `RANDOM_SCHEMAS=1000 SEED=7` runs others, and more than the suite has time for. */

/** All schemas are checked in one program, because starting the compiler takes most of the time. */
const runs = Number(process.env.RANDOM_SCHEMAS ?? 60);

test("random schemas compile", async () => {
  const seed = Number(process.env.SEED ?? 1);
  const graphs = fc.sample(randomGraph, { numRuns: runs, seed });
  const files = new Map(graphs.map((graph, index) => [`src/models-${index}.ts`, modelsOf(graph)]));
  const errors = typeErrors(await aroundModels(), files);
  const first = /models-(\d+)\.ts/.exec(errors[0] ?? "")?.[1];
  expect(errors, `SEED=${seed} ${first === undefined ? "" : JSON.stringify(graphs[Number(first)])}`).toEqual([]);
});
