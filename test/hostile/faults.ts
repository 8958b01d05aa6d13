import path from "node:path";
import ts from "typescript";
import type { Files } from "../../generator/files.js";
import { readmeModule } from "../emit/compile.js";

/** The places of a package in which a text of the description was not escaped. Types are checked by the compiler. */
export function faultsOf(files: Files): readonly string[] {
  return [...files].flatMap(([file, text]) => [
    ...pathFaults(file),
    ...(checks.find(([shape]) => shape.test(file))?.[1](text) ?? []).map((fault) => `${file}: ${fault}`),
  ]);
}

/** First match wins. */
const checks: readonly (readonly [file: RegExp, faults: (text: string) => readonly string[]])[] = [
  [/^src\/runtime\//, () => []],
  [/\.ts$/, codeFaults],
  [/^package\.json$/, manifestFaults],
  [/\.json$/, (text) => (JSON.parse(text), [])],
  [/\.md$/, markdownFaults],
];

function pathFaults(file: string): readonly string[] {
  const inside = /^[\w.-]+(\/[\w.-]+)*$/.test(file) && path.posix.normalize(file) === file && !file.startsWith("..");
  return inside ? [] : [`${JSON.stringify(file)} leads elsewhere`];
}

/** Generated code never uses `globalThis`, so an identifier with that name is an injected text. */
function codeFaults(text: string): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
  const faults = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
  const source = ts.createSourceFile("code.ts", text, ts.ScriptTarget.ES2022);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === "globalThis") faults.push(`runs ${source.text.slice(node.pos, node.end + 20)}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  const raw = /[\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\u0000]|^\/\/[/#].*(passwd)/m.exec(text)?.[0];
  return raw === undefined ? faults : [...faults, `has a raw ${JSON.stringify(raw)}`];
}

const ownScripts = ["build", "build:cjs", "build:esm", "prepack", "prepare"];

/** All scripts of the package must come from the generator. */
function manifestFaults(text: string): readonly string[] {
  const { scripts = {}, ...manifest } = JSON.parse(text) as { readonly scripts?: object };
  const foreign = Object.entries(scripts).filter(
    ([name, script]) => !ownScripts.includes(name) || String(script).includes("pwned"),
  );
  const forbidden = ["bin", "dependencies", "config", "workspaces", "man", "browser"].filter((key) => key in manifest);
  return [...foreign.map(String), ...forbidden].map((what) => `has ${what}`);
}

function markdownFaults(text: string): readonly string[] {
  const fences = [...text.matchAll(/^(`{3,})(?:sh|bash)\n([\s\S]*?)\n\1$/gm)].map(([, , code]) => code ?? "");
  const prose = text.replace(/^(`{3,})[\s\S]*?\n\1$/gm, "").replace(/(?<!\\)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
  const html = /(?<!\\)<(script|img|!--)|(?<!\\)\]\((?!https?:|#|\w+(\/|\.md))/.exec(prose)?.[0];
  return [
    ...codeFaults(readmeModule(text)),
    ...fences.filter((code) => code.includes("pwned")).map((code) => `has the command ${code}`),
    ...(html === undefined ? [] : [`has the markup ${html}`]),
  ];
}
