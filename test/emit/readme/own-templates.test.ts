import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "../../../generator/cli.js";
import { templatePaths } from "../../../generator/emit/readme/sections.js";
import { generate } from "../../../generator/index.js";
import { fencesOf } from "../../package/fences.js";

/** Templates of the user, which are laid over those of specloom: the examples of docs/templates.md, and what is told of those at fault. */

const page = readFileSync(join(import.meta.dirname, "../../../docs/templates.md"), "utf8");
const [installExample = "", errorsExample = ""] = fencesOf(page).flatMap(({ language, code }) =>
  language === "text" ? code : [],
);

const attack = "Pets ](x) <img src=x> `{{name}}` {{#each operations}} ${x} | a";
const text = JSON.stringify({
  openapi: "3.1.0",
  info: { title: attack, version: "1" },
  servers: [{ url: "https://pets.example" }],
  paths: { "/pets": { get: { summary: attack, responses: { "200": { description: "All." } } } } },
});

function readmeWith(templates: Readonly<Record<string, string>>) {
  const own = Object.entries(templates).map(([path, words]) => [path, { name: `templates/${path}`, text: words }] as const);
  const options = { name: "petstore-client", version: "1.0.0" };
  return generate({ description: { name: "api.json", text }, options, templates: new Map(own) });
}

describe("a template of the user", () => {
  test("takes the place of a section, and leaves the others as they are", async () => {
    const before = (await readmeWith({})).files;
    const { files, diagnostics } = await readmeWith({ "readme/install.md.hbs": installExample });
    const readme = files.get("README.md") ?? "";
    expect(diagnostics).toEqual([]);
    expect(readme).toContain("npm install petstore-client\n\nQuestions? Ask in #platform.");
    expect(readme).not.toContain("From the registry in which you have published");
    expect(readme.slice(readme.indexOf("## First call"))).toBe(
      before.get("README.md")?.slice(before.get("README.md")?.indexOf("## First call")),
    );
    expect([...files].filter(([path, one]) => before.get(path) !== one).map(([path]) => path)).toEqual(["README.md"]);
  });

  test("can include what it takes the place of", async () => {
    const { files } = await readmeWith({ "readme/errors.md.hbs": errorsExample });
    const errors = (files.get("README.md") ?? "").split(/^## /m).find((section) => section.startsWith("Errors\n"));
    expect(errors).toMatch(/isApiError[^]*Send us the request id of an error/);
  });

  test("leaves a section out where it is empty, and the contents follow the headings", async () => {
    const { files } = await readmeWith({
      "readme/testing.md.hbs": "",
      "readme/retries.md.hbs": "## Patience\n\n```sh\n## no heading\n```\n",
    });
    const readme = files.get("README.md") ?? "";
    expect(readme).not.toContain("## Testing");
    expect(readme).not.toContain("(#testing)");
    expect(readme).toContain("- [Patience](#patience)");
    expect(readme).not.toContain("- [no heading]");
  });

  test("gets values that are escaped, and no value is a template", async () => {
    const words = "## Operations\n\n{{#each operations}}\n- {{about}}\n{{/each}}\n";
    const { files } = await readmeWith({
      "readme/operations.md.hbs": words,
      "readme/page.md.hbs": "# {{title}}\n\n{{sections}}\n",
    });
    const readme = files.get("README.md") ?? "";
    expect(readme).toContain("{{name}}");
    expect(readme).not.toMatch(/(?<!\\)<img/);
    expect(readme.split("\\<img").length).toBeGreaterThan(2);
  });
});

describe("what is wrong with a template is told at its line", () => {
  const path = "readme/install.md.hbs";
  test.each([
    ["a\n\n{{nam}}", 3, 3, "There is no value `nam` here. Did you mean `name`?"],
    ["{{docs.none}}", 1, 3, "There is no value `none` here."],
    ["\n{{shout name}}", 2, 1, "There is no helper `shout`."],
    ["ok\n{{> mine}}", 2, 5, "There is no template `mine` to include."],
    ["ok\n{{#if name}}\nmore\n", 4, 1, "The template ends within a block."],
    ["{{#if name}}x{{/each}}", 1, 4, "The template cannot be filled: if doesn't match each."],
    ["{{name", 1, 1, "This line cannot be parsed as Handlebars."],
    ["{{constructor.constructor}}", 1, 3, "There is no value `constructor` here."],
    ["{{lookup name}}{{#each}}{{/each}}", 1, 1, "The template cannot be filled"],
  ])("%j", async (words, line, column, message) => {
    const { files, diagnostics } = await readmeWith({ [path]: words });
    expect(files.size).toBe(0);
    const { code, message: told, place } = diagnostics[0] ?? expect.fail("There is no diagnostic.");
    expect({ code, message: told, source: place?.source }).toEqual({
      code: "template-failed",
      message: expect.stringContaining(message) as string,
      source: `templates/${path}`,
    });
    const before = words.slice(0, place?.offset).split("\n");
    expect([before.length, (before.at(-1)?.length ?? 0) + 1]).toEqual([line, column]);
  });

  test("a template with an unknown name is refused, with the name that was meant", async () => {
    const { diagnostics } = await readmeWith({ "readme/instal.md.hbs": "x" });
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: "template-unknown",
        message: expect.stringContaining("Did you mean `readme/install.md.hbs`?") as string,
      }),
    ]);
  });
});

test("docs/templates.md lists every template, in the order of the README", () => {
  expect([...page.matchAll(/^\| `(readme\/[^`]+)`/gm)].map(([, path]) => path)).toEqual(templatePaths);
});

describe("a folder of templates", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "own-templates-"));
    write("api.json", text);
  });

  function write(path: string, words: string): void {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), words);
  }

  async function run(config: object): Promise<{ code: number; printed: string }> {
    write("specloom.config.json", JSON.stringify({ input: "api.json", output: "out", name: "petstore-client", ...config }));
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line);
    const code = await main(["generate", "--config", join(folder, "specloom.config.json")], { out: print, error: print });
    return { code, printed: stripVTControlCharacters(lines.join("\n")) };
  }

  test("is relative to the config file", async () => {
    write("words/readme/install.md.hbs", installExample);
    write("words/notes.txt", "no template");
    expect((await run({ templates: "words" })).code).toBe(0);
    expect(readFileSync(join(folder, "out/README.md"), "utf8")).toContain("Questions? Ask in #platform.");
  });

  test("shows the line of a fault", async () => {
    write("words/readme/install.md.hbs", "## Install\r\n\r\n{{nam}}\r\n");
    expect((await run({ templates: "words" })).printed).toMatch(/install\.md\.hbs:3:3: error: .*\n +3 \| \{\{nam\}\}\n/);
  });

  test.each([
    [{ templates: "absent" }, "There is no such folder."],
    [{ templates: "api.json" }, "This is not a folder."],
    [{ templates: "." }, "There are no templates in this folder."],
    [{ templates: "https://example.com/words" }, "`templates` must be a path"],
    [{ templates: 1 }, "`templates` must be a string"],
  ])("%j is refused", async (config, message) => {
    expect(await run(config)).toEqual({ code: 2, printed: expect.stringContaining(message) as string });
  });
});
