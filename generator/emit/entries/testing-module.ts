import type { ReaderFunction } from "../../plan/types/response-plan.js";
import type { BodyShapesPlan } from "../../plan/types/fake-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { code, type Code, identifier, join } from "../text/code.js";
import { declareRequests } from "./handler-requests.js";
import { declareFake } from "./fake-functions.js";
import { Imports } from "../text/imports.js";
import { literal, pathLiteral, propertyKey } from "../text/literals.js";
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
  const imports = new Imports(testingModule, [
    "Handlers",
    "models",
    "mockFetch",
    "Requests",
    "routes",
    ...plan.fakes.map(({ name }) => name),
  ]);
  const scope = types.scope("response", imports);
  const operations = allOperations(plan.resource);
  const declarations = [
    declareRequests(operations, imports),
    declareHandlers(imports),
    code`const routes: readonly ${runtimeType(imports, "Route")}[] = [${join(
      operations.map(({ operation }) => route(operation, plan.bodyShapes, imports)),
      ", ",
    )}];`,
    declareShapes(plan.bodyShapes, imports),
    declareMockFetch(imports),
    ...plan.fakes.map((fake) => declareFake(fake, imports, scope)),
    ...(plan.fakes.length === 0
      ? []
      : [
          code`export type { ${runtimeType(imports, "FakeOptions")}, ${runtimeType(imports, "FakeRecords")}, ${runtimeType(imports, "FakeSeeds")} };`,
        ]),
    code`export type { ${runtimeType(imports, "Handler")}, ${runtimeType(imports, "PartialResponse")}, ${runtimeType(imports, "PartOf")}, ${runtimeType(imports, "TestResponse")}, ${runtimeType(imports, "TestFetch")}, ${runtimeType(imports, "TestRequest")} };`,
  ];
  return moduleText(testingModule, plan.api.info, imports, declarations);
}

/** One literal a model: all together are as large as the API. */
function declareShapes({ models }: BodyShapesPlan, imports: Imports): Code {
  const shapes = Object.entries(models).map(([name, shape]) => code`${propertyKey(name)}: ${literal(shape)}`);
  const docs = code`/** What the models in the bodies of responses must have. */`;
  return code`${docs}\nconst models: ${runtimeType(imports, "Shapes")} = { ${join(shapes, ", ")} };`;
}

function declareHandlers(imports: Imports): Code {
  const operations = runtimeType(imports, "Operations");
  const handler = runtimeType(imports, "Handler");
  return printAlias({
    name: identifier("Handlers"),
    docs: docComment({ paragraphs: [docText`Handlers by operation name.`] }),
    type: code`{ [Name in keyof ${operations}]?: ${handler}<${operations}[Name], Requests[Name]> }`,
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
function route(plan: OperationPlan, { bodies }: BodyShapesPlan, imports: Imports): Code {
  const { operation, qualifiedName, readers } = plan;
  const path = operation.path.segments.map((segment) =>
    typeof segment === "string" ? pathLiteral(segment) : `{${segment.parameter}}`,
  );
  const [serializer] = readers.flatMap((reader) => serializers[reader.function] ?? []);
  const stream = serializer === undefined ? code`` : code`, stream: ${runtimeValue(imports, serializer)}`;
  const shapes = bodies.get(qualifiedName) ?? {};
  const completed = Object.keys(shapes).length === 0 ? code`` : code`, bodies: ${literal(shapes)}`;
  return code`{ operation: ${literal(qualifiedName)}, method: ${literal(operation.method)}, path: ${literal(path.join(""))}${stream}${completed} }`;
}

function declareMockFetch(imports: Imports): Code {
  return printFunction({
    name: identifier("mockFetch"),
    docs: docComment({
      paragraphs: [
        docText`Makes a ${codeSpan("fetch")} for a client under test: it responds in memory and records every request.`,
        docText`The body of a response may be a part: required properties that it lacks are added.`,
        docText`An operation without a handler is answered with a 501 that names it.`,
      ],
    }),
    parameters: [{ name: identifier("handlers"), type: identifier("Handlers") }],
    returns: runtimeType(imports, "TestFetch"),
    statements: [code`return ${runtimeValue(imports, "createTestFetch")}(routes, new Map(Object.entries(handlers)), models);`],
  });
}
