import type { PartnerClients, PartnerClientsAssociations, PartnerClientsBatch } from "../../generated/src/index.js";
import type { ClientOptions } from "../../generated/src/client.js";
import type { EntryPoints } from "./installed.js";

/** The nine operations, as methods or as functions. */
export interface Calls extends Pick<PartnerClients, "list" | "get" | "update" | "search"> {
  readonly batch: Pick<PartnerClientsBatch, "read" | "update">;
  readonly associations: Pick<PartnerClientsAssociations, "list" | "create" | "delete">;
}

export type Style = "class" | "functions";

/** The calls of one client, for each style. */
export const styles: Readonly<Record<Style, (entryPoints: EntryPoints, options: ClientOptions) => Calls>> = {
  class: ({ root }, options) => new root.PartnerClients(options),
  functions: ({ client: { createClient }, operations, batch, associations }, options) => {
    const client = createClient(options);
    return {
      list: (params, options) => operations.list(client, params, options),
      get: (params, options) => operations.get(client, params, options),
      update: (params, options) => operations.update(client, params, options),
      search: (params, options) => operations.search(client, params, options),
      batch: {
        read: (params, options) => batch.read(client, params, options),
        update: (params, options) => batch.update(client, params, options),
      },
      associations: {
        list: (params, options) => associations.list(client, params, options),
        create: (params, options) => associations.create(client, params, options),
        delete: (params, options) => associations.delete(client, params, options),
      },
    };
  },
};
