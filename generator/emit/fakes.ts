import type { FakePlan } from "../plan/package.js";
import { code, type Code, ident, join } from "./code.js";
import type { Imports } from "./imports.js";
import { lit } from "./literals.js";
import { runtimeType, runtimeValue } from "./runtime-symbols.js";
import { typeOf, type TypeScope } from "./schema-types.js";
import { printFunction } from "./structures.js";
import { codeSpan, comment, words } from "./tsdoc.js";
import { typeParameters } from "./type-parameters.js";

/** `fakePets`: what is known about the records and the operations on them, and nothing else. */
export function declareFake(
  { name, operations, record, facts, words: things }: FakePlan,
  imports: Imports,
  scope: TypeScope,
): Code {
  const item = typeOf(record, scope).code;
  // What a test says of a few records is not all that their properties may be: types are given, never guessed from values.
  const given = typeOf(record, { ...scope, argument: (argument) => code`NoInfer<${scope.argument(argument)}>` }).code;
  const answers = code`Pick<${runtimeType(imports, "Operations")}, ${join(
    operations.map((operation) => lit(operation)),
    " | ",
  )}>`;
  return printFunction({
    name: ident(name),
    docs: comment({
      paragraphs: [
        words`Keeps ${codeSpan(things)} in memory and answers the operations that read and change them.`,
        words`Give its ${codeSpan("handlers")} to ${codeSpan("mockFetch")}.`,
      ],
    }),
    typeParameters: typeParameters(scope.typedMaps.of([record], "response"), scope),
    parameters: [
      { name: code`records`, type: code`${runtimeType(imports, "FakeSeeds")}<${given}>` },
      { name: code`options`, type: code`${runtimeType(imports, "FakeOptions")}<${given}>`, optional: true },
    ],
    returns: code`${runtimeType(imports, "FakeRecords")}<${item}, ${answers}>`,
    statements: [code`return ${runtimeValue(imports, "keepRecords")}(${lit(facts)}, records, options);`],
  });
}
