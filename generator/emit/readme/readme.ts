import { operationsOf } from "../operations/operations-interface.js";
import type { Templates } from "../../load/read/read-templates.js";
import type { CredentialPlan, ServerOptionPlan } from "../../plan/types/client-options-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { FakePlan } from "../../plan/types/fake-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import {
  batchesExample,
  errorsExample,
  functionsExample,
  pagesExample,
  quickStart,
  responseExample,
  testingExample,
} from "./usage-examples.js";
import { code } from "../text/code.js";
import { exampleCall, exampleStatement } from "../examples/example-calls.js";
import { literal } from "../text/literals.js";
import { tableCode, inlineCode, codeFence, type Markdown, plainText } from "./markdown.js";
import { limiterExample, oauthExample, typedMapExample } from "./client-examples.js";
import { fillTemplate } from "../text/templates.js";
import { webhooksSection } from "./webhooks-section.js";

/** `README.md`: fills the template with what depends on the API. */
export function readme(plan: PackagePlan, templates: Templates): string {
  const { packageJson, client, credentials, serverOptions, api } = plan;
  const operations = operationsOf(plan.resource);
  return fillTemplate(templates, "package/README.md.hbs", {
    name: packageJson.name,
    description: plainText(packageJson.description),
    title: plainText(api.info.title),
    version: plainText(api.info.version),
    callable: plan.hasClient,
    quickStart: codeFence("ts", quickStart(plan)),
    operations: operations.map((operation) => operationSection(operation, plan)),
    functions: functionsExample(plan),
    webhooks: plan.webhooks && webhooksSection(plan.webhooks, packageJson.name),
    errors: codeFence("ts", errorsExample(plan)),
    response: responseExample(plan),
    pages: pagesExample(plan),
    batches: batchesExample(plan),
    values: valuesSection(plan),
    typed: typedMapExample(plan),
    limiter: limiterExample(plan),
    oauth: oauthExample(plan),
    testing: { example: codeFence("ts", testingExample(plan)), fakes: plan.fakes.map(fakeLine) },
    credentials: credentials.map((credential) => ({ option: tableCode(credential.option), about: credentialText(credential) })),
    serverOptions: serverOptions.map((option) => ({ option: tableCode(option.option), about: serverOptionText(option) })),
    versions: api.versions && {
      home: tableCode(api.versions.defaultVersion),
      names: [...api.versions.prefixes.keys()].map(tableCode).join(", "),
      notes: [...(api.versions.notes ?? [])].map(([name, note]) => ({ name: tableCode(name), about: plainText(note) })),
    },
    instance: inlineCode(client.instance),
    baseUrl: api.servers[0] && tableCode(api.servers[0].url || api.servers[0].template),
  });
}

function operationSection(operation: OperationPlan, { client, api }: PackagePlan) {
  const { summary, description, method, path, deprecated } = operation.operation;
  const example = exampleCall(operation, client, api.schemas);
  const about = summary ?? description;
  return {
    title: inlineCode(`${client.instance}.${operation.qualifiedName}`),
    about: about === undefined ? "" : plainText(about),
    request: inlineCode(`${method} ${path.text}`),
    deprecated,
    example: example === undefined ? "" : codeFence("ts", [exampleStatement(example)]),
  };
}

function credentialText({ scheme, description }: CredentialPlan): Markdown {
  const kinds = { bearer: "The token", basic: "`username` and `password`", apiKey: "The key" };
  const sentence = `${kinds[scheme]}, or a function that returns it, called before each request.`;
  return (description === undefined ? sentence : `${sentence} ${plainText(description)}`) as Markdown;
}

function serverOptionText({ defaultValue, isOrigin, values, description }: ServerOptionPlan): Markdown {
  const sentences = [
    isOrigin ? "The address of the server, with `https://`." : "A part of the server's address.",
    ...(values.length === 0 ? [] : [`Known values: ${values.map(tableCode).join(", ")}.`]),
    ...(defaultValue === "" ? [] : [`Default: ${tableCode(defaultValue)}.`]),
    ...(description === undefined ? [] : [plainText(description)]),
  ];
  return sentences.join(" ") as Markdown;
}

/** The section about serialized values; undefined if no operation serializes property values. */
function valuesSection(plan: PackagePlan) {
  const places = operationsOf(plan.resource).flatMap(({ serializedMaps = [] }) => serializedMaps);
  if (places.length === 0) return undefined;
  return {
    list: places.some(({ values }) => values.list !== undefined),
    cleared: places.some(({ values }) => values.null !== undefined),
    example: codeFence("ts", [
      code`import { date, dateTime } from ${literal(plan.packageJson.name)};`,
      "",
      "const values = { day: date(new Date()), moment: dateTime(new Date()) };",
      "console.log(values);",
    ]),
  };
}

function fakeLine({ name, recordsName, operations }: FakePlan) {
  return { name: inlineCode(name), words: plainText(recordsName), operations: operations.map(inlineCode).join(", ") };
}
