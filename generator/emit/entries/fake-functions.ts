import type { FakePlan } from "../../plan/types/fake-plan.js";
import { code, type Code, identifier, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { literal } from "../text/literals.js";
import { runtimeType, runtimeValue } from "../text/runtime-symbols.js";
import { typeOf, type TypeScope } from "../types/type-scope.js";
import { printFunction } from "../text/structures.js";
import { codeSpan, docComment, docText } from "../text/tsdoc.js";
import { typeParameters } from "../types/type-parameters.js";

/** `fakePets`: what is known about the records and the operations on them, and nothing else. */
export function declareFake(
  { name, operations, recordSchema: record, facts, recordsName: things }: FakePlan,
  imports: Imports,
  scope: TypeScope,
): Code {
  const item = typeOf(record, scope).code;
  // What a test says of a few records is not all that their properties may be: types are given, never guessed from values.
  const given = typeOf(record, { ...scope, typeArgument: (argument) => code`NoInfer<${scope.typeArgument(argument)}>` }).code;
  const answers = code`Pick<${runtimeType(imports, "Operations")}, ${join(
    operations.map((operation) => literal(operation)),
    " | ",
  )}>`;
  return printFunction({
    name: identifier(name),
    docs: docComment({
      paragraphs: [
        docText`Keeps ${codeSpan(things)} in memory and answers the operations that read and change them.`,
        docText`Give its ${codeSpan("handlers")} to ${codeSpan("mockFetch")}.`,
      ],
    }),
    typeParameters: typeParameters(scope.typedMaps.of([record], "response"), scope),
    parameters: [
      { name: code`records`, type: code`${runtimeType(imports, "FakeSeeds")}<${given}>` },
      { name: code`options`, type: code`${runtimeType(imports, "FakeOptions")}<${given}>`, optional: true },
    ],
    returns: code`${runtimeType(imports, "FakeRecords")}<${item}, ${answers}>`,
    statements: [code`return ${runtimeValue(imports, "createFakeRecords")}(${literal(facts)}, records, options);`],
  });
}
