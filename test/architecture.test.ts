import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { allowedCycles, layers } from "./architecture/rooms.js";
import { cyclesAmong, foldersBelow, generator, imports, reachedFrom, root, runtime, text } from "./architecture/source-files.js";

/** The rules for folders and imports: which layers there are, how each is divided into rooms, and what may import what. */

/** The generator's folders in the order of the data: a folder imports only from itself and from folders before it. */
const order = ["load", "resolve", "model", "plan", "emit", "layout", "format", "write", "compare", "config", "commands"];

/** The layers above the modules at the root of the generator, such as `generate.ts`, which import them. */
const aboveRoot = ["commands"];

/** What every layer may import: the types of diagnostics, options and output files, and the colours of what is printed. */
const sharedByAll = ["generator/diagnostics.ts", "generator/options.ts", "generator/files.ts", "generator/colours.ts"];

const roomSize = { least: 4, most: 20 };

function positionOf(path: string): number {
  return order.indexOf(path.split("/")[1] ?? "");
}

function subfolders(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder)).filter((name) => name.endsWith(".ts"));
}

describe("the layers", () => {
  test("each folder of the generator is a layer and has a README", () => {
    const folders = subfolders("generator");
    expect(folders.filter((name) => !order.includes(name))).toEqual([]);
    expect(folders.filter((name) => !existsSync(join(root, "generator", name, "README.md")))).toEqual([]);
    expect(generator.length).toBeGreaterThan(30);
  });

  test("a layer imports only from itself and from layers before it", () => {
    const upward = imports.filter(({ from, to }) => {
      if (positionOf(from) < 0 || !to.startsWith("generator/") || sharedByAll.includes(to)) return false;
      if (positionOf(to) < 0) return !aboveRoot.includes(order[positionOf(from)] ?? "");
      return positionOf(to) > positionOf(from);
    });
    expect(upward).toEqual([]);
  });

  test("only load/ and write/ import modules for files, the network or processes", () => {
    const outside = /^node:(fs|net|http|https|http2|dgram|tls|dns|child_process|worker_threads)(\/|$)/;
    const offenders = imports.filter(
      ({ from, to }) => outside.test(to) && !["load", "write"].includes(order[positionOf(from)] ?? ""),
    );
    const fetching = generator.filter((path) => /\bfetch\(/.test(text(path)) && !path.startsWith("generator/load/"));
    expect({ offenders, fetching }).toEqual({ offenders: [], fetching: [] });
  });

  test.each(["openapi-typescript", "handlebars", "oxfmt", "@scalar/openapi-upgrader", "lilconfig", "jiti", "ts-morph"])(
    "%s is imported for values by exactly one file",
    (library) => {
      const importers = imports
        .filter(({ to, value }) => value && (to === library || to.startsWith(`${library}/`)))
        .map(({ from }) => from);
      expect(new Set(importers).size).toBe(1);
    },
  );

  test("the runtime imports nothing but itself", () => {
    expect(
      imports.filter(({ from, to }) => from.startsWith("templates/runtime/") && !to.startsWith("templates/runtime/")),
    ).toEqual([]);
  });

  // The generated `api.ts` imports some of these. If they imported it in turn, its values would be read before they are set.
  test.each([...["api-key", "http-authentication", "rate-limits", "renew-tokens", "retry-facts", "server-url", "versions"]])(
    "%s does not import the generated api.ts, directly or through other files",
    (name) => {
      const [path = ""] = runtime.filter((file) => file.endsWith(`/${name}.ts`));
      expect(text(path)).not.toBe("");
      expect([...reachedFrom(path)]).not.toContain("templates/runtime/api.ts");
    },
  );

  test("nothing in the generator or the templates knows a vendor", () => {
    const templates = readdirSync(join(root, "templates"), { recursive: true, encoding: "utf8", withFileTypes: true }).filter(
      (entry) => entry.isFile(),
    );
    const paths = [...generator.map((path) => join(root, path)), ...templates.map((entry) => join(entry.parentPath, entry.name))];
    expect(
      paths
        .filter((path) => /hubspot|hubapi|partner.?client/i.test(text(relative(root, path))))
        .map((path) => relative(root, path)),
    ).toEqual([]);
  });

  test("no file has a name that says nothing", () => {
    expect([...generator, ...runtime].filter((path) => /(utils?|helpers?|common|misc)\.ts$/.test(path))).toEqual([]);
  });
});

describe.each(layers)("the rooms of $folder", ({ folder, tests, rooms, shared = [] }) => {
  const roomOf = (path: string) => rooms.indexOf(path.slice(folder.length + 1).split("/")[0] ?? "");
  const isShared = (path: string) => sharedFiles.includes(path);
  const sharedFiles = shared.map((name) => `${folder}/${name}`);

  test("are those of the table, without further folders in them", () => {
    expect(foldersBelow(folder)).toEqual([folder, ...rooms.map((room) => `${folder}/${room}`)].sort());
  });

  test(`hold ${roomSize.least} to ${roomSize.most} files each`, () => {
    const sizes = rooms.map((room) => ({ room, size: sourcesIn(`${folder}/${room}`).length }));
    expect(sizes.filter(({ size }) => size < roomSize.least || size > roomSize.most)).toEqual([]);
  });

  test("have a README of one paragraph each", () => {
    const paragraphs = rooms.map((room) => ({ room, count: paragraphsOf(`${folder}/${room}/README.md`).length }));
    expect(paragraphs.filter(({ count }) => count !== 1)).toEqual([]);
  });

  test("import only from rooms that the table lists after them", () => {
    const upward = imports.filter(({ from, to }) => {
      if (!from.startsWith(`${folder}/`) || !to.startsWith(`${folder}/`) || isShared(to)) return false;
      return (roomOf(from) >= 0 || isShared(from)) && roomOf(to) < roomOf(from);
    });
    expect(upward).toEqual([]);
  });

  test(`have their tests in the same folders of ${tests}`, () => {
    expect(subfolders(tests).filter((name) => !rooms.includes(name))).toEqual([]);
  });
});

/** The paragraphs of a README below its title. */
function paragraphsOf(path: string): readonly string[] {
  if (!existsSync(join(root, path))) return [];
  return text(path)
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== "" && !block.startsWith("# "));
}

test(`no folder holds more than ${roomSize.most} source files`, () => {
  const folders = ["generator", "templates", "test"]
    .flatMap(foldersBelow)
    .filter((path) => !path.startsWith("test/snapshots/shop"));
  const sizes = folders.map((folder) => ({ folder, size: sourcesIn(folder).length }));
  expect(sizes.filter(({ size }) => size > roomSize.most)).toEqual([]);
});

test("no files import each other in a circle, except those that the table allows with a reason", () => {
  expect(cyclesAmong([...generator, ...runtime])).toEqual(allowedCycles.map(({ files }) => files));
});
