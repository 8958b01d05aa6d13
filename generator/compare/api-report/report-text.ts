/** How the text of a report is made up: a title, and a section of TypeScript for each entry point. */

/** The line by which a report is known, and the version of its form. */
const mark = "<!-- specloom: API report 1 -->";

export function titleLines(name: string): string {
  return [
    `# API of ${name}`,
    "",
    mark,
    "",
    "What can be imported: one section for each entry point, as `exports` of `package.json` names them. `specloom check` compares it with the",
    "package, and `specloom generate --accept-api-report` writes it.",
    "",
  ].join("\n");
}

/** Empty if the section is. */
export function sectionText(entry: string, code: string): string {
  if (code === "") return "";
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`## ${entry}`, "", `${fence}ts`, code, fence, ""].join("\n");
}

/** A report that was taken apart. */
export interface ReportText {
  readonly name: string;
  readonly sections: ReadonlyMap<string, string>;
}

/** Undefined if the text is no report. */
export function parseReportText(text: string): ReportText | undefined {
  const lines = text.replaceAll("\r\n", "\n");
  const [, name] = /^# API of (.+)$/m.exec(lines) ?? [];
  if (name === undefined || !lines.includes(mark)) return undefined;
  return { name, sections: sectionsOf(lines.split("\n")) };
}

/** What stands in the block of code below each heading. A line of code may look like a heading. */
function sectionsOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const sections = new Map<string, string>();
  let [entry, fence] = ["", ""];
  let code: string[] = [];
  for (const line of lines) {
    if (fence === "") {
      if (line.startsWith("## ")) entry = line.slice("## ".length);
      if (/^`{3,}ts$/.test(line)) [fence, code] = [line.slice(0, -"ts".length), []];
    } else if (line === fence) {
      sections.set(entry, code.join("\n"));
      fence = "";
    } else code.push(line);
  }
  return sections;
}
