import type { PathSegment } from "./path-segments.js";
import { isPlural, wordsOf } from "./words.js";

/** Verbs at the end of a path. Words that are as often nouns are left out. */
const verbs: ReadonlySet<string> = new Set(
  `abort accept acknowledge activate add adjust allocate annotate anonymize apply approve archive assign attach authenticate authorize ban bind
  block calculate cancel capture clear clone close complete compute confirm convert copy create deactivate decline defend delete deploy describe
  detach disable disconnect dismiss download enable enqueue evaluate exchange execute expire export extend fetch finalize find finish
  follow forward generate get grant import initiate inspect install invalidate invite invoke join kick leave list load locate lock login
  logout lookup merge migrate move mute navigate notify parse pause pay ping predict preview provision publish purge read reactivate
  reboot recalculate recognize reconcile recover refresh regenerate register reject reload remove rename render renew reopen reorder
  replace resend reset resize resolve restart restore resume retrieve retry revert revoke rollback rotate run save search send
  set sign simulate skip start stop store submit subscribe supply suspend swap sync synchronize terminate test transfer transform transition translate
  trigger unarchive unassign unban unblock undelete undo unfollow uninstall unlink unlock unmute unpublish unregister unsubscribe
  update upgrade upload upsert validate verify void write`.split(/\s+/),
);

/**
 * Whether a segment is an action: a verb (`search`), or several words that begin with one (`acceptDispute`, `find-by-status`). Words with
 * separators and a plural at the end (`login-attempts`) are a noun.
 */
export function isActionSegment(segment: PathSegment | undefined): boolean {
  if (segment === undefined || !("literal" in segment)) return false;
  const words = wordsOf(segment.literal);
  const [first = "", last = ""] = [words[0], words.at(-1)];
  if (!verbs.has(first.toLowerCase().replace(/(?<!\d)\d+$/, ""))) return false;
  return words.length === 1 || !isPlural(last) || /^[A-Za-z0-9]+$/.test(segment.literal);
}
