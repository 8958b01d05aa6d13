import type { Json } from "../../load/tree/node.js";
import type { EnumMember, EnumSchema } from "../../model/types/schema.js";

/** Words of values that an example should not begin with: how a thing ends or fails, and what says that there is no value. */
const unusual: ReadonlySet<string> = new Set(
  `abandoned abort aborted archived banned blocked broken cancel canceled cancelled cancelling closed deactivated declined delete deleted denied
  deprecated destroyed disabled disconnected disputed error errored expired fail failed failure failures fatal forbidden inactive incomplete
  incorrect invalid lost missing negative no none not null off overdue rejected removed reversed revoked suspended terminated timeout unauthorized
  unavailable undefined unknown unlisted unpaid unspecified unsupported unverified void voided`.split(/\s+/),
);

/**
 * The value of an enum for an example: the default, an example of the description, or the first in the order of the values that does not say
 * that something failed or ended: `paid` of `failed` and `paid`. The order in the description has no meaning.
 */
export function usualMember({ members, docs }: EnumSchema): Json | undefined {
  const described = [...(docs.default === undefined ? [] : [docs.default]), ...(docs.examples ?? [])];
  const said = described.find((value) => members.some((member) => member.value === value));
  return said ?? (members.find(isUsual) ?? members[0])?.value;
}

function isUsual({ value }: EnumMember): boolean {
  if (typeof value !== "string") return true;
  const words = value
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);
  return !words.some((word) => unusual.has(word)) && /[a-z\d]/i.test(value);
}
