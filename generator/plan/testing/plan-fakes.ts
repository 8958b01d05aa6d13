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

/** One fake service for each kind of record that an operation with `x-specloom-batch` has. */
export function planFakes(operations: readonly OperationPlan[], api: Api): readonly FakePlan[] {
  const lookup = schemaLookup(api.schemas);
  const recordsByPath = new Map<string, FakeRecords>();
  for (const { operation, batch } of operations) {
    if (operation.batch === undefined || batch === undefined) continue;
    const path = recordsPath(pathSegments(operation.path));
    if (!recordsByPath.has(pathText(path)))
      recordsByPath.set(pathText(path), { path, batch: operation.batch, resultSchemas: batch.resultSchemas });
  }
  const names = nameFakes(recordsByPath);
  const plans = [...recordsByPath].flatMap(([key, records]) => planFake(names.get(key) ?? "", records, operations, lookup));
  return sortedBy(plans, ({ name }) => name);
}

/** `fakePets` for `/pets`; a second one gets a number. */
function nameFakes(recordsByPath: ReadonlyMap<string, FakeRecords>): ReadonlyMap<string, string> {
  const requests = [...recordsByPath].map(([key, { path }]) => {
    const word = literalTexts(path).at(-1) ?? "records";
    return { owner: key, key, candidates: [`fake${pascalCase(word, "Records")}`] as const };
  });
  return createNameScope(["fakeFacts"]).assign(requests);
}

function planFake(
  name: string,
  records: FakeRecords,
  operations: readonly OperationPlan[],
  lookup: SchemaLookup,
): readonly FakePlan[] {
  const { batch, path, resultSchemas } = records;
  const supported = operations.flatMap((operation) => {
    const fake = planFakeOperation(operation, records, lookup);
    return fake === undefined ? [] : [{ name: operation.qualifiedName, ...fake }];
  });
  const schemas = [...supported.flatMap(({ record }) => record ?? []), ...resultSchemas];
  const [record] = schemas;
  if (record === undefined) return [];
  const keyPath = batch.resultKey ?? [batch.key];
  const times = dateTimeProperties([record], lookup);
  const facts: Json = {
    ...(schemasAt(schemas, keyPath, lookup).length > 0 && { key: keyPath }),
    ...(batch.resultProperties && { properties: batch.resultProperties }),
    blank: minimalValue(record, lookup),
    times: times.filter(({ required }) => required).map((time) => time.name),
    touched: times.map((time) => time.name).filter((time) => /updat|modif|chang/i.test(time)),
    operations: Object.fromEntries(supported.map(({ name: operation, facts: own }) => [operation, own])),
  };
  const words = wordsOf(literalTexts(path).at(-1) ?? "records");
  return [
    {
      name,
      recordsName: words.join(" ").toLowerCase(),
      recordSchema: record,
      operations: supported.map((operation) => operation.name),
      facts,
    },
  ];
}
