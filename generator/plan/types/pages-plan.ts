import type { Json } from "../../load/tree/node.js";
import type { PaginationStyle } from "../../model/types/extensions.js";
import type { Schema } from "../../model/types/schema.js";

export interface PagesPlan {
  readonly pagination: PaginationStyle<PageInput, readonly PropertyAccess[]>;
  readonly items: readonly PropertyAccess[];
  /** Where a page says whether another one follows, and how many items there are in all. */
  readonly more?: readonly PropertyAccess[];
  readonly total?: readonly PropertyAccess[];
  readonly itemSchema: Schema;
  readonly window?: PageWindowPlan;
}

/** The property that changes from page to page: `key` of `params`, or of the object that is `params[within]`. */
export interface PageInput {
  readonly key: string;
  readonly within?: string;
}

/** For services that return only so many items for one query: how to query for the items after them. `facts` is data for the runtime. */
export interface PageWindowPlan {
  /** The property of an item that the next window starts after. */
  readonly key: readonly PropertyAccess[];
  readonly facts: Json;
}

export interface PropertyAccess {
  readonly property: string;
  /** The object may be absent or null: written `?.`. */
  readonly optional: boolean;
}
