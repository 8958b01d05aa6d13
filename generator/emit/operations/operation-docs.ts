import type { IncomingRequestPlan } from "../../plan/types/webhooks-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { linkDocs } from "./link-docs.js";
import { seeTags } from "../types/schema-comments.js";
import { codeBlock, codeSpan, docComment, type Doc, type DocText, joinDocText, prose, docText } from "../text/tsdoc.js";
import type { Code } from "../text/code.js";

/** The doc comment of an operation: its description, method and path, links, callbacks, and the errors that it throws. */
export function operationDoc(operation: OperationPlan, example?: Code): DocText | undefined {
  const { summary, description, method, path, deprecated, externalDocs } = operation.operation;
  const doc: Doc = {
    paragraphs: [
      ...(summary === undefined ? [] : [prose(summary)]),
      ...(description === undefined || description === summary ? [] : [prose(description)]),
      docText`${codeSpan(`${method} ${path.text}`)}`,
      ...linkDocs(operation.links),
      ...callbackDocs(operation.callbacks),
    ],
    tags: [
      ...(example === undefined ? [] : [{ name: "example" as const, text: docText`\n${codeBlock("ts", example)}` }]),
      {
        name: "throws",
        text: docText`ApiError if the status of the response is not 2xx, ConnectionError or TimeoutError if there is no response.`,
      },
      ...(externalDocs === undefined ? [] : seeTags(externalDocs)),
      ...(deprecated ? [{ name: "deprecated" as const }] : []),
    ],
  };
  return docComment(doc);
}

/** The callbacks of the operation. */
function callbackDocs(callbacks: readonly IncomingRequestPlan[]): readonly DocText[] {
  const lines = callbacks.map(({ name }) => docText`- The service then sends ${codeSpan(name)}.`);
  return lines.length === 0 ? [] : [joinDocText(lines, "\n")];
}
