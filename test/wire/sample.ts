import { build } from "esbuild";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Diagnostic } from "../../generator/diagnostics.js";
import type { Files } from "../../generator/files.js";
import { packageOf } from "../emit/package-of.js";

/** A client of a generated package, whose methods are called by their qualified names. */
export interface Sample {
  readonly files: Files;
  readonly reported: readonly Diagnostic[];
  /** The requests that a call sends, each as `METHOD url`, its own headers as `name: value`, and its body, a line each. */
  readonly sent: (method: string, params?: object, options?: object) => Promise<readonly string[]>;
}

type Resource = Readonly<Record<string, (params?: object) => Promise<unknown>>>;

/** Generates and bundles the package of a description. `answer` makes the responses; the default is 204. */
export async function sampleOf(text: string, answer = () => new Response(null, { status: 204 })): Promise<Sample> {
  const { files, reported } = await packageOf(text);
  const folder = mkdtempSync(join(tmpdir(), "sample-"));
  try {
    for (const [path, source] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), source);
    }
    const outfile = join(folder, "bundle.mjs");
    await build({ entryPoints: [join(folder, "src/index.ts")], outfile, bundle: true, format: "esm", logLevel: "error" });
    const { Sample } = (await import(pathToFileURL(outfile).href)) as { Sample: new (options: object) => object };
    const sent: Sample["sent"] = async (method, params, options) => {
      const requests: Promise<string>[] = [];
      const fetch = (url: string, init: RequestInit) => {
        requests.push(written(new Request(url, init)));
        return Promise.resolve(answer());
      };
      const [last = "", ...resources] = method.split(".").reverse();
      const client: unknown = new Sample({ fetch, retry: false, ...options });
      const resource = resources.reverse().reduce((object, key) => (object as Resource)[key], client) as Resource;
      await resource[last]?.(params);
      return Promise.all(requests);
    };
    return { files, reported, sent };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function written(request: Request): Promise<string> {
  const headers = [...request.headers].filter(([name]) => !/^(accept|user-agent)$/.test(name));
  const body = await request.text();
  const lines = [`${request.method} ${request.url}`, ...headers.map(([name, value]) => `${name}: ${value}`), body];
  return lines.filter((line) => line !== "").join("\n");
}
