import type { Files } from "../../../generator/files.js";

/** What is wrong with the README of a package: the program that all READMEs pass. */
export function readmeFaults(files: Files): readonly string[] {
  const text = files.get("README.md") ?? "";
  const page = { text, outline: text.replace(fences, ""), files };
  return rules.flatMap(({ name, faults }) => faults(page).map((fault) => `${name}: ${fault}`));
}

interface Page {
  readonly text: string;
  /** The text without code blocks. */
  readonly outline: string;
  readonly files: Files;
}

interface Rule {
  readonly name: string;
  readonly faults: (page: Page) => readonly string[];
}

/** The sections, in order. A package has those that apply to it. */
const sections = [
  "Install",
  "Authentication",
  "First call",
  "Errors",
  "Pages",
  "Values",
  "Your own fields",
  "Options",
  "Retries and limits",
  "Testing",
  "Batch runs",
  "Other requests",
  "Smaller bundles",
  "Webhooks",
  "Operations",
];

/** The sections of every package that has a client. */
const always = ["Install", "First call", "Errors", "Options", "Retries and limits", "Testing", "Other requests", "Operations"];

const fences = /^(`{3,})\w*\n[^]*?^\1$\n?/gm;

const headings = (outline: string): readonly string[] => [...outline.matchAll(/^## (.+)$/gm)].map(([, title = ""]) => title);

const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, "")
    .replaceAll(" ", "-");

const examples = (text: string): readonly string[] =>
  [...text.matchAll(/^(`{3,})ts\n([^]*?)\n\1$/gm)].map(([, , code = ""]) => code);

const linksOf = (outline: string): readonly string[] =>
  [...outline.replace(/(`+)[^`]+\1/g, "code").matchAll(/(?<!\\)\]\(([^)\s]*)\)/g)].map(([, link = ""]) => link);

const rules: readonly Rule[] = [
  {
    name: "sections are known, in order, and once",
    faults: ({ outline }) => {
      const found = headings(outline);
      const places = found.map((title) => sections.indexOf(title));
      return found.filter((_, index) => (places[index] ?? -1) <= (places[index - 1] ?? -1));
    },
  },
  {
    name: "a package with a client has the sections that every such package has",
    faults: ({ outline, files }) =>
      files.has("src/client.ts") ? always.filter((title) => !headings(outline).includes(title)) : [],
  },
  {
    name: "the contents come first, and are the sections",
    faults: ({ outline }) => {
      const head = outline.slice(0, outline.indexOf("\n## "));
      const listed = [...head.matchAll(/^- \[(.+)\]\(#(.+)\)$/gm)].map(([, title = "", anchor = ""]) => `${title} #${anchor}`);
      const wanted = headings(outline).map((title) => `${title} #${anchorOf(title)}`);
      return listed.join() === wanted.join() ? [] : [`${listed.join()} instead of ${wanted.join()}`];
    },
  },
  {
    name: "no section is empty",
    faults: ({ text }) =>
      text
        .split(/^## /m)
        .slice(1)
        .filter(
          (section) =>
            section
              .replace(/^.*\n/, "")
              .replace(/^---$[^]*/m, "")
              .trim() === "",
        ),
  },
  {
    name: "the first three examples delete nothing",
    faults: ({ text, files }) =>
      examples(text)
        .slice(0, 3)
        .filter((example) => deletedIn(example, files).length > 0),
  },
  {
    name: "no example is without content",
    faults: ({ text }) => examples(text).filter((example) => /mockFetch\(\{\s*\}\)|^\s*\/\/ …$/m.test(example)),
  },
  {
    name: "anchors exist",
    faults: ({ outline }) => {
      const anchors = new Set([...outline.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => anchorOf(title)));
      return linksOf(outline).filter((link) => link.startsWith("#") && !anchors.has(link.slice(1)));
    },
  },
  {
    name: "relative links lead to files of the published package",
    faults: ({ outline, files }) =>
      linksOf(outline)
        .filter((link) => !/^#|^https?:\/\//.test(link))
        .filter((link) => !files.has(decodeURI(link)) || !isPublished(link, files)),
  },
  {
    name: "every operation is in the table",
    faults: ({ outline, files }) => {
      const rows = new Set([...outline.matchAll(/^\| \[`+ ?[^.`]+\.(.+?) ?`+\]\(/gm)].map(([, name]) => name));
      return operationNames(files).filter((name) => !rows.has(name.replaceAll("|", "\\|")));
    },
  },
];

/** The files that npm packs: `files` of `package.json`, and some that it always takes. */
function isPublished(path: string, files: Files): boolean {
  const { files: listed = [] } = JSON.parse(files.get("package.json") ?? "{}") as { files?: readonly string[] };
  return listed.some((entry) => path.startsWith(`${entry}/`)) || /^(?:README|LICENSE)/.test(path);
}

/** The routes of `./testing`: an entry for each operation. */
function routesOf(files: Files): readonly { readonly name: string; readonly method: string }[] {
  const text = files.get("src/testing.ts") ?? "";
  return [...text.matchAll(/\{\s*operation: ("(?:[^"\\]|\\.)*"),\s*method: ("(?:[^"\\]|\\.)*")/g)].map(
    ([, name = '""', method = '""']) => ({
      name: JSON.parse(name) as string,
      method: JSON.parse(method) as string,
    }),
  );
}

function operationNames(files: Files): readonly string[] {
  return routesOf(files).map(({ name }) => name);
}

/** The operations with the method DELETE that an example calls. */
function deletedIn(example: string, files: Files): readonly string[] {
  return routesOf(files)
    .filter(({ name, method }) => method === "DELETE" && example.replace(/\s/g, "").includes(`.${name}(`))
    .map(({ name }) => name);
}
