import { type Diagnostic, refuse, Refusal } from "../../diagnostics.js";
import { limits } from "../../load/documents/limits.js";
import type { Document } from "./schema-resources.js";
import { type MissingDocument, DocumentGraph } from "./document-graph.js";

/** Reads and understands a document that a reference names. Throws a Refusal where it cannot, or must not, be read. */
export type ReadDocument = (need: MissingDocument) => Promise<Document>;

/** So many documents are read at the same time. */
const atOnce = 16;

/** Reads every document that a description refers to, directly or not: round by round, what one round brings in the next one follows. */
export async function readDocuments(entry: Document, read: ReadDocument): Promise<DocumentGraph> {
  const web = new DocumentGraph(entry);
  let count = 1;
  for (let needs = web.followReferences(); needs.length > 0; needs = web.followReferences()) {
    count += needs.length;
    if (count > limits.documents) refuseMore(needs);
    for (let start = 0; start < needs.length; start += atOnce) {
      const results = await Promise.all(needs.slice(start, start + atOnce).map((need) => attempt(read, need)));
      for (const { need, found } of results) {
        if ("root" in found) web.addDocument(found, need.location);
        else web.markUnreadable(need.location, found);
      }
    }
  }
  return web;
}

interface Attempt {
  readonly need: MissingDocument;
  readonly found: Document | readonly Diagnostic[];
}

async function attempt(read: ReadDocument, need: MissingDocument): Promise<Attempt> {
  try {
    return { need, found: await read(need) };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { need, found: thrown.diagnostics };
    throw thrown;
  }
}

function refuseMore([need]: readonly MissingDocument[]): never {
  const help = "Bundle the description into fewer documents first.";
  refuse("source-too-large", need?.reference.ref.place, `The description consists of more than ${limits.documents} documents.`, {
    help,
  });
}
