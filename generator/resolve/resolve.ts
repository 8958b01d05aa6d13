import { type Diagnostic, diagnostic, refuse, refuseAny, type Report } from "../diagnostics.js";
import { limits } from "../load/documents/limits.js";
import type { ParsedSource, ReadReferencedDocument } from "../load/documents/source.js";
import { parseReferenced } from "../load/parse/parse.js";
import { refuseValueCount } from "../load/parse/size-limits.js";
import { field, stringOf } from "../load/tree/fields.js";
import type { MapNode, Node } from "../load/tree/node.js";
import { quote } from "../load/tree/quote.js";
import { reportWrongType } from "../load/tree/read-fields.js";
import type { Description } from "./description.js";
import { bundle } from "./documents/bundle.js";
import { DocumentGraph } from "./documents/document-graph.js";
import { type ReadDocument, readDocuments } from "./documents/read-documents.js";
import type { EntryDocument } from "./documents/schema-resources.js";
import { type DescriptionObjects, type Fault, findObjects } from "./objects/find-objects.js";
import { rewriteObjects } from "./objects/rewrite.js";
import { assignOverlays, type OverlaysByDocument } from "./overlays/overlays.js";
import { checkReferences } from "./references/check-references.js";
import { exampleReferences } from "./references/example-references.js";
import { fitReferences } from "./references/fit-references.js";
import { overlayForMissingTargets } from "./references/missing-targets.js";
import { unreadParts } from "./references/unknown-fields.js";
import { unusedFields } from "./references/unused-fields.js";
import { createDescription } from "./references/create-description.js";
import { withExtensionWebhooks } from "./repairs/extension-webhooks.js";
import { repairVisitor } from "./repairs/repairs.js";
import { detectVersion, missingRootFields, type OpenApiVersion } from "./repairs/version.js";
import { removeInvalidUnits } from "./selection/remove-invalid-units.js";
import { objectsOfOperations } from "./selection/selected-objects.js";
import { parametersWithoutIn, upgradeSwagger } from "./swagger/upgrade.js";

/**
 * Resolves a description of one document: detects its version, applies overlays and repairs, and checks all objects and references.
 * References to other documents are refused.
 *
 * @param partly - whether operations will be selected, so that invalid parts are removed instead of refused: see {@link Description.removed}
 * @throws Refusal - with all faults that were found. Repairs are reported.
 */
export function resolve(
  description: ParsedSource,
  overlays: readonly ParsedSource[],
  report: Report,
  partly = false,
): Description {
  const assigned = assignOverlays(description, overlays);
  const { version, entry } = readEntry(description, assigned, report);
  refuseAny(assigned.unused());
  const graph = new DocumentGraph(entry);
  graph.followReferences();
  return resolveGraph(graph, version, report, partly);
}

/** The same for a description of several documents, which are read when a reference names them. */
export async function resolveAll(
  description: ParsedSource,
  overlays: readonly ParsedSource[],
  read: ReadReferencedDocument,
  report: Report,
  partly = false,
): Promise<Description> {
  const assigned = assignOverlays(description, overlays);
  const { version, entry } = readEntry(description, assigned, report);
  const graph = await readDocuments(entry, documentReader(read, assigned, description, report));
  refuseAny(assigned.unused());
  return resolveGraph(graph, version, report, partly);
}

function readEntry(
  description: ParsedSource,
  overlays: OverlaysByDocument,
  report: Report,
): { readonly version: OpenApiVersion; readonly entry: EntryDocument } {
  const version = detectVersion(description.root, report);
  const root = withExtensionWebhooks(withOverlays(description.name, description.root, overlays), version, report);
  refuseAny(missingRootFields(root, version));
  return { version, entry: { location: description.name, root } };
}

function withOverlays(name: string, root: MapNode, overlays: OverlaysByDocument): MapNode {
  const faults: Diagnostic[] = [];
  const result = overlays.apply(name, root, (fault) => faults.push(fault));
  refuseAny(faults);
  return result;
}

