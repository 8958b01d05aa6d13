import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { Refusal } from "../../generator/diagnostics.js";
import { checkPackage, unifiedDiff } from "../../generator/write/check.js";
import { writePackage } from "../../generator/write/write.js";

const first = new Map([
  ["README.md", "# a\n"],
  ["src/index.ts", "export {};\n"],
  ["src/runtime/old/client.ts", "export {};\n"],
]);
const second = new Map([
  ["README.md", "# b\n"],
  ["src/client.ts", "export {};\n"],
  ["src/index.ts", "export {};\n"],
]);

let folder: string;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "specloom-write-")), "package");
});

function paths(): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

function put(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function refusal(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  const thrown: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof Refusal)) throw new Error(`expected a refusal, got ${String(thrown)}`);
  const { code, message } = thrown.diagnostics[0];
  return { code, message };
}

describe("writing a package", () => {
  test("a first run creates every file and the manifest", async () => {
    const written = await writePackage(folder, first);
    expect(written).toEqual({
      created: ["README.md", "src/index.ts", "src/runtime/old/client.ts"],
      changed: [],
      removed: [],
    });
    expect(paths()).toEqual([".specloom.json", "README.md", "src/index.ts", "src/runtime/old/client.ts"]);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("# a\n");
  });

  test("a second run changes nothing", async () => {
    await writePackage(folder, first);
    const before = statSync(join(folder, "README.md"), { bigint: true }).mtimeNs;
    expect(await writePackage(folder, first)).toEqual({ created: [], changed: [], removed: [] });
    expect(statSync(join(folder, "README.md"), { bigint: true }).mtimeNs).toBe(before);
  });

  test("another package replaces changed files and removes old ones with their empty folders", async () => {
    await writePackage(folder, first);
    const written = await writePackage(folder, second);
    expect(written).toEqual({
      created: ["src/client.ts"],
      changed: ["README.md"],
      removed: ["src/runtime/old/client.ts"],
    });
    expect(paths()).toEqual([".specloom.json", "README.md", "src/client.ts", "src/index.ts"]);
    expect(readdirSync(join(folder, "src"))).not.toContain("runtime");
  });

  test("builds and installations are ignored", async () => {
    for (const path of ["dist/index.js", "node_modules/a/index.js", "package-lock.json"]) put(path, "theirs");
    await writePackage(folder, first);
    await writePackage(folder, second);
    expect(readFileSync(join(folder, "dist/index.js"), "utf8")).toBe("theirs");
  });

  test("a folder without a manifest is refused", async () => {
    put("notes.txt", "mine");
    expect(await refusal(writePackage(folder, first))).toEqual({
      code: "output-foreign",
      message: "The output folder contains files that specloom did not write: notes.txt.",
    });
    expect(paths()).toEqual(["notes.txt"]);
  });

  test("a file of other origin is never overwritten, and is kept if no file has its path", async () => {
    await writePackage(folder, first);
    put("notes.txt", "mine");
    await writePackage(folder, first);
    put("src/client.ts", "mine");
    expect(await refusal(writePackage(folder, second))).toMatchObject({
      message: "The output folder contains files that specloom did not write: src/client.ts.",
    });
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("# a\n");
    expect(readFileSync(join(folder, "notes.txt"), "utf8")).toBe("mine");
  });

  test.each([
    ["a path out of the folder", '{"generator":"specloom","files":["../victim"]}'],
    ["no list", '{"generator":"specloom","files":{}}'],
    ["no JSON", "{"],
    ["another generator's", '{"generator":"other","files":[]}'],
  ])("a manifest with %s is invalid", async (_, manifest) => {
    put(".specloom.json", manifest);
    expect(await refusal(writePackage(folder, first))).toMatchObject({ code: "output-foreign" });
  });

  test("a symbolic link is not followed", async () => {
    const outside = mkdtempSync(join(tmpdir(), "specloom-elsewhere-"));
    await writePackage(folder, new Map([["README.md", "# a\n"]]));
    symlinkSync(outside, join(folder, "src"));
    expect(await refusal(writePackage(folder, first))).toMatchObject({ code: "output-foreign" });
    expect(readdirSync(outside)).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual([".specloom.json", "README.md", "src"]);
  });

  test.each([
    "../a.ts",
    "src/../../a.ts",
    "/a.ts",
    "src//a.ts",
    "a\\b.ts",
    "src/con.ts",
    "aux",
    "a.",
    "a\u0000b",
    "src/ü.ts",
    "",
  ])("the path %j is never written to", async (path) => {
    expect(await refusal(writePackage(folder, new Map([[path, ""]])))).toMatchObject({ code: "internal" });
  });
});

describe("checking a package", () => {
  test("finds no difference in an unchanged package", async () => {
    await writePackage(folder, first);
    expect(await checkPackage(folder, first)).toEqual([]);
  });

  test("finds stale, missing and extra files, and writes nothing", async () => {
    await writePackage(folder, first);
    put("extra.ts", "");
    const differences = await checkPackage(folder, second);
    expect(differences.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      "stale .specloom.json",
      "stale README.md",
      "extra extra.ts",
      "missing src/client.ts",
      "extra src/runtime/old/client.ts",
    ]);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("# a\n");
  });

  test("shows a stale file as a unified diff", async () => {
    await writePackage(folder, first);
    const [, readme] = await checkPackage(folder, second);
    expect(readme && unifiedDiff(readme)).toBe(
      "--- README.md (in the folder)\n+++ README.md (generated)\n@@ -1,1 +1,1 @@\n-# a\n+# b\n",
    );
  });

  test("in a folder that does not exist, every file is missing", async () => {
    expect((await checkPackage(folder, first)).map(({ kind }) => kind)).toEqual(["missing", "missing", "missing", "missing"]);
  });
});

test("a folder that cannot be read is refused", async () => {
  put("src/index.ts", "");
  chmodSync(join(folder, ".."), 0o755);
  chmodSync(join(folder, "src"), 0o000);
  // The superuser can read every folder.
  const user = process.geteuid?.();
  if (user === 0) process.seteuid?.(65_534);
  const refused = await refusal(writePackage(folder, first)).finally(() => user === 0 && process.seteuid?.(user));
  expect(refused).toEqual({
    code: "output-unwritable",
    message: expect.stringMatching(/^The folder cannot be read: EACCES/) as unknown,
  });
});
