import type { FakePlan } from "../../plan/types/fake-plan.js";
import { code, type Code, identifier, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { literal } from "../text/literals.js";
import { runtimeType, runtimeValue } from "../text/runtime-symbols.js";
import { typeOf, type TypeScope } from "../types/type-scope.js";
import { printFunction } from "../text/structures.js";
import { codeSpan, docComment, docText } from "../text/tsdoc.js";
import { typeParameters } from "../types/type-parameters.js";

/** `fakePets`: calls the runtime with the facts about the records and their operations. */
export function declareFake(
  { name, operations, recordSchema, facts, recordsName }: FakePlan,
  imports: Imports,
  scope: TypeScope,
): Code {
  const record = typeOf(recordSchema, scope).code;
  // `NoInfer`: type arguments must be given. Types inferred from the records of a test would not allow other values.
  const recordWithoutInference = typeOf(recordSchema, {
    ...scope,
    typeArgument: (argument) => code`NoInfer<${scope.typeArgument(argument)}>`,
  }).code;
  const responses = code`Pick<${runtimeType(imports, "Operations")}, ${join(
    operations.map((operation) => literal(operation)),
    " | ",
  )}>`;
  return printFunction({
    name: identifier(name),
    docs: docComment({
      paragraphs: [
        docText`Keeps ${codeSpan(recordsName)} in memory and answers the operations that read and change them.`,
        docText`Give its ${codeSpan("handlers")} to ${codeSpan("mockFetch")}.`,
      ],
    }),
    typeParameters: typeParameters(scope.typedMaps.of([recordSchema], "response"), scope),
    parameters: [
      { name: code`records`, type: code`${runtimeType(imports, "FakeSeeds")}<${recordWithoutInference}>` },
      { name: code`options`, type: code`${runtimeType(imports, "FakeOptions")}<${recordWithoutInference}>`, optional: true },
    ],
    returns: code`${runtimeType(imports, "FakeRecords")}<${record}, ${responses}>`,
    statements: [code`return ${runtimeValue(imports, "createFakeRecords")}(${literal(facts)}, records, options);`],
  });
}