/** Reads and parses the documents that a description refers to, and applies their overlays. */
export function documentReader(
  read: ReadReferencedDocument,
  overlays: OverlaysByDocument,
  entry: ParsedSource,
  report: Report,
): ReadDocument {
  let [totalLength, valueCount] = [entry.text.length, entry.valueCount];
  return async ({ location, reference }) => {
    const { place } = reference.ref;
    const text = await read({ location, reference: reference.text, place });
    totalLength += text.text.length;
    if (totalLength > limits.totalBytes)
      refuse("source-too-large", place, `The documents of the description are larger than ${limits.totalBytes / 1024 / 1024} MiB together.`); // prettier-ignore
    const document = parseReferenced(text, report);
    valueCount += document.valueCount;
    if (valueCount > limits.values) refuseValueCount(place, "The documents of the description together have");
    const { root } = document;
    return { location: text.name, root: root.kind === "map" ? withOverlays(text.name, root, overlays) : root };
  };
}

function resolveGraph(graph: DocumentGraph, version: OpenApiVersion, report: Report, partly: boolean): Description {
  const referenceFaults = [...graph.faults];
  const bundled = bundle(graph, (fault) => referenceFaults.push(fault));
  for (const holder of graph.inlined.keys()) report(inlinedReference(holder));
  const isError = ({ diagnostic }: Fault) => diagnostic.severity === "error";
  for (const { diagnostic } of referenceFaults.filter((fault) => !isError(fault))) report(diagnostic);
  const removed = new Map<string, readonly Diagnostic[]>();
  let written: DescriptionObjects | undefined;
  const check = (root: MapNode, known: readonly Fault[] = [], moreFaults: FaultFinder = () => []): MapNode => {
    const { objects, faults } = faultsOf(root, known, moreFaults);
    const fitted = fitReferences(objects, report);
    const withFitted = (node: Node): Node => fitted.get(node) ?? node;
    if (fitted.size > 0) return check(rewriteObjects(root, withFitted), known, moreFaults);
    written ??= objects;
    if (!partly && faults.length > 0) refuseAny(withOverlay([...new Set(faults.map(({ diagnostic }) => diagnostic))], objects));
    if (faults.length === 0) return root;
    const valid = removeInvalidUnits(objects, faults);
    refuseAny(valid.unattributed);
    for (const [pointer, own] of valid.removed) removed.set(pointer, own);
    return valid.root;
  };
  const checkAndUpgrade = (): MapNode => {
    const known = referenceFaults.filter(isError);
    const repair = repairVisitor(version, report);
    if (version !== "2.0") return check(rewriteObjects(bundled, repair), known);
    const upgraded = upgradeSwagger(check(bundled, known, parametersWithoutIn), report);
    return check(rewriteObjects(upgraded, repair));
  };
  const root = checkAndUpgrade();
  const objects = written ?? findObjects(root);
  if (partly)
    return createDescription(root, { removed, unreadIn: (operations) => unread(objectsOfOperations(objects, operations)) });
  for (const told of unread(objects)) report(told);
  return createDescription(root, { removed });
}

/** What is not read, in the words of the version that the description is written in. */
function unread(objects: DescriptionObjects): readonly Diagnostic[] {
  return [...unreadParts(objects), ...unusedFields(objects), ...exampleReferences(objects)];
}

function inlinedReference(holder: Node): Diagnostic {
  const ref = field(holder, "$ref") ?? holder;
  const message = `OpenAPI allows no reference here; ${quote(stringOf(ref) ?? "")} is replaced by what it refers to.`;
  return diagnostic("repaired", ref.place, message);
}

type FaultFinder = (objects: DescriptionObjects) => readonly Fault[];

/** All faults of a description. For references with a known fault, no other is reported. */
function faultsOf(root: MapNode, known: readonly Fault[], moreFaults: FaultFinder) {
  const wrongTypes: Fault[] = [];
  const objects = findObjects(root, (node, subject, wanted) =>
    reportWrongType(node, subject, wanted, (diagnostic) => wrongTypes.push({ node, diagnostic })),
  );
  const knownNodes = new Set(known.map(({ node }) => node));
  const references = checkReferences(objects).filter(({ node }) => !knownNodes.has(node));
  return { objects, faults: [...wrongTypes, ...known, ...references, ...moreFaults(objects)] };
}

/** Adds the overlay that would add the missing targets of references to the first fault of that kind. */
function withOverlay(faults: readonly Diagnostic[], objects: DescriptionObjects): readonly Diagnostic[] {
  const overlay = overlayForMissingTargets(objects);
  const first = faults.find(({ code }) => code === "ref-dangling");
  return faults.map((fault) => (fault === first && overlay !== undefined ? { ...fault, overlay } : fault));
}
