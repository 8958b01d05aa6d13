import type { ComparisonReport } from "../../compare/reports/report.js";
import type { Comparison } from "../../compare/rules/change.js";
import type { Target } from "../../config/targets.js";
import type { Diagnostic } from "../../diagnostics.js";
import type { SourceText } from "../../load/documents/source.js";
import type { RunInputs } from "../../unchanged-run.js";
import { readInputs, remembered, type Run } from "../build.js";
import { planInputs, readInPlace, type ReadSide } from "../compared-description.js";

/** An output, as it is and with the new description. */
export interface Candidate {
  readonly target: Target;
  /** The file or address of the new description. */
  readonly source: string;
  readonly old: RunInputs;
  readonly now: RunInputs;
  readonly sides: { readonly old: ReadSide; readonly now: ReadSide };
  /** All that changes. Waivers do not count in a version, since callers notice what they silence. */
  readonly comparison: Comparison;
  /** What is printed: the changes that no waiver silences, and those that one does. */
  readonly report: ComparisonReport;
  /** The overlays that do not fit the new description; then it is compared without overlays. */
  readonly unmatched: readonly Diagnostic[];
}

/** Reads the present description and the new one for an output, and compares what they give. */
export async function readCandidate(source: string, target: Target, run: Run): Promise<Candidate> {
  // The changelog may not exist yet.
  const { changelog: _, ...options } = target.options;
  const [old, now] = await Promise.all([
    readInputs({ ...target, options }, run).then(withReadOnce),
    readInPlace(source, { ...target, options }, run).then(withReadOnce),
  ]);
  const sides = { old: await planInputs(old), now: await planInputs(now) };
  const { compareDescriptions, overlayErrors } = await import("../../compare/compare.js");
  const unmatched = overlayErrors(sides.now.planned);
  const compared = unmatched.length === 0 ? sides : await withoutOverlays(old, now);
  const comparison = compareDescriptions(compared.old.planned, compared.now.planned);
  const texts = new Map([...compared.old.texts, ...compared.now.texts]);
  const report = { comparison, old: options.input, now: source, texts, waived: [] };
  return { target, source, old, now, sides, comparison, report, unmatched };
}

async function withoutOverlays(old: RunInputs, now: RunInputs): Promise<{ readonly old: ReadSide; readonly now: ReadSide }> {
  return { old: await planInputs({ ...old, overlays: [] }), now: await planInputs({ ...now, overlays: [] }) };
}

/** What is compared, written and generated must be the same, though a server may answer differently each time. */
function withReadOnce(inputs: RunInputs): RunInputs {
  const known = new Map<string, Promise<SourceText>>();
  return { ...inputs, read: (request) => remembered(known, request.location, () => inputs.read(request)) };
}
