import type { PackagePlan } from "../../plan/types/package-plan.js";
import { resourcesOf } from "../../plan/client/plan-resources.js";
import type { Change } from "../rules/change.js";
import type { ComparedTypes } from "./report.js";

/** The plan of a package, and its files. */
export interface PackageText {
  readonly plan: PackagePlan;
  readonly files: ReadonlyMap<string, string>;
}

/** How long the declarations of an operation may become in the page. */
const longest = 12_000;

/** The declarations that callers of each changed operation see, in both packages: those of its parameters and answers, and of their models. */
export function compareDeclarations(changes: readonly Change[], old: PackageText, now: PackageText): readonly ComparedTypes[] {
  const [before, after] = [declarationsIn(old.files), declarationsIn(now.files)];
  const operations = [...new Set(changes.flatMap((change) => (change.operations.length === 1 ? change.operations : [])))];
  return operations.flatMap((operation) => {
    const names = reachable([...namesOf(operation, old.plan), ...namesOf(operation, now.plan)], before, after);
    const differing = names.filter((name) => before.get(name) !== after.get(name));
    const text = (declarations: ReadonlyMap<string, string>) =>
      differing
        .flatMap((name) => declarations.get(name) ?? [])
        .join("\n\n")
        .slice(0, longest);
    return differing.length === 0 ? [] : [{ operation, before: text(before), after: text(after) }];
  });
}

function namesOf(operation: string, { resource }: PackagePlan): readonly string[] {
  const plan = resourcesOf(resource)
    .flatMap(({ operations }) => operations)
    .find(({ qualifiedName }) => qualifiedName === operation);
  return plan === undefined ? [] : [...(plan.paramsName === undefined ? [] : [plan.paramsName]), plan.responsesName];
}

/** The exported interfaces and type aliases of the generated modules, by name. Runtime modules never differ in what a description changes. */
function declarationsIn(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const modules = [...files].filter(([path]) => path === "src/models.ts" || path.startsWith("src/operations/"));
  return new Map(
    modules.flatMap(([, text]) =>
      [...text.matchAll(declaration)].map(([code, one, other]): [string, string] => [one ?? other ?? "", withoutComments(code)]),
    ),
  );
}

/** An interface ends with a brace at the start of a line, a type alias before an empty line or at the end of the file. */
const declaration = /^export (?:interface (\w+)[\s\S]*?^\}|type (\w+)[\s\S]*?;(?=\n\n|\n?$(?![\s\S])))/gm;

function withoutComments(code: string): string {
  return code.replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, "");
}

/** The declarations that others refer to, each once. */
function reachable(roots: readonly string[], ...all: readonly ReadonlyMap<string, string>[]): readonly string[] {
  const found = new Set(roots);
  for (const name of found)
    for (const declarations of all)
      for (const [word] of (declarations.get(name) ?? "").matchAll(/\b[A-Z]\w*/g)) if (declarations.has(word)) found.add(word);
  return [...found];
}
