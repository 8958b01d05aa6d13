import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { generate } from "../../generator/index.js";
import type { GenerateOptions } from "../../generator/options.js";

/** `npm run layouts:projects`: the layout `source` in applications that Vite, Next.js and `tsc --init` make, with their own settings. */

const home = mkdtempSync(join(tmpdir(), "projects-"));
const description = readFileSync(join(import.meta.dirname, "../emit/shop.yaml"), "utf8");

/** A program of an application, with the ending of its relative imports. */
const program = (ending: string) => `import { Shop, isApiError } from "./shop/index${ending}";
import type { Good } from "./shop/models${ending}";
export { Shop as SharingShop } from "./sharing-shop/index${ending}";
const shop = new Shop({ accessToken: "secret" });
export async function firstGood(): Promise<Good | undefined> {
  try {
    for await (const good of shop.goods.list({})) return good;
  } catch (error) {
    console.error(isApiError(error) ? error.status : error);
  }
  return undefined;
}
`;

interface Project {
  readonly name: string;
  /** Makes the application in a folder. */
  readonly make: (folder: string) => void;
  readonly options: Pick<GenerateOptions, "importExtension">;
  readonly write: (folder: string) => void;
  readonly commands: readonly (readonly string[])[];
}

const install = ["npm", "install", "--no-audit", "--no-fund"];

const projects: readonly Project[] = [
  {
    name: "Vite",
    make: (folder) => run(home, ["npx", "--yes", "create-vite@9.3.0", folder, "--template", "vanilla-ts", "--no-interactive"]),
    options: { importExtension: ".ts" },
    write: (folder) => {
      writeFileSync(join(folder, "src/goods.ts"), program(".ts"));
      appendFileSync(join(folder, "src/main.ts"), '\nimport { firstGood } from "./goods.ts";\nvoid firstGood();\n');
    },
    commands: [install, ["npm", "run", "build"]],
  },
  {
    name: "Next.js",
    make: (folder) =>
      run(home, ["npx", "--yes", "create-next-app@16.4.3", folder, "--ts", "--app", "--src-dir", "--no-tailwind", "--no-linter", "--skip-install", "--disable-git", "--yes"]), // prettier-ignore
    options: { importExtension: "none" },
    write: (folder) => {
      writeFileSync(join(folder, "src/goods.ts"), program(""));
      // The template's layout loads a font from the network.
      writeFileSync(
        join(folder, "src/app/layout.tsx"),
        'export default function Layout({ children }: { children: React.ReactNode }) {\n  return <html lang="en"><body>{children}</body></html>;\n}\n',
      );
      writeFileSync(
        join(folder, "src/app/page.tsx"),
        'import { firstGood } from "../goods";\nexport default function Page() {\n  return <p>{typeof firstGood}</p>;\n}\n',
      );
    },
    commands: [install, ["npx", "tsc", "--noEmit"], ["npm", "run", "build"]],
  },
  {
    name: "tsc --init with TypeScript 7",
    make: (folder) => {
      mkdirSync(join(folder, "src"), { recursive: true });
      writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
      run(folder, [...install, "--save-dev", "typescript@7.0.2"]);
      run(folder, ["npx", "tsc", "--init"]);
    },
    options: {},
    write: (folder) => writeFileSync(join(folder, "src/goods.ts"), program(".js")),
    commands: [["npx", "tsc", "--noEmit"]],
  },
];

try {
  for (const [index, project] of projects.entries()) await prove(project, `project-${index}`);
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function prove({ name, make, options, write, commands }: Project, folderName: string): Promise<void> {
  const folder = join(home, folderName);
  make(folderName === "project-2" ? folder : folderName);
  await writeOutput(join(folder, "src/shop"), options);
  await writeOutput(join(folder, "src/runtime"), { ...options, layout: "runtime" });
  await writeOutput(join(folder, "src/sharing-shop"), { ...options, runtimeFolder: "../runtime" });
  write(folder);
  for (const command of commands) run(folder, command);
  console.log(`${name}: accepted`);
}

async function writeOutput(folder: string, options: Partial<GenerateOptions>): Promise<void> {
  const { files } = await generate({
    description: { name: "shop.yaml", text: description },
    options: {
      version: "1.0.0",
      layout: "source",
      parts: ["models", "functions", "class", "testing"],
      entries: ["openapi"],
      name: "shop",
      ...options,
    },
  });
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function run(folder: string, [command = "", ...args]: readonly string[]): void {
  try {
    execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (thrown) {
    const { stdout = "", stderr = "" } = thrown as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${command} ${args.join(" ")} failed:\n${`${stdout}${stderr}`.slice(0, 3000)}`);
  }
}
