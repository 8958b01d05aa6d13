import { invalid } from "../store/failures.js";

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page, as in the service. */
  readonly paging?: { readonly next: { readonly after: string; readonly link: string } };
}

/** One page of a list. The cursor is the position after its last item, encoded so that clients do not interpret it. */
export function pageOf<Item>(all: readonly Item[], limit: number, after: string | undefined, link: string): Page<Item> {
  const start = after === undefined ? 0 : positionOf(after);
  const end = start + limit;
  const items = all.slice(start, end);
  if (end >= all.length) return { items };
  const cursor = cursorOf(end);
  return { items, paging: { next: { after: cursor, link: `${link}?after=${encodeURIComponent(cursor)}` } } };
}

/** Ends with `=`, like the service's cursors, so that a client that does not encode it fails. */
function cursorOf(position: number): string {
  return `${Buffer.from(`p${position}`).toString("base64url")}=`;
}

function positionOf(cursor: string): number {
  const position = /^p(\d+)$/.exec(Buffer.from(cursor, "base64url").toString())?.[1];
  return position === undefined || cursorOf(Number(position)) !== cursor
    ? invalid(`${cursor} is not a cursor of this list.`)
    : Number(position);
}
