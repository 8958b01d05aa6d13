import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "../../generator/cli.js";
import { generate } from "../../generator/index.js";
import { typeErrors } from "../emit/compile.js";

/** Modules that users write beside the generated ones. */

const text = `openapi: 3.1.0
info: { title: Pets, version: 1.2.0 }
servers: [{ url: https://pets.example }]
security: []
paths:
  /pets:
    get:
      responses:
        "200": { description: All., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
components: { schemas: { Pet: { type: object, properties: { name: { type: string } } } } }
`;

const own = {
  "index.ts": 'export { Pets } from "./pets.js";\nexport const answer = 42;\n',
  "pets.ts":
    'import { Pets as Generated } from "../pets.js";\nimport type { Pet } from "../models.js";\n\nexport class Pets extends Generated {\n  async name(): Promise<Pet["name"]> {\n    return (await this.pets.get()).name;\n  }\n}\n',
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "custom-"));
  write("api.yaml", text);
});

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

async function run(command: string, ...args: readonly string[]): Promise<{ code: number; printed: string }> {
  const lines: string[] = [];
  const terminal = { out: (line: string) => lines.push(line), error: (line: string) => lines.push(line) };
  const code = await main([command, "--input", join(folder, "api.yaml"), "--output", join(folder, "out"), ...args], terminal);
  return { code, printed: stripVTControlCharacters(lines.join("\n")).replaceAll(folder, "{}") };
}

describe.each([
  { layout: "package", place: "out/src/custom", args: ["--name", "pets", "--license", "MIT"], index: "out/src/index.ts" },
  { layout: "source", place: "out/custom", args: ["--layout", "source"], index: "out/index.ts" },
])("in the layout $layout", ({ place, args, index }) => {
  function writeOwn(): void {
    for (const [name, content] of Object.entries(own)) write(`${place}/${name}`, content);
  }

  test("is kept, exported, and no difference", async () => {
    await run("generate", ...args);
    writeOwn();
    write(`${place}/data/notes.bin`, "\u0000");
    expect(await run("generate", ...args)).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/changed (src\/)?index\.ts\.$/) as string,
    });
    const exported = readFileSync(join(folder, index), "utf8");
    expect(exported).toContain('export * from "./custom/index.js";');
    expect(exported).not.toMatch(/\{[^}]*\bPets\b[^}]*\} from "\.\/pets\.js"/);
    expect(await run("check", ...args)).toEqual({ code: 0, printed: "" });
    for (const [name, content] of Object.entries(own)) expect(readFileSync(join(folder, place, name), "utf8")).toBe(content);
    expect(readdirSync(join(folder, place)).sort()).toEqual(["data", "index.ts", "pets.ts"]);
  });

  test("that no longer fits is reported where it does not", async () => {
    await run("generate", ...args);
    writeOwn();
    await run("generate", ...args);
    write(
      "api.yaml",
      text.replaceAll("Pet }", "Cat }").replaceAll('schemas/Pet"', 'schemas/Cat"').replaceAll("{ Pet:", "{ Cat:"),
    );
    const { code, printed } = await run("generate", ...args);
    expect(code).toBe(0);
    expect(printed).toContain(`{}/${place}/pets.ts:2:1: warning: \`../models.js\` does not export \`Pet\`. [custom-misfit]`);
    expect(await run("check", ...args)).toMatchObject({ code: 1 });
    write(`${place}/index.ts`, 'export * from "../gone.js";\n');
    expect((await run("check", ...args)).printed).toContain("The output has no module `../gone.js`.");
  });
});

test("the extended class compiles, and has the name of the generated one", async () => {
  const custom = new Map(Object.entries(own).map(([name, content]) => [`src/custom/${name}`, content]));
  const { files } = await generate({
    description: { name: "api.yaml", text },
    options: { name: "pets", version: "1.0.0" },
    custom,
  });
  const user =
    'import { Pets, answer } from "./index.js";\nconst pets = new Pets();\nexport const name: Promise<string | undefined> = pets.name();\nvoid [answer, pets.pets.get()];\n';
  expect(typeErrors(files, new Map([...custom, ["src/user.ts", user]]))).toEqual([]);
});

test("a hook cannot write there", async () => {
  const hooks = { files: () => new Map([["src/custom/index.ts", ""]]) };
  const { diagnostics } = await generate({
    description: { name: "api.yaml", text },
    options: { name: "pets", version: "1.0.0" },
    hooks,
  });
  expect(diagnostics).toMatchObject([{ code: "hook-failed" }]);
});
