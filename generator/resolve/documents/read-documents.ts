import { type Diagnostic, refuse, Refusal } from "../../diagnostics.js";
import { limits } from "../../load/documents/limits.js";
import { DocumentGraph, type MissingDocument } from "./document-graph.js";
import type { Document, EntryDocument } from "./schema-resources.js";

/** Reads and parses a document that a reference names. Throws a Refusal if it cannot, or must not, be read. */
export type ReadDocument = (missing: MissingDocument) => Promise<Document>;

/** How many documents are read at the same time. */
const concurrency = 16;

/** Reads all documents that a description refers to, directly or through other documents, in rounds. */
export async function readDocuments(entry: EntryDocument, read: ReadDocument): Promise<DocumentGraph> {
  const graph = new DocumentGraph(entry);
  let count = 1;
  for (let missing = graph.followReferences(); missing.length > 0; missing = graph.followReferences()) {
    count += missing.length;
    if (count > limits.documents) refuseMore(missing);
    for (let start = 0; start < missing.length; start += concurrency) {
      const results = await Promise.all(missing.slice(start, start + concurrency).map((each) => attempt(read, each)));
      for (const { location, result } of results) {
        if ("root" in result) graph.addDocument(result, location);
        else graph.markUnreadable(location, result);
      }
    }
  }
  return graph;
}

interface Attempt {
  readonly location: string;
  readonly result: Document | readonly Diagnostic[];
}

async function attempt(read: ReadDocument, missing: MissingDocument): Promise<Attempt> {
  const { location } = missing;
  try {
    return { location, result: await read(missing) };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { location, result: thrown.diagnostics };
    throw thrown;
  }
}

function refuseMore([first]: readonly MissingDocument[]): never {
  const help = "Bundle the description into fewer documents first.";
  const message = `The description consists of more than ${limits.documents} documents.`;
  refuse("source-too-large", first?.reference.ref.place, message, { help });
}
