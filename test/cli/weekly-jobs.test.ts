import { execFile, execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { api } from "../compare/rules/minimal-pairs.js";

/** Runs every command of the weekly jobs: the vendor is a server on this machine, `origin` a repository in a folder, and `gh` notes its arguments. */

const root = join(import.meta.dirname, "../..");
const home = mkdtempSync(join(tmpdir(), "weekly-"));
const page = readFileSync(join(root, "docs/check-in-ci.md"), "utf8");
const [recipe = ""] = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)]
  .map(([, text = ""]) => text)
  .filter((text) => text.startsWith("name: vendor"));

let served = "";
let server: Server;

beforeAll(async () => {
  server = createServer((_, response) => response.end(served));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  mkdirSync(join(home, "bin"));
  program("npx", `shift; exec "${process.execPath}" "${join(root, "generator/bin.mjs")}" "$@"`);
  program("gh", `printf '%s\\n' "$@" > "${home}/gh"`);
});

afterAll(() => {
  server.close();
  rmSync(home, { recursive: true });
});

function program(name: string, text: string): void {
  writeFileSync(join(home, "bin", name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(home, "bin", name), 0o755);
}

/** The commands of the steps of a workflow, as the runner gives them to bash. What is installed here needs no `npm ci`. */
function stepsOf(workflow: string): readonly string[] {
  const { jobs } = parse(workflow) as {
    readonly jobs: { readonly [name: string]: { readonly steps: readonly { readonly run?: string }[] } };
  };
  return Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run }) => (run === undefined || run === "npm ci" ? [] : [run])),
  );
}

async function runSteps(steps: readonly string[], folder: string): Promise<void> {
  const VENDOR = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.yaml`;
  const env = {
    ...process.env,
    VENDOR,
    RUNNER_TEMP: home,
    GITHUB_RUN_ID: "7",
    PATH: `${join(home, "bin")}${delimiter}${process.env.PATH ?? ""}`,
  };
  for (const step of steps)
    await new Promise<void>((resolve, reject) => {
      execFile("bash", ["-e", "-o", "pipefail", "-c", step], { cwd: folder, env }, (error, out, printed) => {
        if (error === null) resolve();
        else reject(new Error(`${step}\n${out}${printed}`));
      });
    });
}

test("the recipe opens a pull request with the vendor's new description", async () => {
  const folder = join(home, "repository");
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: folder,
      encoding: "utf8",
    }).trim();
  mkdirSync(join(folder, "spec"), { recursive: true });
  execFileSync("git", ["init", "--quiet", "--bare", join(home, "origin.git")]);
  writeFileSync(join(folder, "spec/api.yaml"), JSON.stringify(api()));
  writeFileSync(join(folder, "specloom.config.yaml"), "input: spec/api.yaml\noutput: client\nname: things\n");
  git("init", "--quiet", "--initial-branch", "main");
  git("remote", "add", "origin", join(home, "origin.git"));
  await runSteps(["npx specloom generate"], folder);
  git("add", "--all");
  git("commit", "--quiet", "--message", "Start");
  served = JSON.stringify(api({ paths: { "/more": { get: { responses: { "204": { description: "Done." } } } } } }));
  await runSteps(stepsOf(recipe), folder);
  expect(git("branch", "--show-current")).toBe("vendor-7");
  expect(git("status", "--porcelain")).toBe("");
  expect(git("ls-remote", "origin", "vendor-7")).toContain(git("rev-parse", "HEAD"));
  expect(git("show", "--stat", "HEAD")).toContain("spec/api.yaml");
  expect(readFileSync(join(home, "gh"), "utf8")).toContain(
    `pr\ncreate\n--title\nUpdate the vendor's description\n--body-file\n${home}/report.md`,
  );
  expect(readFileSync(join(home, "report.md"), "utf8")).toMatch(/^## /);
});

test("the job of this repository opens an issue where the vendor's description has changed, and none where it has not", async () => {
  const steps = stepsOf(readFileSync(join(root, ".github/workflows/vendor.yml"), "utf8"));
  const description = readFileSync(join(root, "spec/partner-clients.openapi.yaml"), "utf8");
  writeFileSync(join(home, "gh"), "");
  served = description;
  await runSteps(steps, root);
  expect(readFileSync(join(home, "gh"), "utf8")).toBe("");
  served = description.replace(
    /^paths:\n/m,
    "paths:\n  /crm/v3/objects/partner_clients/more:\n    get: { operationId: more, responses: { '204': { description: Done. } } }\n",
  );
  await runSteps(steps, root);
  expect(readFileSync(join(home, "gh"), "utf8")).toContain("issue\ncreate\n");
  expect(existsSync(join(root, "spec/partner-clients.openapi.origin.json"))).toBe(false);
});
