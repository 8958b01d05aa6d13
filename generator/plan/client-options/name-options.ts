import type { Place, Report } from "../../diagnostics.js";
import { diagnostic } from "../../diagnostics.js";
import { compareStrings } from "../../model/reading/order.js";
import { hash, identifier } from "../names/identifiers.js";
import { createNameScope } from "../names/name-scope.js";
import { clientOptionNames, reservedWords } from "../names/reserved-names.js";

/** A request for the name of a client option. */
export interface OptionRequest {
  /** Its name in the description, which identifies it. */
  readonly key: string;
  /** The name from an overlay, which wins over every other. */
  readonly pinned?: string;
  readonly wanted: string;
  /** The name instead, if every client has an option with the wanted name. */
  readonly otherwise: string;
  /** The subject of the warning about a changed name. */
  readonly subject: string;
  readonly place?: Place;
}

/** The options of credentials of which an API has at most one, without a name from an overlay. Others never get these names. */
export const credentialDefaults = { bearer: "accessToken", basic: "basic" } as const;

const taken = [...clientOptionNames, ...reservedWords];

/**
 * Names the options of a client. Without an overlay, a name depends on what it is derived from alone: were it to depend on the others, an option
 * could mean another credential once the API has one more, and code that still compiles would send a secret to the wrong place. So of options
 * that want the same name, none gets it.
 */
export function nameOptions<Request extends OptionRequest>(
  requests: readonly Request[],
  report: Report,
): ReadonlyMap<Request, string> {
  const isPinned = ({ pinned }: Request) => pinned !== undefined;
  const pinned = createNameScope(taken).assign(
    requests.filter(isPinned).map((owner) => ({
      owner,
      key: owner.key,
      candidates: [owner.pinned ?? owner.wanted, owner.wanted, owner.otherwise] as const,
      subject: owner.subject,
      ...(owner.place && { place: owner.place }),
    })),
    report,
  );
  const others = requests.filter((request) => !isPinned(request));
  const wantedNames = [...pinned.values(), ...others.map(wantedName)].map((name) => name.toLowerCase());
  const named = others.map((request) => {
    const name = wantedName(request);
    const isUnique = wantedNames.filter((other) => other === name.toLowerCase()).length === 1;
    if (isUnique) return [request, name] as const;
    const own = identifier(`${name}_${hash(request.subject)}`);
    report(sharedName(request, name, own));
    return [request, own] as const;
  });
  return new Map([...pinned, ...named].sort(([a], [b]) => compareStrings(a.key, b.key)));
}

function wantedName({ wanted, otherwise }: OptionRequest): string {
  return createNameScope(taken).has(wanted) ? otherwise : wanted;
}

function sharedName({ subject, place }: OptionRequest, wanted: string, name: string) {
  const message = `${subject} is called \`${name}\`, because another option would be called \`${wanted}\`, too.`;
  return diagnostic("name-taken", place, message, {
    help: "Choose its name in an overlay, with `x-specloom-auth` or `x-specloom-name`.",
  });
}
