import type { Json } from "../../load/tree/node.js";
import type { Api } from "../../model/types/api.js";
import { type SchemaLookup } from "../../model/traversal/dereference.js";
import { schemasAt } from "../../model/traversal/schemas-at-path.js";
import { sortedBy } from "../../model/reading/order.js";
import { minimalValue } from "./minimal-values.js";
import { planFakeOperation } from "./fake-operations.js";
import { pascalCase } from "../names/identifiers.js";
import type { OperationPlan } from "../types/operation-plan.js";
import type { FakePlan } from "../types/fake-plan.js";
import { literalTexts, pathSegments } from "../names/path-segments.js";
import { pathText } from "../names/path-segments.js";
import { type FakeRecords, recordsPath, dateTimeProperties } from "./fake-records.js";
import { createNameScope } from "../names/name-scope.js";
import { wordsOf } from "../names/words.js";
import { schemaLookup } from "../../model/traversal/dereference.js";

/** A service in memory for each kind of record that an operation takes many of. */
export function planFakes(operations: readonly OperationPlan[], api: Api): readonly FakePlan[] {
  const lookup = schemaLookup(api.schemas);
  const kinds = new Map<string, FakeRecords>();
  for (const { operation, batch } of operations) {
    if (operation.batch === undefined || batch === undefined) continue;
    const path = recordsPath(pathSegments(operation.path));
    if (!kinds.has(pathText(path)))
      kinds.set(pathText(path), { path, batch: operation.batch, resultSchemas: batch.resultSchemas });
  }
  const names = nameFakes(kinds);
  const plans = [...kinds].flatMap(([key, records]) => planFake(names.get(key) ?? "", records, operations, lookup));
  return sortedBy(plans, ({ name }) => name);
}

/** After the last word of the path; two of the same are told apart by number. */
function nameFakes(kinds: ReadonlyMap<string, FakeRecords>): ReadonlyMap<string, string> {
  const claims = [...kinds].map(([key, { path }]) => {
    const word = literalTexts(path).at(-1) ?? "records";
    return { owner: key, key, candidates: [`fake${pascalCase(word, "Records")}`] as const };
  });
  return createNameScope(["fakeFacts"]).assign(claims);
}

function planFake(
  name: string,
  records: FakeRecords,
  operations: readonly OperationPlan[],
  lookup: SchemaLookup,
): readonly FakePlan[] {
  const { batch, path, resultSchemas: results } = records;
  const answered = operations.flatMap((operation) => {
    const fake = planFakeOperation(operation, records, lookup);
    return fake === undefined ? [] : [{ name: operation.qualifiedName, ...fake }];
  });
  const kept = [...answered.flatMap(({ record }) => record ?? []), ...results];
  const [record] = kept;
  if (record === undefined) return [];
  const ownKey = batch.resultKey ?? [batch.key];
  const times = dateTimeProperties([record], lookup);
  const facts: Json = {
    ...(schemasAt(kept, ownKey, lookup).length > 0 && { key: ownKey }),
    ...(batch.resultProperties && { properties: batch.resultProperties }),
    blank: minimalValue(record, lookup),
    times: times.filter(({ required }) => required).map((time) => time.name),
    touched: times.map((time) => time.name).filter((time) => /updat|modif|chang/i.test(time)),
    operations: Object.fromEntries(answered.map((one) => [one.name, one.facts])),
  };
  const words = wordsOf(literalTexts(path).at(-1) ?? "records");
  return [
    {
      name,
      recordsName: words.join(" ").toLowerCase(),
      recordSchema: record,
      operations: answered.map((one) => one.name),
      facts,
    },
  ];
}
