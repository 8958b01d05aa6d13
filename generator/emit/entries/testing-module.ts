import type { ReaderFunction } from "../../plan/types/response-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { code, type Code, identifier, join } from "../text/code.js";
import { declareFake } from "./fake-functions.js";
import { Imports } from "../text/imports.js";
import { literal, pathLiteral } from "../text/literals.js";
import { moduleText, type ModuleText } from "../text/module-text.js";
import { allOperations } from "../operations/operations-interface.js";
import { type RuntimeSymbol, runtimeType, runtimeValue } from "../text/runtime-symbols.js";
import { printAlias, printFunction } from "../text/structures.js";
import { codeSpan, docComment, docText } from "../text/tsdoc.js";
import type { PackageTypes } from "../types/package-types.js";

/** The module of the `./testing` entry point. */
const testingModule = "testing";

/** `src/testing.ts`: `mockFetch`, which responds in memory with typed handlers, and fake services that keep records. */
export function emitTesting(plan: PackagePlan, types: PackageTypes): ModuleText {
  const imports = new Imports(testingModule, ["Handlers", "mockFetch", "routes", ...plan.fakes.map(({ name }) => name)]);
  const scope = types.scope("response", imports);
  const operations = allOperations(plan.resource);
  const declarations = [
    declareHandlers(imports),
    code`const routes: readonly ${runtimeType(imports, "Route")}[] = [${join(
      operations.map(({ operation }) => route(operation, imports)),
      ", ",
    )}];`,
    declareMockFetch(imports),
    ...plan.fakes.map((fake) => declareFake(fake, imports, scope)),
    ...(plan.fakes.length === 0
      ? []
      : [
          code`export type { ${runtimeType(imports, "FakeOptions")}, ${runtimeType(imports, "FakeRecords")}, ${runtimeType(imports, "FakeSeeds")} };`,
        ]),
    code`export type { ${runtimeType(imports, "Handler")}, ${runtimeType(imports, "TestResponse")}, ${runtimeType(imports, "TestFetch")}, ${runtimeType(imports, "TestRequest")} };`,
  ];
  return moduleText(testingModule, plan.api.info, imports, declarations);
}

function declareHandlers(imports: Imports): Code {
  const operations = runtimeType(imports, "Operations");
  const handler = runtimeType(imports, "Handler");
  return printAlias({
    name: identifier("Handlers"),
    docs: docComment({ paragraphs: [docText`Handlers by operation name.`] }),
    type: code`{ [Name in keyof ${operations}]?: ${handler}<${operations}[Name]> }`,
  });
}

/** The function that serializes a stream, by the function that reads it. */
const serializers: Readonly<Partial<Record<ReaderFunction, RuntimeSymbol>>> = {
  readEvents: "eventStream",
  readTextEvents: "eventStream",
  readMixedEvents: "eventStream",
  readJsonLines: "jsonLines",
  readJsonSequence: "jsonSequence",
};

/** The route of an operation: its path is percent-encoded, with the names of its parameters in braces. */
function route({ operation, qualifiedName, readers }: OperationPlan, imports: Imports): Code {
  const path = operation.path.segments.map((segment) =>
    typeof segment === "string" ? pathLiteral(segment) : `{${segment.parameter}}`,
  );
  const [serializer] = readers.flatMap((reader) => serializers[reader.function] ?? []);
  const stream = serializer === undefined ? code`` : code`, stream: ${runtimeValue(imports, serializer)}`;
  return code`{ operation: ${literal(qualifiedName)}, method: ${literal(operation.method)}, path: ${literal(path.join(""))}${stream} }`;
}

function declareMockFetch(imports: Imports): Code {
  return printFunction({
    name: identifier("mockFetch"),
    docs: docComment({
      paragraphs: [
        docText`Makes a ${codeSpan("fetch")} for a client under test: it responds in memory and records every request.`,
        docText`An operation without a handler is answered with a 501 that names it.`,
      ],
    }),
    parameters: [{ name: identifier("handlers"), type: identifier("Handlers") }],
    returns: runtimeType(imports, "TestFetch"),
    statements: [code`return ${runtimeValue(imports, "createTestFetch")}(routes, new Map(Object.entries(handlers)));`],
  });
}
