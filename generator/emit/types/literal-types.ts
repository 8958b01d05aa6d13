import { isJsonArray } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { type Code, code, join } from "../text/code.js";
import { propertyKey, literal } from "../text/literals.js";
import { primary, type TypeExpression, unionOf, unknownType } from "./type-expression.js";

const deepest = 8;

/** The type of exactly one value; what nests deeper than anybody compares is `unknown`. */
export function literalType(value: Json, depth = 0): TypeExpression {
  if (value === null || typeof value !== "object") return primary(literal(value));
  if (depth >= deepest) return unknownType;
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

/** The literal types of wire values, as a discriminator needs them. */
export function literalUnion(values: readonly string[]): Code {
  return unionOf(values.map((value) => primary(literal(value)))).code;
}
