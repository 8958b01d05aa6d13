import type { PathSegment } from "./path-segments.js";
import { isPlural, wordsOf } from "./words.js";

/** Verbs at the end of a path. Words that are as often nouns are left out. */
const verbs: ReadonlySet<string> = new Set(
  `abort accept acknowledge activate add adjust aggregate allocate analyze annotate anonymize append apply approve archive ask assign attach authenticate
  authorize ban bind block boot build calculate cancel capture classify clear clone close collect compact compare complete compose compress
  compute confirm consume convert copy create deactivate decline decrypt defend defer delete demote deploy deprecate deregister describe detach
  detect disable disassociate disconnect dismiss dispatch downgrade download drain duplicate edit eject embed enable encrypt enqueue enrich enroll
  escalate evaluate exchange execute expire explain extend extract fail fetch finalize find finish flush follow forget fork forward
  freeze fulfill generate get grant hide identify import export ignore infer initialize initiate insert inspect install invalidate invite invoke join
  kick launch leave list load locate lock login logout lookup merge migrate modify move mute navigate notify obtain optimize
  parse pause pay perform ping postpone poweroff poweron predict prepare preview prioritize promote provision prune publish purge read reactivate
  reassign reboot rebuild recalculate receive recognize reconcile reconnect recover redeem redeliver redirect refresh regenerate register reindex reinstall reinstate
  reject reload remix remove rename render renew reopen reorder replace replay reprocess rerun reschedule resend reserve reset resize resolve respond restart
  restore resume resubmit resync retrieve retry reveal revert revoke rewind rollback rotate run save scan search select send
  set shuffle shutdown signin signout signup simulate skip snooze split start stop submit subscribe summarize supply suspend swap sync synchronize
  terminate test tokenize transcribe transfer transform transition translate
  trigger unarchive unassign unban unbind unblock undelete undo unenroll unfollow unfreeze unhide uninstall unlink unlock unmute unpause unpin
  unpublish unregister unshare unstar unsubscribe unsuspend unwatch
  update upgrade upload upsert validate verify void withdraw write`.split(/\s+/),
);

/** Verbs that also stand before a noun as a part of its name: `login-attempts`, `change-requests`, `export-jobs`. */
const nounModifiers: ReadonlySet<string> = new Set(
  `access archive block boot build cancel deploy download exchange export fork import install invite join load login logout lookup
  merge pause pay ping preview read refresh run scan search shutdown signin signup start stop sync test transfer
  trigger upgrade upload write`.split(/\s+/),
);

/** Verbs that are as often nouns, so that they are actions only with their object, at paths that are not got: `change_type`. */
const verbsWithObject: ReadonlySet<string> = new Set(
  "change check estimate force mark match report request schedule share store".split(" "),
);

/** Words that make a verb phrase of what follows a verb: `apply-to-resources`. */
const prepositions: ReadonlySet<string> = new Set("as at by for from in into of on onto out to with".split(" "));

/** Whether a word is a verb that a path may end with. */
export function isVerb(word: string): boolean {
  return verbs.has(word.toLowerCase().replace(/(?<!\d)\d+$/, ""));
}

/** Whether a word is a verb and no part of a noun. */
export function isOnlyVerb(word: string): boolean {
  return isVerb(word) && !nounModifiers.has(word.toLowerCase());
}

/** Whether a segment is an action: a verb (`search`), or several words that begin with one (`acceptDispute`, `find-by-status`). */
export function isActionSegment(segment: PathSegment | undefined): boolean {
  const [first = "", ...rest] = wordsIn(segment);
  return isVerb(first) && !isNoun(rest, segment);
}

/**
 * Whether a segment is a verb and its object although its words may be a noun elsewhere: `request_console`, `set_rules`. So it counts only
 * where the path is not got.
 */
export function isVerbWithObject(segment: PathSegment | undefined): boolean {
  const [first = "", next = "", ...rest] = wordsIn(segment);
  if (next === "" || isActionSegment(segment)) return false;
  if (isNoun([next, ...rest], segment)) return isVerb(first) && (!nounModifiers.has(first) || prepositions.has(next));
  return verbsWithObject.has(first);
}

/** Words with separators and a plural at the end, as in `login-attempts`. */
function isNoun(rest: readonly string[], segment: PathSegment | undefined): boolean {
  return rest.length > 0 && isPlural(rest.at(-1) ?? "") && !/^[A-Za-z0-9]+$/.test(textOf(segment));
}

/** Whether words are a verb, or begin with one that is no part of a noun. */
export function beginWithVerb([first = "", ...rest]: readonly string[]): boolean {
  const verb = first.toLowerCase();
  return isVerb(verb) && verb !== "list" && (rest.length === 0 || !nounModifiers.has(verb));
}

function wordsIn(segment: PathSegment | undefined): readonly string[] {
  return wordsOf(textOf(segment)).map((word) => word.toLowerCase());
}

function textOf(segment: PathSegment | undefined): string {
  return segment !== undefined && "literal" in segment ? segment.literal : "";
}
