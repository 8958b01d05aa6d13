import type { Diagnostic } from "../../generator/diagnostics.js";
import { Refusal } from "../../generator/diagnostics.js";
import type { SourceText } from "../../generator/load/documents/source.js";
import { parse } from "../../generator/load/parse/parse.js";
import { buildApi } from "../../generator/model/build-api.js";
import { nameOperations } from "../../generator/plan/names/operation-names.js";
import { resolve } from "../../generator/resolve/resolve.js";

/** An operation and the name that it got. */
export interface NamedOperation {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly summary?: string;
  readonly resource: readonly string[];
  readonly name: string;
}

export interface NamedDescription {
  readonly operations: readonly NamedOperation[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Names the operations of a description, which is much cheaper than its package. Undefined if it is refused. */
export function namedDescription(description: SourceText): NamedDescription | undefined {
  const diagnostics: Diagnostic[] = [];
  const ignore = (): undefined => undefined;
  try {
    const api = buildApi(resolve(parse(description, ignore), [], ignore), ignore);
    const names = nameOperations(api, (diagnostic) => diagnostics.push(diagnostic));
    const operations = [...names].map(([{ method, path, operationId, summary }, { resource, name }]) => ({
      method,
      path: path.text,
      ...(operationId !== undefined && { operationId }),
      ...(summary !== undefined && { summary }),
      resource,
      name,
    }));
    return { operations, diagnostics };
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}
