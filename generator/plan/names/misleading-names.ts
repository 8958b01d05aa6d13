import { type Diagnostic, diagnostic } from "../../diagnostics.js";
import type { Operation } from "../../model/types/operation.js";
import { contradicts, kindOfName, kindOfSummary, type SaidKind } from "./verb-kinds.js";

/** What a name or a summary says that an operation does. */
const meanings: Readonly<Record<SaidKind, string>> = {
  create: "creates",
  update: "changes something that exists",
  delete: "deletes",
  list: "lists several things",
  get: "gets one thing",
  read: "gets something",
};

/** A warning if the method name says one thing and the summary of the operation another. */
export function misleadingName({ method, path, place, summary = "" }: Operation, name: string): Diagnostic | undefined {
  const [own, said] = [kindOfName(name), kindOfSummary(summary)];
  if (own === undefined || said === undefined || !contradicts(own, said)) return undefined;
  const line = summary.split("\n")[0] ?? "";
  const quoted = JSON.stringify(line.length > 80 ? `${line.slice(0, 77)}...` : line);
  const message = `The method \`${name}\` of ${method} ${path.text} says that it ${meanings[own]}, but the summary says that it ${meanings[said]}: ${quoted}.`;
  return diagnostic("name-misleading", place, message, {
    help: "Correct the summary, or choose a name with `x-specloom-name` in an overlay.",
  });
}
