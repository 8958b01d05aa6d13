import type { Json } from "../../load/tree/node.js";
import type { Schema } from "../../model/types/schema.js";

export interface PagesPlan {
  readonly way: PageWay;
  readonly items: readonly AccessStep[];
  /** Where a page says whether another one follows, and how many items there are in all. */
  readonly more?: readonly AccessStep[];
  readonly total?: readonly AccessStep[];
  /** What an item is. */
  readonly item: Schema;
  readonly window?: WindowPlan;
}

/** How the list goes on behind the items that it reaches; `facts` is what the runtime is told. */
export interface WindowPlan {
  readonly key: readonly AccessStep[];
  readonly facts: Json;
}

/**
 * The way to the next page. `key` is the key in `params` that changes, `within` the part of `params` that has it; `next` and `last` are
 * where a page holds the next cursor or link, and the number after the last. A step is `optional` where the property before may be
 * absent or null.
 */
export type PageWay =
  | { readonly style: "cursor"; readonly key: string; readonly within?: string; readonly next: readonly AccessStep[] }
  | {
      readonly style: "offset" | "page";
      readonly key: string;
      readonly within?: string;
      readonly first: number;
      readonly last?: readonly AccessStep[];
    }
  | { readonly style: "link"; readonly next: readonly AccessStep[] }
  | { readonly style: "link-header" };

export interface AccessStep {
  readonly property: string;
  /** What this property is read from may be absent or null: written `?.`. */
  readonly optional: boolean;
}
