import type { Json } from "../../load/tree/node.js";
import type { LinkPlan } from "../../plan/types/operation-plan.js";
import { codeSpan, type DocText, joinDocText, prose, docText } from "../text/tsdoc.js";

type Describe = (name: DocText) => DocText;

/** How a sentence describes a runtime expression (OpenAPI 3.1, 4.8.20.4). */
const sources: readonly (readonly [expression: RegExp, describe: Describe])[] = [
  [/^\$response\.body#\/(.+)$/, (name) => docText`${name} of the answer`],
  [/^\$response\.body$/, () => docText`the answer`],
  [/^\$response\.header\.(.+)$/, (name) => docText`the header ${name} of the answer`],
  [/^\$request\.body#\/(.+)$/, (name) => docText`${name} of the body`],
  [/^\$request\.(?:path|query|header)\.(.+)$/, (name) => docText`the parameter ${name}`],
];

/** "`id` of the answer is `petId` of `pets.get`": one line for each parameter of a link, or one for a link without parameters. */
export function linkDocs(links: readonly LinkPlan[]): readonly DocText[] {
  const lines = links.flatMap(linkLines);
  return lines.length === 0 ? [] : [joinDocText(lines, "\n")];
}

function linkLines({ link: { parameters, description }, operation }: LinkPlan): readonly DocText[] {
  const about = description === undefined ? docText`` : docText` ${prose(description.replace(/\s+/g, " "))}`;
  if (parameters.length === 0) return [docText`- See ${codeSpan(operation)}.${about}`];
  return parameters.map(([name, value]) => {
    const parameter = codeSpan(name.replace(/^(?:path|query|header|cookie)\./, ""));
    return docText`- ${sourceOf(value)} is ${parameter} of ${codeSpan(operation)}.${about}`;
  });
}

function sourceOf(value: Json): DocText {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  for (const [expression, describe] of sources) {
    const match = expression.exec(text);
    if (match) return describe(codeSpan((match[1] ?? "").replaceAll("/", ".")));
  }
  return codeSpan(text);
}
