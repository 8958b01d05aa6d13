import type { IncomingRequestPlan } from "../../plan/types/webhook-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { linkDocs } from "./link-docs.js";
import { seeTags } from "../types/schema-comments.js";
import { codeBlock, codeSpan, comment, type Doc, type DocText, joinWords, prose, words } from "../text/tsdoc.js";
import type { Code } from "../text/code.js";

/** What people see on hover: what the operation does, how it is asked for, and how it fails. */
export function operationDoc(operation: OperationPlan, example?: Code): DocText | undefined {
  const { summary, description, method, path, deprecated, externalDocs } = operation.operation;
  const doc: Doc = {
    paragraphs: [
      ...(summary === undefined ? [] : [prose(summary)]),
      ...(description === undefined || description === summary ? [] : [prose(description)]),
      words`${codeSpan(`${method} ${path.text}`)}`,
      ...linkDocs(operation.links),
      ...callbackDocs(operation.callbacks),
    ],
    tags: [
      ...(example === undefined ? [] : [{ name: "example" as const, text: words`\n${codeBlock("ts", example)}` }]),
      {
        name: "throws",
        text: words`ApiError where the service answers that it failed, ConnectionError or TimeoutError where it does not answer.`,
      },
      ...(externalDocs === undefined ? [] : seeTags(externalDocs)),
      ...(deprecated ? [{ name: "deprecated" as const }] : []),
    ],
  };
  return comment(doc);
}

/** What the service sends because of the call. */
function callbackDocs(callbacks: readonly IncomingRequestPlan[]): readonly DocText[] {
  const lines = callbacks.map(({ name }) => words`- The service then sends ${codeSpan(name)}.`);
  return lines.length === 0 ? [] : [joinWords(lines, "\n")];
}
