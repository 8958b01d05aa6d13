import type { SourceText } from "../../load/documents/source.js";
import { withoutWaived } from "../fail-on.js";
import type { Candidate } from "./candidate.js";

/** Takes what is waived out of the reports. What a version and a changelog say is about all changes: callers notice them. */
export async function withWaivers(
  candidates: readonly [Candidate, ...Candidate[]],
  onText: (text: SourceText) => void,
): Promise<readonly [Candidate, ...Candidate[]]> {
  const files = new Set(candidates.map(({ target }) => target.options.waivers));
  let [first, ...others] = candidates;
  for (const file of files) {
    const own = candidates.filter(({ target }) => target.options.waivers === file);
    const reports = await withoutWaived(own.map(({ report }) => report), file, onText); // prettier-ignore
    const reportOf = (candidate: Candidate): Candidate => {
      const report = reports[own.findIndex(({ target }) => target === candidate.target)];
      const bump = candidate.comparison.bump;
      return report === undefined
        ? candidate
        : { ...candidate, report: { ...report, comparison: { ...report.comparison, bump } } };
    };
    [first, ...others] = [reportOf(first), ...others.map(reportOf)];
  }
  return [first, ...others];
}
