import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Refusal } from "../../generator/diagnostics.js";
import { parse } from "../../generator/load/parse/parse.js";
import type { Api } from "../../generator/model/types/api.js";
import { buildApi } from "../../generator/model/build-api.js";
import { subschemasOf, referencedKeys } from "../../generator/model/traversal/subschemas.js";
import { resolve } from "../../generator/resolve/resolve.js";

/** Public descriptions: each becomes a model or is refused with a message. */

const shared = join(import.meta.dirname, "../../../shared");
const folders = ["hubspot/upstream", "hubspot/history", "corpus/nasty", "corpus/large"];

function read(path: string): Api | undefined {
  try {
    const source = parse({ name: path, text: readFileSync(path, "utf8") }, () => undefined);
    return buildApi(
      resolve(source, [], () => undefined),
      () => undefined,
    );
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function rootsOf({ operations, schemas }: Api) {
  const contents = operations.flatMap(({ body, responses }) => [body, ...responses].flatMap((holder) => holder?.contents ?? []));
  return [
    ...operations.flatMap(({ parameters }) => parameters.map(({ schema }) => schema)),
    ...contents.flatMap(({ schema }) => schema ?? []),
    ...[...schemas.values()].map(({ schema }) => schema),
  ];
}

describe.each(folders)("%s", (folder) => {
  const path = join(shared, folder);
  const files = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith(".json") && name !== "index.json") : [];

  test.skipIf(files.length === 0)("gives sound models (skipped where the descriptions are not at hand)", () => {
    const models = files.flatMap((file) => read(join(path, file)) ?? []);
    expect(models.length).toBeGreaterThan(0);
    for (const api of models) {
      const roots = rootsOf(api);
      expect(roots.flatMap((schema) => [...referencedKeys(schema)]).filter((key) => !api.schemas.has(key))).toEqual([]);
      expect(roots.flatMap(subschemasOf).filter((schema) => schema.kind === "union" && schema.members.length < 2)).toEqual([]);
    }
  });
});
