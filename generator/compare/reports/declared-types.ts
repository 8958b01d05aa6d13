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
  return new Map(modules.flatMap(([, text]) => declarationsOf(withoutComments(text.split("\n")))));
}

/** An interface ends with a brace at the start of a line, a type alias before an empty line. */
function declarationsOf(lines: readonly string[]): readonly (readonly [string, string])[] {
  return lines.flatMap((line, index) => {
    const [, kind, name] = /^export (interface|type) (\w+)/.exec(line) ?? [];
    if (name === undefined) return [];
    const isLast = (one: string) => (kind === "interface" ? one.startsWith("}") || one.endsWith("{}") : one === "");
    const rest = lines.slice(index);
    const end = rest.findIndex(isLast);
    const code = rest.slice(0, end < 0 ? undefined : end + (kind === "interface" ? 1 : 0));
    return [[name, code.join("\n").trimEnd()] as const];
  });
}

function withoutComments(lines: readonly string[]): readonly string[] {
  let isComment = false;
  return lines.filter((line) => {
    const starts = line.trimStart().startsWith("/**");
    const wasComment = isComment || starts;
    isComment = wasComment && !line.includes("*/");
    return !wasComment;
  });
}

/** The declarations that others refer to, each once. */
function reachable(roots: readonly string[], ...all: readonly ReadonlyMap<string, string>[]): readonly string[] {
  const found = new Set(roots);
  for (const name of found)
    for (const declarations of all)
      for (const [word] of (declarations.get(name) ?? "").matchAll(/\b[A-Z]\w*/g)) if (declarations.has(word)) found.add(word);
  return [...found];
}
