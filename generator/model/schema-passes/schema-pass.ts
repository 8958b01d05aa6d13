import type { Schema } from "../types/schema.js";

/** Changes a schema of an API, whose name, if it has one, is in what is reported. */
export type SchemaPass = (schema: Schema, name?: string) => Schema;
