import type { Method } from "../model/api.js";
import { isAction } from "./actions.js";
import type { Answer } from "./answers.js";
import type { Segment } from "./path-shape.js";
import { isPlural, wordsOf } from "./words.js";

/** What the table looks at. */
export interface NameQuestion {
  readonly method: Method;
  /** Without versions and without what all paths begin with. */
  readonly segments: readonly Segment[];
  readonly answer: Answer;
}

/** Where an operation is found: `["batch"]`, `update`. Texts of the path, not yet names. */
export interface FoundName {
  readonly resource: readonly string[];
  readonly name: string;
}

/** How a path ends. `link` ends in two parameters or more: it names a relation by its two sides. */
type Ending = "action" | "verb after item" | "collection" | "item" | "link";

interface Row {
  readonly methods: readonly Method[] | "any";
  readonly endings: readonly Ending[] | "any";
  readonly answers?: readonly Answer[];
  /** The name; `~` is the last segment itself, which then is no resource. */
  readonly name: string;
}

/* prettier-ignore -- a table: which method, on which ending, is called what; the first row that matches wins. */
export const methodNames: readonly Row[] = [
  { methods: ["HEAD"], endings: "any", name: "exists" },
  { methods: ["OPTIONS"], endings: "any", name: "options" },
  { methods: ["TRACE"], endings: "any", name: "trace" },
  { methods: ["QUERY"], endings: "any", name: "query" },

  { methods: ["GET", "POST", "PUT", "PATCH"], endings: ["action"], name: "~" },
  { methods: ["POST"], endings: ["verb after item"], name: "~" },

  { methods: ["GET"], endings: "any", answers: ["list"], name: "list" },
  { methods: ["GET"], endings: ["collection"], answers: ["wrapped list"], name: "list" },
  { methods: ["GET"], endings: "any", name: "get" },
  { methods: ["POST"], endings: "any", name: "create" },
  { methods: ["PUT"], endings: ["link"], name: "create" },
  { methods: ["PUT"], endings: "any", name: "replace" },
  { methods: ["PATCH"], endings: "any", name: "update" },
  { methods: ["DELETE"], endings: "any", name: "delete" },
];

/** The name that the verb and the path of an operation give it. */
export function methodName({ method, segments, answer }: NameQuestion): FoundName {
  const ending = endingOf(segments);
  const seen = answer === "unknown" && endsInPlural(segments) ? "wrapped list" : answer;
  const row = methodNames.find((candidate) => matches(candidate, method, ending, seen));
  const literals = segments.flatMap((segment) => ("literal" in segment ? [segment.literal] : []));
  if (row?.name !== "~") return { resource: literals, name: row?.name ?? method.toLowerCase() };
  return { resource: literals.slice(0, -1), name: literals.at(-1) ?? method.toLowerCase() };
}

/** The name that says only what the method does, for an operation whose last segment turned out to be a resource. */
export function plainMethodName(question: NameQuestion): string {
  const { name } = methodName({ ...question, segments: [{ literal: "" }] });
  return name;
}

function matches(row: Row, method: Method, ending: Ending, answer: Answer): boolean {
  if (row.methods !== "any" && !row.methods.includes(method)) return false;
  if (row.endings !== "any" && !row.endings.includes(ending)) return false;
  return row.answers === undefined || row.answers.includes(answer);
}

/** A path of which nothing is left was a collection: what all paths begin with ends in it. */
function endingOf(segments: readonly Segment[]): Ending {
  const [before, last] = [segments.at(-2), segments.at(-1)];
  if (last === undefined) return "collection";
  if ("parameter" in last) return before && "parameter" in before ? "link" : "item";
  if (isAction(last)) return "action";
  return before && "parameter" in before && !isPlural(wordsOf(last.literal).at(-1) ?? "") ? "verb after item" : "collection";
}

function endsInPlural(segments: readonly Segment[]): boolean {
  const last = segments.at(-1);
  return last !== undefined && "literal" in last && isPlural(wordsOf(last.literal).at(-1) ?? "");
}
