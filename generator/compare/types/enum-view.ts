import type { Json } from "../../load/tree/node.js";
import { unionOfViews } from "./combine-views.js";
import { emptyView, scalarView, type TypeView } from "./type-view.js";

/** The type of a list of values; an open one allows other strings or numbers, too. */
export function enumViewOf(values: readonly Json[], isClosed: boolean): TypeView {
  const views = values.map((value): TypeView => (value === null ? scalarView("null") : valueView(value)));
  const kinds = new Set(values.map((value) => typeof value));
  const open = (["string", "number"] as const).filter((kind) => !isClosed && kinds.has(kind));
  return unionOfViews([...views, scalarView(...open)]);
}

/** Objects and arrays among the values of an enum are rare; they count as listed values, too. */
function valueView(value: Json): TypeView {
  return { ...emptyView, values: new Map([[JSON.stringify(value), value]]) };
}
