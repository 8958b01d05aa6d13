import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** The texts of the files below `templates/`, by path (with `/`), in code unit order. */
export type Templates = ReadonlyMap<string, string>;

const folder = fileURLToPath(new URL("../../../templates/", import.meta.url));

/** Reads the templates that are part of the generator. Line ends become `\n`, since a git checkout may have changed them. */
export async function readTemplates(): Promise<Templates> {
  const paths = await filesBelow("");
  paths.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const texts = await Promise.all(paths.map((path) => readFile(folder + path, "utf8")));
  return new Map(paths.map((path, index) => [path, (texts[index] ?? "").replaceAll("\r\n", "\n")]));
}

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(folder + path, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => path + name);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => filesBelow(`${path}${name}/`));
  return [...files, ...(await Promise.all(folders)).flat()];
}
