import { execFileSync } from "node:child_process";
import { lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { checkPackage } from "../../generator/write/check.js";
import { writePackage } from "../../generator/write/write.js";
import { contentsOf, newFolder, type Package, put, removeFolders } from "./disturbed-runs.js";

/** Links, pipes, sockets and devices in the output folder are neither read nor written; the folder itself may be a link. */

afterAll(removeFolders);

const first: Package = new Map([
  ["README.md", "# one\n"],
  ["src/index.ts", "export {};\n"],
  ["src/old.ts", "export {};\n"],
]);
const second: Package = new Map([
  ["README.md", "# two\n"],
  ["src/index.ts", "export {};\n"],
]);

let folder: string;
let secret: string;

beforeEach(async () => {
  folder = newFolder();
  secret = `${folder}-secret`;
  await writePackage(folder, first);
  writeFileSync(secret, "the secret");
});

interface Replacement {
  readonly name: string;
  readonly put: (path: string) => void | Promise<void>;
}

const replacements: readonly Replacement[] = [
  { name: "a link to a file", put: (path) => symlinkSync(secret, path) },
  { name: "a link to a folder", put: (path) => symlinkSync("/tmp", path) },
  { name: "a link that leads nowhere", put: (path) => symlinkSync(`${secret}-nowhere`, path) },
  { name: "a link to itself", put: (path) => symlinkSync(path, path) },
  { name: "a link to an endless device", put: (path) => symlinkSync("/dev/zero", path) },
  { name: "a pipe", put: (path) => void execFileSync("mkfifo", [path]) },
  { name: "a socket", put: putSocket },
  { name: "a folder", put: (path) => mkdirSync(path) },
];

async function putSocket(path: string): Promise<void> {
  // The path of a socket has about a hundred characters.
  const server = createServer();
  const from = process.cwd();
  process.chdir(join(path, ".."));
  await new Promise<void>((resolve) => server.listen(path.slice(path.lastIndexOf("/") + 1), resolve));
  process.chdir(from);
  server.unref();
}

describe.each(["README.md", ".specloom.json", "src"])("at the path %s", (path) => {
  test.each(replacements.filter(({ name }) => path !== "src" || name !== "a folder"))("$name", async ({ put: replace }) => {
    rmSync(join(folder, path), { recursive: true });
    await replace(join(folder, path));
    const before = lstatSync(join(folder, path)).mode;
    const found = await checkPackage(folder, second);
    expect(found).toContainEqual({ path, kind: "special" });
    expect(JSON.stringify(found)).not.toContain("the secret");
    await expect(writePackage(folder, second)).rejects.toThrow(/which is a (symbolic link|folder|device, socket or pipe)\.$/);
    expect(lstatSync(join(folder, path)).mode).toBe(before);
    expect(readFileSync(secret, "utf8")).toBe("the secret");
    rmSync(join(folder, path), { recursive: true });
  });
});

test("a file that is dropped and has become a link, or lies below one, is not removed through it", async () => {
  const outside = newFolder();
  put(outside, "old.ts", "theirs");
  rmSync(join(folder, "src"), { recursive: true });
  symlinkSync(outside, join(folder, "src"));
  await writePackage(folder, new Map([["README.md", "# three\n"]]));
  expect(contentsOf(outside)).toEqual({ "old.ts": "theirs" });
});

test("something special that is not of the package is reported, not read, and stays", async () => {
  symlinkSync(secret, join(folder, "link"));
  execFileSync("mkfifo", [join(folder, "src/pipe")]);
  expect(await checkPackage(folder, first)).toEqual([
    { path: "link", kind: "special" },
    { path: "src/pipe", kind: "special" },
  ]);
  await writePackage(folder, second);
  expect(contentsOf(folder)).toMatchObject({ link: "(other)", "src/pipe": "(other)" });
});

test("a file that is too large to be generated is stale, and replaced without being read", async () => {
  truncateSync(join(folder, "README.md"), 2 ** 40);
  expect(await checkPackage(folder, first)).toEqual([{ path: "README.md", kind: "stale", wanted: "# one\n" }]);
  await writePackage(folder, first);
  expect(await checkPackage(folder, first)).toEqual([]);
});

describe("an output folder that is a link", () => {
  test.each(["", "/", "//", "/."])("is followed, with %j at its end", async (end) => {
    const link = `${folder}-link`;
    symlinkSync(folder, link);
    expect(await checkPackage(link + end, first)).toEqual([]);
    expect(await writePackage(link + end, second)).toEqual({ created: [], changed: ["README.md"], removed: ["src/old.ts"] });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(await checkPackage(folder, second)).toEqual([]);
  });

  test.each<{ name: string; target: (link: string) => string; message: string }>([
    { name: "to nowhere", target: () => `${folder}-nowhere`, message: "The output is a symbolic link that leads nowhere." },
    { name: "to itself", target: (link) => link, message: "The output is a symbolic link that leads back to itself." },
    { name: "to a file", target: () => secret, message: "The output is not a folder." },
  ])("$name is refused", async ({ target, message }) => {
    const link = `${folder}-link`;
    symlinkSync(target(link), link);
    for (const path of [link, `${link}/`]) {
      await expect(writePackage(path, first)).rejects.toThrow(message);
      await expect(checkPackage(path, first)).rejects.toThrow(message);
    }
  });

  test("and one that is a file or a pipe is refused", async () => {
    execFileSync("mkfifo", [`${folder}-pipe`]);
    for (const path of [secret, `${secret}/`, `${folder}-pipe`])
      await expect(writePackage(path, first)).rejects.toThrow("The output is not a folder.");
  });
});
