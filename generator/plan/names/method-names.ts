import type { Method } from "../../model/types/operation.js";
import { isActionSegment } from "./action-verbs.js";
import type { ResponseShape } from "./response-shape.js";
import type { PathShape } from "./path-shape.js";
import { literalTexts } from "./path-segments.js";
import { isPlural, wordsOf } from "./words.js";

/** What the table looks at. */
export interface NamingFacts {
  readonly method: Method;
  readonly shape: PathShape;
  readonly responseShape: ResponseShape;
}

/** Where an operation is found: `["batch"]`, `update`. Texts of the path, not yet names. */
export interface ProposedName {
  readonly resource: readonly string[];
  readonly name: string;
}

/** How a path ends. `parent` is what another path goes on from with one parameter; `link` ends in two parameters or more: it names a relation by its two sides. */
type Ending = "parent" | "action" | "word after item" | "plural" | "singular" | "item" | "link";

interface MethodNameRule {
  readonly methods: readonly Method[] | "any";
  readonly endings: readonly Ending[] | "any";
  readonly responseShapes?: readonly ResponseShape[];
  /** The name; `~` is the last segment itself, which then is no resource. */
  readonly name: string;
}

/** Which method, on which ending, is called what; the first row that matches wins. */
// prettier-ignore
export const methodNames: readonly MethodNameRule[] = [
  { methods: ["HEAD"],                         endings: "any",                 name: "exists" },
  { methods: ["OPTIONS"],                      endings: "any",                 name: "options" },
  { methods: ["TRACE"],                        endings: "any",                 name: "trace" },
  { methods: ["QUERY"],                        endings: "any",                 name: "query" },

  { methods: ["GET", "POST", "PUT", "PATCH"],  endings: ["action"],            name: "~" },
  { methods: ["POST"],                         endings: ["word after item"],   name: "~" },

  { methods: ["GET"],                          endings: "any",                 name: "list", responseShapes: ["list"] },
  { methods: ["GET"],                          endings: ["parent"],            name: "list" },
  { methods: ["GET"],                          endings: ["plural"],            name: "list", responseShapes: ["wrapped list", "object with lists", "unknown"] },
  { methods: ["GET"],                          endings: ["singular"],          name: "list", responseShapes: ["wrapped list"] },
  { methods: ["GET"],                          endings: "any",                 name: "get" },

  { methods: ["POST"],                         endings: ["item"],              name: "update" },
  { methods: ["POST"],                         endings: "any",                 name: "create" },
  { methods: ["PUT"],                          endings: ["parent"],            name: "replaceAll" },
  { methods: ["PUT"],                          endings: ["link"],              name: "create" },
  { methods: ["PUT"],                          endings: "any",                 name: "replace" },
  { methods: ["PATCH"],                        endings: ["parent"],            name: "updateMany" },
  { methods: ["PATCH"],                        endings: "any",                 name: "update" },
  { methods: ["DELETE"],                       endings: ["parent"],            name: "deleteMany" },
  { methods: ["DELETE"],                       endings: "any",                 name: "delete" },
];

/** The name that the verb and the path of an operation give it. */
export function methodName(question: NamingFacts): ProposedName {
  const { method, shape, responseShape: answer } = question;
  const name = rowFor(method, endingOf(shape), answer)?.name;
  const literals = literalTexts(shape.segments);
  const [last] = literals.slice(-1);
  if (name !== "~") return { resource: literals, name: name ?? method.toLowerCase() };
  return last === undefined ? { resource: [], name: plainMethodName(question) } : { resource: literals.slice(0, -1), name: last };
}

/** The name that says only what the method does, for an operation whose last segment turned out to be a resource. */
export function plainMethodName({ method, responseShape: answer }: NamingFacts): string {
  return rowFor(method, "singular", answer)?.name ?? method.toLowerCase();
}

function rowFor(method: Method, ending: Ending, answer: ResponseShape): MethodNameRule | undefined {
  return methodNames.find(
    ({ methods, endings, responseShapes: answers }) =>
      (methods === "any" || methods.includes(method)) &&
      (endings === "any" || endings.includes(ending)) &&
      (answers?.includes(answer) ?? true),
  );
}

function endingOf({ unshortened: whole, hasItems }: PathShape): Ending {
  const [before, last] = [whole.at(-2), whole.at(-1)];
  if (last === undefined) return "singular";
  if ("parameter" in last) return before && "parameter" in before ? "link" : "item";
  if (hasItems) return "parent";
  if (isActionSegment(last)) return "action";
  if (isPlural(wordsOf(last.literal).at(-1) ?? "")) return "plural";
  return before && "parameter" in before ? "word after item" : "singular";
}
