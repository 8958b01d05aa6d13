import type { Files } from "../../files.js";
import { Project, ts } from "./typescript.js";

/** The declarations of a package as one program, in which every name leads to its declaration. */
export interface DeclaredProgram {
  readonly checker: ts.TypeChecker;
  readonly file: (path: string) => ts.SourceFile | undefined;
  /** Whether a statement or a member is deprecated. */
  readonly isDeprecated: (node: ts.Node) => boolean;
}

export function createProgram(declarations: Files): DeclaredProgram {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: {
      noLib: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      noEmit: true,
    },
  });
  const deprecated = new Map<string, ReadonlySet<number>>();
  for (const [path, text] of declarations) {
    const uncommented = withoutComments(path, text);
    // As modules, so that they are found under whichever ending others import them by.
    const file = project.createSourceFile(`/${path.replace(/\.d\.ts$/, ".ts")}`, uncommented.text);
    deprecated.set(file.compilerNode.fileName, uncommented.deprecated);
  }
  const program = project.getProgram().compilerObject;
  return {
    checker: program.getTypeChecker(),
    file: (path) => program.getSourceFile(`/${path}`),
    isDeprecated: (node) => deprecated.get(node.getSourceFile().fileName)?.has(node.getStart()) === true,
  };
}

interface Uncommented {
  readonly text: string;
  /** Where nodes start that are deprecated. */
  readonly deprecated: ReadonlySet<number>;
}

/** The text with spaces in place of its comments, so that everything stays where it is. */
function withoutComments(path: string, text: string): Uncommented {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const comments = new Map<number, number>();
  const deprecated = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) {
      if (node.tags?.some((tag) => ts.isJSDocDeprecatedTag(tag)) === true) deprecated.add(node.parent.getStart(file));
      return;
    }
    const ranges = [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
    ];
    for (const { pos, end } of ranges) comments.set(pos, end);
    node.getChildren(file).forEach(visit);
  };
  visit(file);
  const characters = [...comments].reduce((rest, [pos, end]) => rest.fill(" ", pos, end), text.split(""));
  return { text: characters.join(""), deprecated };
}
