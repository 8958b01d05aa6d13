import { isJsonArray } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { type Code, code, join } from "../text/code.js";
import { propertyKey, literal } from "../text/literals.js";
import { primary, type TypeExpression, unionOf, unknownType } from "./type-expression.js";

const maxDepth = 8;

/** The type that allows exactly one JSON value. Deeply nested parts are `unknown`. */
export function literalType(value: Json, depth = 0): TypeExpression {
  if (value === null || typeof value !== "object") return primary(literal(value));
  if (depth >= maxDepth) return unknownType;
  if (isJsonArray(value))
    return primary(
      code`[${join(
        value.map((item) => literalType(item, depth + 1).code),
        ", ",
      )}]`,
    );
  const fields = Object.entries(value).map(([name, field]) => code`${propertyKey(name)}: ${literalType(field, depth + 1).code}`);
  return primary(code`{ ${join(fields, "; ")} }`);
}

/** The union of the literal types of some values. */
export function literalUnion(values: readonly Json[]): Code {
  return unionOf(values.map((value) => literalType(value))).code;
}
