import { buildInfo } from "../../load/read/build-info.js";
import { operationsOf } from "../operations/operations-interface.js";
import type { FakePlan } from "../../plan/types/fake-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { exampleOperations } from "../examples/example-operations.js";
import { code } from "../text/code.js";
import { literal } from "../text/literals.js";
import { batchSection } from "./batch-section.js";
import { limiterExample, oauthExample, typedMapExample } from "./client-examples.js";
import { documentationPages } from "./documentation.js";
import { functionsExample } from "./functions-example.js";
import { headingsOf, inlineCode, inlineText, codeFence, type Markdown, plainText } from "./markdown.js";
import { operationRows } from "./operations-table.js";
import { credentialText, optionRows } from "./options-table.js";
import { frame, sections } from "./sections.js";
import { testingExample } from "./testing-example.js";
import {
  errorsExample,
  firstCallExample,
  otherRequestExample,
  pagesExample,
  responseExample,
  retriesExample,
} from "./usage-examples.js";
import { webhooksSection } from "./webhooks-section.js";
import type { FillWords } from "./words.js";

/** `README.md`: the sections that apply to the package, and before them a list of those. */
export function readme(plan: PackagePlan, fill: FillWords): string {
  const { packageJson, api } = plan;
  const docs = documentationPages(buildInfo);
  const data = sectionData(plan, docs);
  const texts = sections
    .filter(({ needs }) => needs.every((name) => Boolean(data[name])))
    .map(({ name }) => fill(name, data).trim());
  const page = texts.filter((text) => text !== "").join("\n\n");
  return fill(frame, {
    name: packageJson.name,
    description: plainText(packageJson.description),
    title: inlineText(api.info.title),
    version: inlineText(api.info.version),
    callable: plan.hasClient,
    dependencies: dependencies(packageJson),
    contents: headingsOf(page),
    sections: page,
    docs,
  });
}

function dependencies({ dependencies: names = {} }: PackagePlan["packageJson"]): string {
  const [name] = Object.keys(names);
  return name === undefined ? "No dependencies" : `No dependencies but ${inlineCode(name)}`;
}

/** The values of the templates of sections, all escaped for Markdown. */
function sectionData(plan: PackagePlan, docs: object) {
  const { packageJson, api, credentials } = plan;
  const examples = plan.hasClient ? exampleOperations(plan) : [];
  return {
    name: packageJson.name,
    docs,
    callable: plan.hasClient,
    authentication: credentials.length > 0 && {
      credentials: credentials.map((credential) => ({
        option: inlineCode(credential.option),
        about: credentialText(credential),
      })),
      several: credentials.length > 1,
    },
    oauth: oauthExample(plan),
    firstCall: firstCallExample(plan, examples),
    response: responseExample(examples),
    errors: errorsExample(plan, examples),
    pages: pagesExample(examples),
    values: valuesSection(plan),
    typed: typedMapExample(plan),
    options: optionRows(plan),
    versionNotes: [...(api.versions?.notes ?? [])].map(([name, note]) => ({ name: inlineCode(name), about: inlineText(note) })),
    retries: retriesExample(plan, examples),
    limiter: limiterExample(plan),
    limits: limitsText(plan),
    testing: { example: testingExample(plan, examples), fakes: plan.fakes.map(fakeLine) },
    batch: batchSection(plan),
    otherRequest: otherRequestExample(plan),
    functions: functionsExample(plan, examples),
    webhooks: plan.webhooks && webhooksSection(plan.webhooks, packageJson.name),
    operations: operationRows(plan),
  };
}

/** "100 requests in 10 seconds": the limits that every request counts against, or else all. */
function limitsText({ rateLimits }: PackagePlan): string {
  const every = rateLimits.filter(({ everyRequest }) => everyRequest);
  return (every.length > 0 ? every : rateLimits)
    .map(
      ({ limit: { requests, windowSeconds } }) =>
        `${requests} requests in ${windowSeconds === 1 ? "a second" : `${windowSeconds} seconds`}`,
    )
    .join(", ");
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

function fakeLine({ name, recordsName, operations }: FakePlan): { name: Markdown; words: Markdown; operations: string } {
  return { name: inlineCode(name), words: inlineText(recordsName), operations: operations.map(inlineCode).join(", ") };
}
