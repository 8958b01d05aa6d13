import { relative } from "node:path";
import { lilconfig } from "lilconfig";
import { refuse } from "../../diagnostics.js";
import { packageField } from "../config-fields.js";

/** The endings of a config file, in the order in which they are looked for. */
const endings = ["ts", "mts", "js", "mjs", "json", "yaml", "yml"];

/**
 * Finds the config file: `specloom.config.…`, or a `package.json` with the field `specloom`, in the working directory or in the nearest
 * folder above it. Its text is not kept, since it is read with the limits of all texts.
 */
export async function findConfigFile(): Promise<string | undefined> {
  const anything = (_: string, content: string) => content;
  const files = endings.map((ending) => `specloom.config.${ending}`);
  const found = await lilconfig("specloom", {
    searchPlaces: [...files, "package.json"],
    ignoreEmptySearchPlaces: false,
    loaders: {
      ...Object.fromEntries(endings.map((ending) => [`.${ending}`, anything])),
      ".json": (path, content) => (path.endsWith("package.json") ? fieldsForSearch(content) : content),
    },
  })
    .search()
    .catch(refuseSearch);
  return found === null ? undefined : relative("", found.filepath);
}

/** A folder in place of a file, or a file that nobody may read. */
function refuseSearch(cause: unknown): never {
  if (!(cause instanceof Error) || !("code" in cause)) throw cause;
  refuse("source-unreadable", undefined, `The config file cannot be read: ${cause.message}.`, {
    help: "Name a config file with --config, or remove what has its name.",
  });
}

/** What the search needs to know of a `package.json`. One that is damaged is no config file, and not our business. */
function fieldsForSearch(content: string): { readonly [packageField]?: true } {
  try {
    const fields: unknown = JSON.parse(content);
    return typeof fields === "object" && fields !== null && packageField in fields ? { [packageField]: true } : {};
  } catch {
    return {};
  }
}
