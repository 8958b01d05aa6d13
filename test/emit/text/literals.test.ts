import fc from "fast-check";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { propertyAccess, propertyKey, literal, pathLiteral } from "../../../generator/emit/text/literals.js";
import type { Json } from "../../../generator/load/tree/node.js";

/** Evaluates an expression of literals, arrays and objects without running it. */
function valueOf(text: string): unknown {
  const file = ts.createSourceFile("literal.ts", `const value = ${text};`, ts.ScriptTarget.ES2022, true);
  expect(file.statements).toHaveLength(1);
  const [statement] = file.statements;
  if (statement === undefined || !ts.isVariableStatement(statement)) throw new Error(`no declaration: ${text}`);
  const initializer = statement.declarationList.declarations[0]?.initializer;
  if (initializer === undefined) throw new Error(`no value: ${text}`);
  return read(initializer);
}

function read(node: ts.Expression): unknown {
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) return -Number(read(node.operand));
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(read);
  if (ts.isObjectLiteralExpression(node)) return new Map(node.properties.map(property));
  throw new Error(`not a literal: ${node.getText()}`);
}

function property(node: ts.ObjectLiteralElementLike): [string, unknown] {
  if (!ts.isPropertyAssignment(node)) throw new Error(`not a property: ${node.getText()}`);
  const { name } = node;
  if (ts.isIdentifier(name) || ts.isStringLiteral(name)) {
    // `{ __proto__: value }` would set the prototype.
    expect(name.text).not.toBe("__proto__");
    return [name.text, read(node.initializer)];
  }
  if (ts.isComputedPropertyName(name) && ts.isStringLiteral(name.expression))
    return [name.expression.text, read(node.initializer)];
  throw new Error(`not a name: ${name.getText()}`);
}

function expected(value: Json): unknown {
  if (typeof value !== "object" || value === null) return value === 0 ? 0 : value;
  if (Array.isArray(value)) return value.map(expected);
  return new Map(Object.entries(value).map(([name, item]) => [name, expected(item)]));
}

describe("literal", () => {
  test.each<{ given: Json; want: string }>([
    { given: "plain", want: '"plain"' },
    { given: 'a "quote" and a \\', want: '"a \\"quote\\" and a \\\\"' },
    { given: "`${process.exit()}`", want: '"`${process.exit()}`"' },
    { given: "line\nbreak", want: '"line\\nbreak"' },
    { given: "\u2028\u2029\u0085", want: '"\\u2028\\u2029\\u0085"' },
    { given: "\ufeff\u202e\u2066", want: '"\\ufeff\\u202e\\u2066"' },
    { given: "\ud800", want: '"\\ud800"' },
    { given: "😀", want: '"😀"' },
    { given: -1.5, want: "-1.5" },
    { given: 1e21, want: "1e+21" },
    { given: null, want: "null" },
    { given: [1, [true]], want: "[1, [true]]" },
    { given: {}, want: "{}" },
    { given: { a: 1, "b-c": 2, 3: 4 }, want: '{ "3": 4, a: 1, "b-c": 2 }' },
    { given: JSON.parse('{"__proto__": 1}') as Json, want: '{ ["__proto__"]: 1 }' },
  ])("$given is $want", ({ given, want }) => {
    expect(literal(given)).toBe(want);
  });

  test("a number that is not finite is refused", () => {
    expect(() => literal(Number.NaN)).toThrow("not finite");
    expect(() => literal([Number.POSITIVE_INFINITY])).toThrow("not finite");
  });

  test("a value that is too deep or too large is refused", () => {
    let deep: Json = 1;
    for (let depth = 0; depth < 70; depth++) deep = [deep];
    expect(() => literal(deep)).toThrow("too deep");
    expect(() => literal(Array.from({ length: 30_000 }, () => 1))).toThrow("too large");
  });

  test("any value is parsed back to the same value", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string(),
      fc.constantFrom("__proto__", "*/", "`${a}`", "\u2028", "\ud800x", "</script>"),
    );
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(text, tie("value"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(value, (given) => {
        expect(valueOf(literal(given))).toEqual(expected(given));
      }),
      { numRuns: 300 },
    );
  });

  test("invisible characters never appear in the source", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (given) => {
        expect(literal(given)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/);
      }),
    );
  });
});

describe("propertyKey", () => {
  test.each([
    ["name", "name"],
    ["$ref", "$ref"],
    ["constructor", "constructor"],
    ["__proto__", '["__proto__"]'],
    ["a-b", '"a-b"'],
    ["1", '"1"'],
    ["", '""'],
    ["größe", '"größe"'],
    ["a: string }; evil", '"a: string }; evil"'],
  ])("%j is %s", (given, want) => {
    expect(propertyKey(given)).toBe(want);
  });
});

describe("propertyAccess", () => {
  test.each([
    ["next", false, ".next"],
    ["next", true, "?.next"],
    ["a-b", false, '["a-b"]'],
    ["a-b", true, '?.["a-b"]'],
    ['"]; evil', false, '["\\"]; evil"]'],
  ])("%j, optional: %s is %s", (given, optional, want) => {
    expect(propertyAccess(given, optional)).toBe(want);
  });
});

describe("pathLiteral", () => {
  test.each([
    ["/crm/v3/objects", "/crm/v3/objects"],
    ["/a b", "/a%20b"],
    ["/a%20b", "/a%20b"],
    ["/100%", "/100%25"],
    ["/`${evil()}`", "/%60$%7Bevil()%7D%60"],
    ["/back\\slash\n", "/back%5Cslash%0A"],
    ["/grün", "/gr%C3%BCn"],
    ["/x:batch@now;v=1", "/x:batch@now;v=1"],
    ["/a?b#c", "/a%3Fb%23c"],
  ])("%j is %s", (given, want) => {
    expect(pathLiteral(given)).toBe(want);
  });

  test("contains nothing that could end a template literal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (given) => {
        expect(pathLiteral(given)).toMatch(/^[A-Za-z0-9\-._~!$&'()*+,;=:@/%]*$/);
        expect(pathLiteral(given)).not.toContain("${");
      }),
    );
  });
});
