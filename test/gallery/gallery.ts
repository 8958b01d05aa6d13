/** Sections of gallery.md: a diagnostic code, what gives it, and what the terminal shows. */
export interface Section {
  readonly code: string;
  /** The files, by their paths. */
  readonly files: readonly (readonly [path: string, text: string])[];
  /** The arguments of `specloom`; undefined where the description is only read. */
  readonly args: readonly string[] | undefined;
  readonly shown: string;
}

export function sectionsOf(page: string): readonly Section[] {
  const [, ...sections] = page.split(/^## /m);
  return sections.map((section) => {
    const fences = [...section.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)];
    const unnamed = (wanted: string) => fences.find(([, language, path]) => language === wanted && path === "")?.[3]?.trimEnd();
    return {
      code: section.slice(0, section.indexOf("\n")),
      files: fences.flatMap(([, , path = "", text = ""]) => (path === "" ? [] : [[path, text] as const])),
      args: unnamed("sh")
        ?.split(" ")
        .slice(1)
        .map((word) => word.replaceAll('"', "")),
      shown: unnamed("text") ?? "",
    };
  });
}
