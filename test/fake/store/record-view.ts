import type { Association, Store, StoredRecord } from "./store.js";

/** The parts of a record that a request asks for. */
export interface Selection {
  readonly properties: readonly string[];
  readonly propertiesWithHistory?: readonly string[];
  readonly associations?: readonly string[];
}

const alwaysShown = ["hs_createdate", "hs_lastmodifieddate", "hs_object_id"];
const shownByDefault = ["name"];

/** The record as JSON. A selected property without a value is null; one that does not exist is omitted. */
export function view({ definitions }: Store, record: StoredRecord, selection: Selection): Record<string, unknown> {
  const histories = (selection.propertiesWithHistory ?? []).filter((property) => definitions.has(property));
  const asked = selection.properties.length > 0 || histories.length > 0 ? selection.properties : shownByDefault;
  const names = [...new Set([...asked, ...histories, ...alwaysShown])].filter((property) => definitions.has(property));
  return {
    id: record.id,
    properties: Object.fromEntries(names.map((name) => [name, record.properties[name] ?? null])),
    ...(histories.length > 0 && {
      propertiesWithHistory: Object.fromEntries(histories.map((name) => [name, record.history.get(name) ?? []])),
    }),
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt !== undefined && { archivedAt: record.archivedAt }),
    ...associationsView(record, selection.associations ?? []),
  };
}

function associationsView(record: StoredRecord, types: readonly string[]): Record<string, unknown> {
  const ends = types.flatMap((type): [string, { results: Association[] }][] => {
    const results = record.associations.get(type) ?? [];
    return results.length > 0 ? [[type, { results }]] : [];
  });
  return ends.length > 0 ? { associations: Object.fromEntries(ends) } : {};
}
