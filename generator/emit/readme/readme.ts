import type { Templates } from "../../load/read/read-templates.js";
import type { CredentialPlan } from "../../plan/types/client-options-plan.js";
import type { ResourcePlan } from "../../plan/types/class-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { FakePlan } from "../../plan/types/fake-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { readmeNames } from "../../plan/names/reserved-names.js";
import { batchExample } from "../examples/batch-examples.js";
import { code, type Code, ident } from "../text/code.js";
import { type ExampleCall, exampleCall, exampleCode } from "../examples/example-calls.js";
import { access, lit } from "../text/literals.js";
import { cellCode, codeText, fenced, type Markdown, plainText } from "./markdown.js";
import { functionName } from "../requests/local-names.js";
import { clientOptions, limiterExample, oauthExample, typedExample } from "./client-examples.js";
import { fillTemplate } from "../text/templates.js";
import { webhooksSection } from "./webhooks-section.js";

/** `README.md`: the words stand in the template, what varies is put together here. */
export function readme(plan: PackagePlan, templates: Templates): string {
  const { manifest, client, credentials, api } = plan;
  const operations = allOperations(plan.resource);
  return fillTemplate(templates, "package/README.md.hbs", {
    name: manifest.name,
    description: plainText(manifest.description),
    title: plainText(api.info.title),
    version: plainText(api.info.version),
    callable: plan.callable,
    quickStart: fenced("ts", quickStart(plan)),
    operations: operations.map((operation) => operationSection(operation, plan)),
    functions: functionsExample(plan),
    webhooks: plan.webhooks && webhooksSection(plan.webhooks, manifest.name),
    errors: fenced("ts", errorsExample(plan)),
    response: responseExample(plan),
    pages: pagesExample(plan),
    batches: batchesExample(plan),
    values: valuesSection(plan),
    typed: typedExample(plan),
    limiter: limiterExample(plan),
    oauth: oauthExample(plan),
    testing: { example: fenced("ts", testingExample(plan)), fakes: plan.fakes.map(fakeLine) },
    credentials: credentials.map((credential) => ({ option: cellCode(credential.option), about: credentialText(credential) })),
    versions: api.versions && {
      home: cellCode(api.versions.home),
      names: [...api.versions.prefixes.keys()].map(cellCode).join(", "),
    },
    instance: codeText(client.instance),
    baseUrl: api.servers[0] && cellCode(api.servers[0].url),
  });
}

function allOperations({ operations, children }: ResourcePlan): readonly OperationPlan[] {
  return [...operations, ...children.flatMap(allOperations)];
}

function operationSection(operation: OperationPlan, { client, api }: PackagePlan) {
  const { summary, description, method, path, deprecated } = operation.operation;
  const example = exampleCall(operation, client, api.schemas);
  const about = summary ?? description;
  return {
    title: codeText(`${client.instance}.${operation.qualifiedName}`),
    about: about === undefined ? "" : plainText(about),
    request: codeText(`${method} ${path.text}`),
    deprecated,
    example: example === undefined ? "" : fenced("ts", [exampleCode(example)]),
  };
}

function quickStart(plan: PackagePlan): readonly string[] {
  const { manifest, client } = plan;
  const construction = code`const ${ident(client.instance)} = new ${ident(client.name)}(${clientOptions(plan)});`;
  const first = firstExample(plan, () => true);
  return [
    code`import { ${ident(client.name)} } from ${lit(manifest.name)};`,
    "",
    construction,
    ...(first === undefined ? [] : [exampleCode(first.example)]),
  ];
}

function credentialText({ scheme, description }: CredentialPlan): Markdown {
  const kinds = { bearer: "The token", basic: "`username` and `password`", apiKey: "The key" };
  const own = `${kinds[scheme]}, or a function that gives it and is asked before each request.`;
  return (description === undefined ? own : `${own} ${plainText(description)}`) as Markdown;
}

/** The first operation that satisfies a condition and has an example. */
function firstExample(plan: PackagePlan, matches: (operation: OperationPlan) => boolean) {
  for (const operation of allOperations(plan.resource).filter(matches)) {
    const example = exampleCall(operation, plan.client, plan.api.schemas);
    if (example !== undefined) return { operation, example };
  }
  return undefined;
}

/** The same call by functions: the entry of a resource and a client to hand to them. */
function functionsExample(plan: PackagePlan): Markdown | "" {
  const entries = new Map(plan.entries.map(({ module, subpath }) => [module, subpath]));
  const byModule = new Map(
    allResources(plan.resource).flatMap((resource) => resource.operations.map((operation) => [operation, resource] as const)),
  );
  const found = firstExample(plan, (operation) => {
    const resource = byModule.get(operation);
    return (
      resource !== undefined &&
      resource.path.length > 0 &&
      entries.has(resource.module) &&
      functionName(operation.name) === operation.name
    );
  });
  const resource = found && byModule.get(found.operation);
  if (found === undefined || resource === undefined) return "";
  const name = ident(namespaceName(resource.path.at(-1) ?? "", plan));
  const { manifest } = plan;
  return fenced("ts", [
    code`import { createClient } from ${lit(`${manifest.name}/client`)};`,
    code`import * as ${name} from ${lit(`${manifest.name}${entries.get(resource.module)?.slice(1) ?? ""}`)};`,
    "",
    code`const client = createClient(${clientOptions(plan)});`,
    functionCall(name, found.operation, found.example),
  ]);
}

