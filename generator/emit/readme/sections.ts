/** What decides whether a README has a section: a value of the data that its template gets, or nothing. */
interface Section {
  readonly name: string;
  readonly needs: readonly string[];
}

/** The sections of a README in their order, each a template in `templates/package/readme/`. */
// prettier-ignore -- One line for each section.
export const sections = [
  { name: "install", needs: [] },
  { name: "authentication", needs: ["authentication"] },
  { name: "first-call", needs: ["callable"] },
  { name: "errors", needs: ["callable"] },
  { name: "pages", needs: ["callable", "pages"] },
  { name: "values", needs: ["callable", "values"] },
  { name: "own-fields", needs: ["callable", "typed"] },
  { name: "options", needs: ["callable"] },
  { name: "retries", needs: ["callable"] },
  { name: "testing", needs: ["callable"] },
  { name: "batch-runs", needs: ["callable", "batch"] },
  { name: "other-requests", needs: ["callable"] },
  { name: "smaller-bundles", needs: ["callable", "functions"] },
  { name: "webhooks", needs: ["webhooks"] },
  { name: "operations", needs: ["callable"] },
] as const satisfies readonly Section[];

/** The frame of a README: its title, the list of the sections, and what stands below them. */
export const frame = "page";

export type ReadmeTemplate = (typeof sections)[number]["name"] | typeof frame;

export function templatePath(name: ReadmeTemplate): string {
  return `readme/${name}.md.hbs`;
}

/** The paths that templates of the user can have below their folder. */
export const templatePaths: readonly string[] = [templatePath(frame), ...sections.map(({ name }) => templatePath(name))];
