import { sortedSchemas } from "../../model/reading/canonical-schemas.js";
import { mapSubschemas } from "../../model/traversal/map-schema.js";
import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import { typeName } from "../names/identifiers.js";
import type { OperationName } from "../names/operation-names.js";
import { baseTypeName } from "../webhooks/name-incoming-requests.js";
import type { InlineModel } from "../types/model-plan.js";
import { createInlineRegistry } from "./inline-registry.js";
import { createVisitors, visitIncoming, visitOperation, visitPinned } from "./visit-operations.js";

/** The API in which inline objects are named schemas, and the names of its operations. */
export interface NamedInlineObjects {
  readonly api: Api;
  readonly names: ReadonlyMap<Operation, OperationName>;
  readonly models: readonly InlineModel[];
}

/** @param client - The name of the client class. */
export function nameInlineObjects(api: Api, names: ReadonlyMap<Operation, OperationName>, client: string): NamedInlineObjects {
  const registry = createInlineRegistry();
  const visitors = createVisitors(api, registry);
  const visited = new Map(
    api.operations.map((operation) => {
      const name = names.get(operation);
      return [operation, name === undefined ? operation : visitOperation(operation, name, visitors)] as const;
    }),
  );
  const webhooks = api.webhooks.map((webhook) => visitIncoming(webhook, baseTypeName(webhook, "Webhook"), visitors));
  const schemas = [...api.schemas.values()].map((named) => ({
    ...named,
    schema: mapSubschemas(named.schema, (schema) => visitPinned(schema, visitors)),
  }));
  const taken = new Set([client, ...schemas.map(({ name }) => typeName(name))].map((name) => name.toLowerCase()));
  const models = registry.models((name) => taken.has(name.toLowerCase()));
  return {
    api: { ...api, operations: [...visited.values()], webhooks, schemas: sortedSchemas([...schemas, ...models]) },
    names: new Map([...names].map(([operation, name]) => [visited.get(operation) ?? operation, name])),
    models,
  };
}
