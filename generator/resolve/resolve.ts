import { type Diagnostic, refuse, Refusal, type Report } from "../diagnostics.js";
import { reportWrongType } from "../load/tree/read-fields.js";
import { limits } from "../load/documents/limits.js";
import type { MapNode } from "../load/tree/node.js";
import { parseReferenced } from "../load/parse/parse.js";
import type { ReadReferencedDocument, ParsedSource } from "../load/documents/source.js";
import { refuseValues } from "../load/parse/parsed-tree.js";
import { bundle } from "./documents/bundle.js";
import { checkReferences } from "./references/check-references.js";
import { createDescription } from "./references/create-description.js";
import type { Description } from "./description.js";
import type { Fault } from "./objects/find-objects.js";
import { readDocuments, type ReadDocument } from "./documents/read-documents.js";
import { type OverlaysByDocument, assignOverlays } from "./overlays/overlays.js";
import { findObjects, type DescriptionObjects } from "./objects/find-objects.js";
import { repairVisitor } from "./repairs/repairs.js";
import { withExtensionWebhooks } from "./repairs/extension-webhooks.js";
import type { Document } from "./documents/schema-resources.js";
import { rewriteObjects } from "./objects/rewrite.js";
import { removeInvalidUnits } from "./selection/remove-invalid-units.js";
import { parametersWithoutIn, upgradeSwagger } from "./swagger/upgrade.js";
import { missingRootFields, detectVersion, type OpenApiVersion } from "./repairs/version.js";
import { DocumentGraph } from "./documents/document-graph.js";

/**
 * Makes a description trustworthy: recognises it, lays overlays over it, repairs what is harmless, and checks that every object
 * is one and every reference leads to what it must. This one is a description of one document; references to others are refused.
 *
 * @param partly - whether a part is going to be selected, so that what is broken elsewhere does not matter: see {@link Description.removed}
 * @throws Refusal - with every fault that was found. Repairs are reported.
 */
export function resolve(
  description: ParsedSource,
  overlays: readonly ParsedSource[],
  report: Report,
  partly = false,
): Description {
  const laid = assignOverlays(description.name, overlays);
  const { version, entry } = begin(description, laid, report);
  refuseAny(laid.unused());
  const web = new DocumentGraph(entry);
  web.followReferences();
  return finish(web, version, report, partly);
}

/** The same for a description of many documents, which are read as references name them. */
export async function resolveAll(
  description: ParsedSource,
  overlays: readonly ParsedSource[],
  read: ReadReferencedDocument,
  report: Report,
  partly = false,
): Promise<Description> {
  const laid = assignOverlays(description.name, overlays);
  const { version, entry } = begin(description, laid, report);
  const web = await readDocuments(entry, documentReader(read, laid, description, report));
  refuseAny(laid.unused());
  return finish(web, version, report, partly);
}

function begin(
  description: ParsedSource,
  laid: OverlaysByDocument,
  report: Report,
): { readonly version: OpenApiVersion; readonly entry: Document } {
  const version = detectVersion(description.root);
  const root = withExtensionWebhooks(overlaid(description, laid), version, report);
  refuseAny(missingRootFields(root, version));
  return { version, entry: { location: description.name, root } };
}

function overlaid({ name, root }: ParsedSource, laid: OverlaysByDocument): MapNode {
  const faults: Diagnostic[] = [];
  const result = laid.apply(name, root, (fault) => faults.push(fault));
  refuseAny(faults);
  return result;
}

function documentReader(
  read: ReadReferencedDocument,
  laid: OverlaysByDocument,
  entry: ParsedSource,
  report: Report,
): ReadDocument {
  let [total, values] = [entry.text.length, entry.valueCount];
  return async ({ location, reference: link }) => {
    const text = await read({ location, reference: link.text, place: link.ref.place });
    total += text.text.length;
    if (total > limits.totalBytes)
      refuse("source-too-large", link.ref.place, `The documents of the description are larger than ${limits.totalBytes / 1024 / 1024} MiB together.`); // prettier-ignore
    const part = parseReferenced(text, report);
    values += part.valueCount;
    if (values > limits.values) refuseValues(link.ref.place, "The documents of the description together have");
    return { location: text.name, root: overlaid(part, laid) };
  };
}

function finish(web: DocumentGraph, version: OpenApiVersion, report: Report, partly: boolean): Description {
  const links = [...web.faults];
  const bundled = bundle(web, (fault) => links.push(fault));
  const isError = ({ diagnostic }: Fault) => diagnostic.severity === "error";
  for (const { diagnostic } of links.filter((fault) => !isError(fault))) report(diagnostic);
  const broken = new Map<string, readonly Diagnostic[]>();
  const check = (root: MapNode, known: readonly Fault[] = [], more: MoreFaults = () => []): MapNode => {
    const { reached, faults } = faultsOf(root, known, more);
    if (!partly || faults.length === 0) return sound(root, faults);
    const part = removeInvalidUnits(reached, faults);
    refuseAny(part.unattributed);
    for (const [pointer, own] of part.removed) broken.set(pointer, own);
    return part.root;
  };
  const known = links.filter(isError);
  const repair = repairVisitor(version, report);
  if (version !== "2.0") return createDescription(check(rewriteObjects(bundled, repair), known), broken);
  const upgraded = upgradeSwagger(check(bundled, known, parametersWithoutIn), report);
  return createDescription(check(rewriteObjects(upgraded, repair)), broken);
}

type MoreFaults = (reached: DescriptionObjects) => readonly Fault[];

/** Everything that is wrong with a description, besides what is known already about where its links lead. */
function faultsOf(root: MapNode, known: readonly Fault[], more: MoreFaults) {
  const faults: Fault[] = [];
  const reached = findObjects(root, (node, subject, wanted) =>
    reportWrongType(node, subject, wanted, (diagnostic) => faults.push({ node, diagnostic })),
  );
  const links = new Set(known.map(({ node }) => node));
  const references = checkReferences(reached).filter(({ node }) => !links.has(node));
  return { reached, faults: [...faults, ...known, ...references, ...more(reached)] };
}

function sound(root: MapNode, faults: readonly Fault[]): MapNode {
  refuseAny([...new Set(faults.map(({ diagnostic }) => diagnostic))]);
  return root;
}

function refuseAny([first, ...rest]: readonly Diagnostic[]): void {
  if (first !== undefined) throw new Refusal([first, ...rest]);
}
