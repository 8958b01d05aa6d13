import type { Mutation } from "./mutation.js";
import { operationMutations } from "./of-operations.js";
import { packageMutations } from "./of-packages.js";
import { schemaMutations } from "./of-schemas.js";

export const mutations: readonly Mutation[] = [...operationMutations, ...schemaMutations, ...packageMutations];
