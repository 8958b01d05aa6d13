import type { Method } from "../../model/types/operation.js";
import { isActionSegment } from "./action-verbs.js";
import type { ResponseShape } from "./response-shape.js";
import type { PathShape } from "./path-shape.js";
import { literalTexts } from "./path-segments.js";
import { isPlural, wordsOf } from "./words.js";

/** What the name of an operation depends on in the table. */
export interface NamingFacts {
  readonly method: Method;
  readonly shape: PathShape;
  readonly responseShape: ResponseShape;
}

/** A resource and a method: `["batch"]`, `update`. Texts of the path or of an operationId, not yet identifiers. */
export interface ProposedName {
  readonly resource: readonly string[];
  readonly name: string;
}

/** How a path ends. A `parent` has items: another path is the same and a parameter. A `link` ends in two parameters, the two sides of a relation. */
type Ending = "parent" | "action" | "word after item" | "plural" | "singular" | "item" | "link";

interface MethodNameRule {
  readonly methods: readonly Method[] | "any";
  readonly endings: readonly Ending[] | "any";
  readonly responseShapes?: readonly ResponseShape[];
  /** The method name; `~` stands for the last segment, which then is not part of the resource. */
  readonly name: string;
}

/** Method names by HTTP method, path and response; the first row that matches wins. */
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

/** The name of an operation by its HTTP method, path and response. */
export function methodName(facts: NamingFacts): ProposedName {
  const { method, shape, responseShape } = facts;
  const name = ruleFor(method, endingOf(shape), responseShape)?.name;
  const literals = literalTexts(shape.segments);
  const [last] = literals.slice(-1);
  if (name !== "~") return { resource: literals, name: name ?? method.toLowerCase() };
  return last === undefined ? { resource: [], name: plainMethodName(facts) } : { resource: literals.slice(0, -1), name: last };
}

/** The name by HTTP method and response alone, for an operation whose last segment is the name of a resource. */
export function plainMethodName({ method, responseShape }: NamingFacts): string {
  return ruleFor(method, "singular", responseShape)?.name ?? method.toLowerCase();
}

function ruleFor(method: Method, ending: Ending, responseShape: ResponseShape): MethodNameRule | undefined {
  return methodNames.find(
    ({ methods, endings, responseShapes }) =>
      (methods === "any" || methods.includes(method)) &&
      (endings === "any" || endings.includes(ending)) &&
      (responseShapes?.includes(responseShape) ?? true),
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
