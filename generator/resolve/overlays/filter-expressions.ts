import { jsonpath, type JSONPathQuery } from "json-p3";
import type { Json } from "../../load/tree/node.js";
import { type Evaluation, type FilterExpression as Expression, isObject, membersOf, selectAll } from "./evaluate-query.js";
import { compileIRegexp, type IRegexp } from "./i-regexp.js";
import type { Steps } from "./steps.js";

/** The special result of RFC 9535 for a query that selects nothing. */
const nothing = Symbol("Nothing");
type Value = Json | typeof nothing;

/** The values that a query selects. */
class Nodes {
  constructor(readonly values: readonly Json[]) {}
}

/** Whether a filter selects a value. */
export function isSelected(expression: Expression, current: Json, evaluation: Evaluation): boolean {
  return isTrue(evaluate(expression, current, evaluation));
}

const { InfixExpression, LogicalExpression, PrefixExpression, RelativeQuery, RootQuery, FunctionExtension } =
  jsonpath.expressions;
const { StringLiteral, NumberLiteral, BooleanLiteral, NullLiteral } = jsonpath.expressions;

function evaluate(expression: Expression, current: Json, evaluation: Evaluation): Value | Nodes {
  evaluation.steps.spend();
  const query = ({ path }: { readonly path: JSONPathQuery }, start: Json) =>
    new Nodes(selectAll(path, start, evaluation).map(({ value }) => value));
  if (expression instanceof RelativeQuery) return query(expression, current);
  if (expression instanceof RootQuery) return query(expression, evaluation.root);
  if (expression instanceof LogicalExpression) return isTrue(evaluate(expression.expression, current, evaluation));
  if (expression instanceof PrefixExpression) return !isTrue(evaluate(expression.right, current, evaluation));
  if (expression instanceof InfixExpression) return infix(expression, current, evaluation);
  if (expression instanceof NullLiteral) return null;
  if (expression instanceof StringLiteral || expression instanceof NumberLiteral || expression instanceof BooleanLiteral)
    return expression.value;
  if (expression instanceof FunctionExtension) {
    const args = expression.args.map((argument) => evaluate(argument, current, evaluation));
    const call = functions[expression.name];
    return call === undefined ? nothing : call(args, evaluation.steps);
  }
  throw new Error(`the expression \`${expression.toString()}\` is not supported`);
}

function isTrue(result: Value | Nodes): boolean {
  return result instanceof Nodes ? result.values.length > 0 : result !== false && result !== nothing;
}

function valueOf(result: Value | Nodes | undefined): Value {
  if (result === undefined) return nothing;
  return result instanceof Nodes ? (result.values.length === 1 ? (result.values[0] ?? null) : nothing) : result;
}

function infix(expression: InstanceType<typeof InfixExpression>, current: Json, evaluation: Evaluation): boolean {
  const left = evaluate(expression.left, current, evaluation);
  if (expression.operator === "&&") return isTrue(left) && isTrue(evaluate(expression.right, current, evaluation));
  if (expression.operator === "||") return isTrue(left) || isTrue(evaluate(expression.right, current, evaluation));
  const right = evaluate(expression.right, current, evaluation);
  return comparisons[expression.operator]?.(valueOf(left), valueOf(right), evaluation.steps) ?? false;
}

const comparisons: { readonly [operator: string]: (left: Value, right: Value, steps: Steps) => boolean } = {
  "==": areEqual,
  "!=": (left, right, steps) => !areEqual(left, right, steps),
  "<": isLess,
  ">": (left, right) => isLess(right, left),
  "<=": (left, right, steps) => isLess(left, right) || areEqual(left, right, steps),
  ">=": (left, right, steps) => isLess(right, left) || areEqual(left, right, steps),
};

function isLess(left: Value, right: Value): boolean {
  if (typeof left === "string" && typeof right === "string") return left < right;
  return typeof left === "number" && typeof right === "number" && left < right;
}

function areEqual(left: Value, right: Value, steps: Steps): boolean {
  steps.spend();
  if (left === right) return true;
  if (left === nothing || right === nothing || typeof left !== "object" || typeof right !== "object") return false;
  if (left === null || right === null || Array.isArray(left) !== Array.isArray(right)) return false;
  const [ours, theirs] = [membersOf(left), new Map(membersOf(right))];
  return (
    ours.length === theirs.size &&
    ours.every(([key, value]) => areEqual(value, theirs.get(key) ?? nothingOrNull(theirs, key), steps))
  );
}

function nothingOrNull(members: ReadonlyMap<string, Json>, key: string): Value {
  return members.has(key) ? null : nothing;
}

const functions: { readonly [name: string]: (args: readonly (Value | Nodes)[], steps: Steps) => Value } = {
  count: ([nodes]) => (nodes instanceof Nodes ? nodes.values.length : nothing),
  value: ([nodes]) => valueOf(nodes),
  length: ([argument], steps) => lengthOf(valueOf(argument), steps),
  match: ([text, pattern], steps) => test(valueOf(text), valueOf(pattern), (regexp, found) => regexp.matches(found, steps)),
  search: ([text, pattern], steps) => test(valueOf(text), valueOf(pattern), (regexp, found) => regexp.isFoundIn(found, steps)),
};

function lengthOf(value: Value, steps: Steps): Value {
  if (typeof value === "string") {
    steps.spend(value.length);
    return Array.from(value).length;
  }
  return value !== nothing && (Array.isArray(value) || isObject(value)) ? membersOf(value).length : nothing;
}

/** The pattern that was used last: a filter uses the same one for each value. */
let last: { readonly pattern: string; readonly regexp: IRegexp | undefined } = { pattern: "", regexp: compileIRegexp("") };

/** An invalid pattern matches nothing (RFC 9535, 2.4.6). */
function test(text: Value, pattern: Value, matches: (regexp: IRegexp, text: string) => boolean): boolean {
  if (typeof text !== "string" || typeof pattern !== "string") return false;
  if (last.pattern !== pattern) last = { pattern, regexp: compileIRegexp(pattern) };
  return last.regexp !== undefined && matches(last.regexp, text);
}
