import type { BuildInfo } from "../../load/read/build-info.js";
import { inlineCode, type Markdown } from "./markdown.js";

/** The pages of specloom's documentation that a README leads to, and their titles. */
const pages = {
  errors: ["errors.md", "Handle errors"],
  behaviour: ["behaviour.md", "How a package behaves"],
  testing: ["testing.md", "Test without a network"],
  mend: ["mend.md", "Mend a description"],
  batches: ["data-sync.md", "Update any number of records"],
} as const;

type Page = keyof typeof pages;

/**
 * The version of specloom, and its pages: as links to the repository at the tag of that version; while specloom names no repository, as
 * paths in its package, which always contains the pages of its version.
 */
export function documentationPages({ version, repository }: BuildInfo): Readonly<Record<Page | "version", Markdown>> {
  const page = (name: Page): Markdown => {
    const [file, title] = pages[name];
    const path = inlineCode(`node_modules/specloom/docs/${file}`);
    return (repository === undefined ? path : `[${title}](${repository}/blob/v${version}/docs/${file})`) as Markdown;
  };
  return {
    version: version as Markdown,
    errors: page("errors"),
    behaviour: page("behaviour"),
    testing: page("testing"),
    mend: page("mend"),
    batches: page("batches"),
  };
}
