import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refusal } from "../../../generator/diagnostics.js";
import { allowedSources, isAllowedUrl, referencedDocumentReader } from "../../../generator/load/read/read-referenced.js";

/** Which documents a description may refer to. */

let folder = "";
const inside = (path: string) => join(folder, path);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "specloom-referenced-"));
  for (const name of ["api/models", "common", "api-other"]) mkdirSync(inside(name), { recursive: true });
  for (const name of ["api/models/a.yaml", "common/b.yaml", "api-other/c.yaml", "secret.yaml"])
    writeFileSync(inside(name), "a: 1");
  symlinkSync(inside("secret.yaml"), inside("api/link.yaml"));
  symlinkSync(inside("common"), inside("api/linked"));
  symlinkSync(inside("api/models/a.yaml"), inside("api/own.yaml"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const place = { source: "api.yaml", pointer: "/a", offset: 7 };

async function reading(location: string, description: string, names: readonly string[] = []) {
  try {
    return (await referencedDocumentReader(description, names)({ location, reference: "the reference", place })).text;
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return thrown.diagnostics.map(({ code, place: reported }) => (reported === place ? code : "at another place"));
  }
}

describe("files: in the description's folder, or allowed by name", () => {
  const cases: readonly { readonly path: string; readonly allow?: readonly string[]; readonly want: unknown }[] = [
    { path: "api/models/a.yaml", want: "a: 1" },
    { path: "api/models/../own.yaml", want: "a: 1" },
    { path: "common/b.yaml", want: ["ref-forbidden"] },
    { path: "api/../common/b.yaml", want: ["ref-forbidden"] },
    { path: "api-other/c.yaml", want: ["ref-forbidden"] },
    { path: "api/link.yaml", want: ["ref-forbidden"] },
    { path: "api/linked/b.yaml", want: ["ref-forbidden"] },
    { path: "nowhere/x.yaml", want: ["ref-forbidden"] },
    { path: "api/x.yaml", want: ["ref-dangling"] },
    { path: "api/models", want: ["source-unreadable"] },
    { path: "api/x\0.yaml", want: ["ref-dangling"] },
    { path: "common/b.yaml", allow: ["common"], want: "a: 1" },
    { path: "api/linked/b.yaml", allow: ["common"], want: "a: 1" },
    { path: "secret.yaml", allow: ["common"], want: ["ref-forbidden"] },
  ];
  test.each(cases)("$path, allowed $allow", async ({ path, allow = [], want }) => {
    const names = allow.map(inside);
    expect(await reading(inside(path), inside("api/api.yaml"), names)).toEqual(want);
    expect(await reading(relative("", inside(path)), relative("", inside("api/api.yaml")), names)).toEqual(want);
  });

  test("a pipe, a device and a socket are not opened", async () => {
    execFileSync("mkfifo", [inside("api/pipe.yaml")]);
    expect(await reading(inside("api/pipe.yaml"), inside("api/api.yaml"))).toEqual(["source-unreadable"]);
    expect(await reading("/dev/zero", inside("api/api.yaml"), ["/dev"])).toEqual(["source-unreadable"]);
    symlinkSync("/dev/zero", inside("api/zero.yaml"));
    expect(await reading(inside("api/zero.yaml"), inside("api/api.yaml"), ["/dev"])).toEqual(["source-unreadable"]);
  });

  test("neither a file nor an http URL", async () => {
    expect(await reading("ftp://a.example/b.yaml", inside("api/api.yaml"))).toEqual(["ref-unsupported"]);
    expect(await reading("urn:example:b", inside("api/api.yaml"))).toEqual(["ref-unsupported"]);
    expect(await reading(`file://${inside("secret.yaml")}`, inside("api/api.yaml"))).toEqual(["ref-forbidden"]);
  });

  test("no files for a description from a URL", async () => {
    expect(await reading(`file://${inside("secret.yaml")}`, "https://a.example/api.yaml")).toEqual(["ref-forbidden"]);
  });

  test("hosts that are not allowed get no request", async () => {
    expect(await reading("https://a.example/b.yaml", inside("api/api.yaml"))).toEqual(["ref-forbidden"]);
  });
});

describe("URLs: below the description's own, or allowed by name", () => {
  const description = "https://a.example/v1/api.yaml";
  const cases: readonly { readonly url: string; readonly allow?: string; readonly want: boolean }[] = [
    { url: "https://a.example/v1/models/b.yaml", want: true },
    { url: "https://a.example/v1/api.yaml?x", want: true },
    { url: "https://a.example/v2/b.yaml", want: false },
    { url: "https://a.example/v1-other/b.yaml", want: false },
    { url: "http://a.example/v1/b.yaml", want: false },
    { url: "https://a.example:8443/v1/b.yaml", want: false },
    { url: "https://b.example/c.yaml", want: false },
    { url: "https://b.example/c.yaml", allow: "b.example", want: true },
    { url: "https://b.example/c.yaml", allow: "B.Example", want: true },
    { url: "https://b.example:8443/c.yaml", allow: "b.example:8443", want: true },
    { url: "https://b.example/c.yaml", allow: "b.example:8443", want: false },
    { url: "https://c.b.example/c.yaml", allow: "b.example", want: false },
    { url: "https://b.example.evil.example/c.yaml", allow: "b.example", want: false },
    { url: "https://b.example/models/c.yaml", allow: "https://b.example/models", want: true },
    { url: "https://b.example/models", allow: "https://b.example/models", want: true },
    { url: "https://b.example/modelsx/c.yaml", allow: "https://b.example/models", want: false },
    { url: "https://b.example/other/c.yaml", allow: "https://b.example/models/", want: false },
    { url: "https://b.example@c.example/c.yaml", allow: "b.example", want: false },
  ];
  test.each(cases)("$url, allowed $allow: $want", ({ url, allow, want }) => {
    expect(isAllowedUrl(new URL(url), allowedSources(description, allow === undefined ? [] : [allow]))).toBe(want);
  });
});
