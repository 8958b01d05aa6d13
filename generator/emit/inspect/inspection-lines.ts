import type { InspectedIncoming } from "./inspect-incoming.js";
import type { InspectedOperation } from "./inspect-operations.js";
import type { Inspection } from "./inspection.js";

/** The output of `specloom inspect`: a line for each operation, callback and webhook, such as `PATCH  /pets/{petId}  pets.update(petId, name?)  Pet`. */
export function inspectionLines({ operations, webhooks, callbacks }: Inspection): readonly string[] {
  const rows = [
    ...operations.map((operation) => [operation.method, operation.path, callColumn(operation), resultColumn(operation)]),
    ...[...callbacks, ...webhooks].map(incomingColumns),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function callColumn({ name, parameters, body, deprecated }: InspectedOperation): string {
  const optional = (text: string, required: boolean) => (required ? text : `${text}?`);
  const wholeBody = body?.key === undefined ? [] : [optional(body.key, body.required)];
  const parameterList = [
    ...parameters.map(({ key, required }) => optional(key, required)),
    ...(body?.fields ?? []).map((field) => optional(field.name, field.required)),
    ...wholeBody,
  ];
  return `${name}(${parameterList.join(", ")})${deprecated ? " deprecated" : ""}`;
}

function resultColumn({ result: type, paged }: InspectedOperation): string {
  const line = type.replace(/\s+/g, " ");
  return paged ? `${line}, paged` : line;
}

/** The columns of a webhook or callback: method, URL or name, kind, type. */
function incomingColumns({ method, name, address, after, type, deprecated }: InspectedIncoming): readonly string[] {
  const kind = after === undefined ? "webhook" : `callback of ${after}`;
  return [method, address ?? name, deprecated ? `${kind} deprecated` : kind, type];
}