/** What the example calls the module: its name, unless the README has something else of that name. */
function namespaceName(name: string, { client, fakes }: PackagePlan): string {
  const taken = new Set([...readmeNames, ...fakes.map((fake) => fake.name), client.instance, client.name]);
  return taken.has(name) ? `${name}_` : functionName(name);
}

function functionCall(namespace: Code, { name }: OperationPlan, { argument, paged }: ExampleCall): Code {
  const call = code`${namespace}${access(name)}(${argument === undefined ? code`client` : code`client, ${argument}`})`;
  return exampleCode({ call, argument, paged });
}

function allResources(resource: ResourcePlan): readonly ResourcePlan[] {
  return [resource, ...resource.children.flatMap(allResources)];
}

function errorsExample(plan: PackagePlan): readonly string[] {
  const found = firstExample(plan, ({ pages }) => pages === undefined) ?? firstExample(plan, () => true);
  const guarded = found === undefined ? code`error)` : code`error, ${lit(found.operation.qualifiedName)})`;
  return [
    code`import { isApiError } from ${lit(plan.manifest.name)};`,
    "",
    "try {",
    `  ${found === undefined ? "// …" : exampleCode(found.example)}`,
    "} catch (error) {",
    code`  if (!isApiError(${guarded}) throw error;`,
    "  console.error(error.status, error.body, error.correlationId);",
    "}",
  ];
}

function responseExample(plan: PackagePlan): Markdown | "" {
  const found = firstExample(plan, ({ pages }) => pages === undefined);
  return found === undefined
    ? ""
    : fenced("ts", [
        code`const response = await ${found.example.call}.withResponse();`,
        "console.log(response.status, response.headers, response.data);",
      ]);
}

function pagesExample(plan: PackagePlan): Markdown | "" {
  const found = firstExample(plan, ({ pages }) => pages !== undefined);
  if (found === undefined) return "";
  const { call } = found.example;
  return fenced("ts", [
    code`for await (const item of ${call}) console.log(item);`,
    code`for await (const page of ${call}.pages()) console.log(page);`,
    code`const firstPage = await ${call};`,
  ]);
}

function batchesExample(plan: PackagePlan): Markdown | "" {
  const examples = allOperations(plan.resource).flatMap((operation) => {
    const example = operation.batch && batchExample(operation, operation.batch, plan);
    return example === undefined ? [] : [{ example, done: operation.batch?.done }];
  });
  // Whoever has many inputs most often wants to write them.
  const found = examples.find(({ done }) => done !== "found") ?? examples[0];
  return found === undefined ? "" : fenced("ts", [found.example]);
}

/** Absent where no operation takes values that are no texts. */
function valuesSection(plan: PackagePlan) {
  const places = allOperations(plan.resource).flatMap(({ values = [] }) => values);
  if (places.length === 0) return undefined;
  return {
    list: places.some(({ values }) => values.list !== undefined),
    cleared: places.some(({ values }) => values.null !== undefined),
    example: fenced("ts", [
      code`import { date, dateTime } from ${lit(plan.manifest.name)};`,
      "",
      "const values = { day: date(new Date()), moment: dateTime(new Date()) };",
      "console.log(values);",
    ]),
  };
}

function fakeLine({ name, words, operations }: FakePlan) {
  return { name: codeText(name), words: plainText(words), operations: operations.map(codeText).join(", ") };
}

/** A client that reaches nothing, as a test begins with; what keeps records has one already. */
function testingExample(plan: PackagePlan): readonly string[] {
  const { manifest, client, fakes } = plan;
  const [fake] = fakes;
  const options = clientOptions(plan, { more: [code`fetch`] });
  const service = fake && ident(fake.name);
  return [
    code`import { ${ident(client.name)} } from ${lit(manifest.name)};`,
    code`import { ${service === undefined ? code`` : code`${service}, `}mockFetch } from ${lit(`${manifest.name}/testing`)};`,
    "",
    ...(service === undefined ? [] : [code`const { handlers, records } = ${service}({ "1": {}, "2": {} });`]),
    code`const fetch = mockFetch(${service === undefined ? code`{}` : code`handlers`});`,
    code`const tested = new ${ident(client.name)}(${options});`,
    code`console.log(tested, fetch.requests.length${service === undefined ? code`` : code`, records.size`});`,
  ];
}
