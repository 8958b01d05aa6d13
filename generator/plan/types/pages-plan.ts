import type { Json } from "../../load/tree/node.js";
import type { Schema } from "../../model/types/schema.js";

export interface PagesPlan {
  readonly way: PageWay;
  readonly items: readonly PropertyAccess[];
  /** Where a page says whether another one follows, and how many items there are in all. */
  readonly more?: readonly PropertyAccess[];
  readonly total?: readonly PropertyAccess[];
  /** What an item is. */
  readonly itemSchema: Schema;
  readonly window?: PageWindowPlan;
}

/** How the list goes on behind the items that it reaches; `facts` is what the runtime is told. */
export interface PageWindowPlan {
  readonly key: readonly PropertyAccess[];
  readonly facts: Json;
}

/**
 * The way to the next page. `key` is the key in `params` that changes, `within` the part of `params` that has it; `next` and `last` are
 * where a page holds the next cursor or link, and the number after the last. A step is `optional` where the property before may be
 * absent or null.
 */
export type PageWay =
  | { readonly style: "cursor"; readonly key: string; readonly within?: string; readonly next: readonly PropertyAccess[] }
  | {
      readonly style: "offset" | "page";
      readonly key: string;
      readonly within?: string;
      readonly first: number;
      readonly last?: readonly PropertyAccess[];
    }
  | { readonly style: "link"; readonly next: readonly PropertyAccess[] }
  | { readonly style: "link-header" };

export interface PropertyAccess {
  readonly property: string;
  /** What this property is read from may be absent or null: written `?.`. */
  readonly optional: boolean;
}
