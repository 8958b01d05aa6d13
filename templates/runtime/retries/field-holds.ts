import { member } from "../values/member.js";

/** Whether this field of a body holds one of these values. */
export function fieldHolds(path: readonly string[], values: readonly string[]): (body: unknown) => boolean {
  return (body) => values.includes(String(path.reduce(member, body)));
}
