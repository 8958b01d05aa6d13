import type { Method } from "../../model/types/operation.js";
import { endingOf, type PathEnding } from "./path-endings.js";
import { literalTexts } from "./path-segments.js";
import type { PathShape } from "./path-shape.js";
import type { ResponseShape } from "./response-shape.js";
import { singularNoun } from "./singular-nouns.js";
import { contradicts, kindOfName, kindOfSummary } from "./verb-kinds.js";

/** What the name of an operation depends on in the table. */
export interface NamingFacts {
  readonly method: Method;
  readonly shape: PathShape;
  readonly responseShape: ResponseShape;
  readonly summary?: string;
}

/** A resource and a method: `["batch"]`, `update`. Texts of the path or of an operationId, not yet identifiers. */
export interface ProposedName {
  readonly resource: readonly string[];
  readonly name: string;
}

interface MethodNameRule {
  readonly methods: readonly Method[] | "any";
  readonly endings: readonly PathEnding[] | "any";
  readonly responseShapes?: readonly ResponseShape[];
  /** The rule holds only if the path has one of these methods, or none of them. */
  readonly beside?: readonly Method[];
  readonly notBeside?: readonly Method[];
  /** The method name; each `~` stands for one of the last segments, which then are not part of the resource, and `^~` for its singular. */
  readonly name: string;
}

/**
 * Method names by HTTP method, path and response. The first row that matches wins, unless the summary of the operation contradicts its verb
 * and not that of a later row. So the rows after one for `any` path are the other things that the method may do.
 */
// prettier-ignore
export const methodNames: readonly MethodNameRule[] = [
  { methods: ["HEAD"],                  endings: "any",                 name: "exists" },
  { methods: ["OPTIONS"],               endings: "any",                 name: "options" },
  { methods: ["TRACE"],                 endings: "any",                 name: "trace" },
  { methods: ["QUERY"],                 endings: "any",                 name: "query" },

  { methods: ["GET"],                   endings: ["action"],            name: "get ~", beside: ["POST", "PUT", "PATCH"], notBeside: ["DELETE"] },
  { methods: ["POST", "PUT", "PATCH"],  endings: ["below actions"],     name: "~" },
  { methods: ["GET", "POST", "PUT", "PATCH"], endings: ["action"],      name: "~" },
  { methods: ["POST"],                  endings: ["plural of action"],  name: "^~" },
  { methods: ["POST"],                  endings: ["single thing"],      name: "update" },
  { methods: ["POST"],                  endings: ["word after action"], name: "~ ~" },
  { methods: ["POST"],                  endings: ["word after item"],   name: "~" },

  { methods: ["GET"],                   endings: "any",                 name: "list", responseShapes: ["list"] },
  { methods: ["GET"],                   endings: ["parent"],            name: "list" },
  { methods: ["GET"],                   endings: ["plural"],            name: "list", responseShapes: ["wrapped list", "object with lists", "unknown"] },
  { methods: ["GET"],                   endings: ["singular", "single thing"], name: "list", responseShapes: ["wrapped list"] },
  { methods: ["GET"],                   endings: "any",                 name: "get" },
  { methods: ["GET"],                   endings: "any",                 name: "list" },
  { methods: ["GET"],                   endings: "any",                 name: "create" },

  { methods: ["POST"],                  endings: ["item"],              name: "update", notBeside: ["PUT", "PATCH"] },
  { methods: ["POST"],                  endings: "any",                 name: "create" },
  { methods: ["POST"],                  endings: "any",                 name: "list", responseShapes: ["list", "wrapped list"] },
  { methods: ["POST"],                  endings: "any",                 name: "get" },
  { methods: ["POST"],                  endings: "any",                 name: "list" },
  { methods: ["POST"],                  endings: "any",                 name: "update" },
  { methods: ["POST"],                  endings: "any",                 name: "delete" },

  { methods: ["PUT"],                   endings: ["parent"],            name: "replaceAll" },
  { methods: ["PUT"],                   endings: ["link"],              name: "create" },
  { methods: ["PUT"],                   endings: "any",                 name: "replace" },
  { methods: ["PUT"],                   endings: "any",                 name: "create" },
  { methods: ["PUT"],                   endings: "any",                 name: "delete" },
  { methods: ["PUT"],                   endings: "any",                 name: "get" },

  { methods: ["PATCH"],                 endings: ["parent"],            name: "updateMany" },
  { methods: ["PATCH"],                 endings: "any",                 name: "update" },
  { methods: ["PATCH"],                 endings: "any",                 name: "create" },

  { methods: ["DELETE"],                endings: ["parent"],            name: "deleteMany" },
  { methods: ["DELETE"],                endings: "any",                 name: "delete" },
];

/** The name of an operation by its HTTP method, path, response and the verb of its summary. */
export function methodName(facts: NamingFacts): ProposedName {
  return chosenName(facts, endingOf(facts.shape));
}

/** The name by HTTP method, response and summary alone, for an operation whose last segment is the name of a resource. */
export function plainMethodName(facts: NamingFacts): string {
  return chosenName(facts, "singular").name;
}

function chosenName(facts: NamingFacts, ending: PathEnding): ProposedName {
  const literals = literalTexts(facts.shape.segments);
  const names = matchingRules(facts, ending).flatMap(({ name }) => proposedName(name, literals) ?? []);
  const said = kindOfSummary(facts.summary ?? "");
  const [first = { resource: literals, name: facts.method.toLowerCase() }] = names;
  if (!contradicts(kindOfName(first.name), said)) return first;
  return names.find(({ name }) => kindOfName(name) !== undefined && !contradicts(kindOfName(name), said)) ?? first;
}

function matchingRules({ method, responseShape, shape }: NamingFacts, ending: PathEnding): readonly MethodNameRule[] {
  return methodNames.filter(
    ({ methods, endings, responseShapes, beside = [], notBeside = [] }) =>
      (methods === "any" || methods.includes(method)) &&
      (endings === "any" || endings.includes(ending)) &&
      (responseShapes?.includes(responseShape) ?? true) &&
      (beside.length === 0 || beside.some((other) => shape.methods.has(other))) &&
      !notBeside.some((other) => shape.methods.has(other)),
  );
}

/** Undefined if the path, without the prefix that all share, has fewer words than the name takes. */
function proposedName(pattern: string, literals: readonly string[]): ProposedName | undefined {
  const taken = pattern.match(/~/g)?.length ?? 0;
  if (taken > literals.length) return undefined;
  const own = literals.slice(literals.length - taken);
  const name = own.reduce(
    (text, segment) => text.replace(/\^?~/, (place) => (place === "~" ? segment : singularNoun(segment))),
    pattern,
  );
  return { resource: literals.slice(0, literals.length - taken), name };
}
