import type { PackagePlan } from "../../plan/types/package-plan.js";
import { hasResult } from "../examples/response-kinds.js";
import { code, type Code, identifier } from "../text/code.js";
import { callWithOptions, exampleStatement } from "../examples/example-calls.js";
import { type ExampleOperation, givesList } from "../examples/example-operations.js";
import { literal } from "../text/literals.js";
import { codeFence, type Markdown } from "./markdown.js";
import { clientOptions } from "./client-examples.js";

/* The examples in the README of calling operations. `examples` are operations, the most suitable first. */

type Examples = readonly ExampleOperation[];

/** A program: a client, one record, and a list; or whatever else reads, and only then what writes. */
export function firstCallExample(plan: PackagePlan, examples: Examples): Markdown {
  const { packageJson, client } = plan;
  const one = examples.find((example) => !givesList(example)) ?? examples[0];
  const list = examples.find((example) => givesList(example) && example !== one);
  const reads = one !== undefined && list !== undefined && examples.indexOf(one) > examples.indexOf(list) ? [list] : [one, list];
  return codeFence("ts", [
    code`import { ${identifier(client.name)} } from ${literal(packageJson.name)};`,
    "",
    code`const ${identifier(client.instance)} = new ${identifier(client.name)}(${clientOptions(plan)});`,
    ...reads.flatMap((example, index) =>
      example === undefined ? [] : ["", ...shownCall(example, index === 0 ? code`result` : code`list`)],
    ),
  ]);
}

/** A call, and what it gives. */
function shownCall({ operation, example }: ExampleOperation, name: Code): readonly string[] {
  if (example.paged || !hasResult(operation)) return [exampleStatement(example)];
  return [code`const ${name} = await ${example.call};`, code`console.log(${name});`];
}

export function errorsExample({ packageJson }: PackagePlan, examples: Examples): Markdown {
  const first = notPaged(examples) ?? examples[0];
  const guard = code`import { isApiError } from ${literal(packageJson.name)};`;
  const anyError = "if (isApiError(error)) console.error(error.status, error.message, error.correlationId);";
  const rest = "  else throw error;";
  if (first === undefined)
    return codeFence("ts", [guard, "", "function report(error: unknown) {", `  ${anyError}`, rest, "}", "console.log(report);"]);
  const { operation, example } = first;
  const name = literal(operation.qualifiedName);
  const status = operation.responses.map((response) => Number(response.status)).find((number) => number >= 400 && number < 500);
  const checks =
    status === undefined
      ? [code`  if (isApiError(error, ${name})) console.error(error.status, error.body, error.correlationId);`]
      : [
          code`  if (isApiError(error, ${name}, ${literal(status)})) console.error(error.message, error.body);`,
          `  else ${anyError}`,
        ];
  return codeFence("ts", [guard, "", "try {", `  ${exampleStatement(example)}`, "} catch (error) {", ...checks, rest, "}"]);
}

export function responseExample(examples: Examples): Markdown | "" {
  const first = notPaged(examples);
  if (first === undefined) return "";
  return codeFence("ts", [
    code`const response = await ${first.example.call}.withResponse();`,
    "console.log(response.status, response.headers, response.data);",
  ]);
}

function notPaged(examples: Examples): ExampleOperation | undefined {
  return examples.find(({ example }) => !example.paged);
}

export function pagesExample(examples: Examples): Markdown | "" {
  const first = examples.find(({ example }) => example.paged);
  if (first === undefined) return "";
  const { call } = first.example;
  return codeFence("ts", [
    code`for await (const item of ${call}) console.log(item);`,
    code`for await (const page of ${call}.pages()) console.log(page);`,
    code`const firstPage = await ${call};`,
  ]);
}

/** How often and how long one call, or each call of a client, is tried. */
export function retriesExample(plan: PackagePlan, examples: Examples): Markdown {
  const options = code`{ retry: { attempts: 5, maxDelayMs: 60_000 }, deadlineMs: 120_000 }`;
  const first = notPaged(examples) ?? examples[0];
  if (first !== undefined) return codeFence("ts", [code`await ${callWithOptions(first.example, first.operation, options)};`]);
  const { client } = plan;
  const others = [code`retry: { attempts: 5 }`, code`deadlineMs: 120_000`];
  return codeFence("ts", [
    code`const patient = new ${identifier(client.name)}(${clientOptions(plan, { otherOptions: others })});`,
    "console.log(patient);",
  ]);
}

/** A request that is no operation. */
export function otherRequestExample({ client }: PackagePlan): Markdown {
  return codeFence("ts", [
    code`const reply = await ${identifier(client.instance)}.request("POST", "/things/{id}/files", {`,
    '  params: { id: "512" },',
    "  query: { draft: true },",
    '  body: new Blob(["content"]),',
    "});",
    "console.log(reply);",
  ]);
}
