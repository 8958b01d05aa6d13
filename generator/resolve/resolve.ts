import { type Diagnostic, refuse, Refusal, type Report } from "../diagnostics.js";
import { reportWrongType } from "../load/fields.js";
import { limits } from "../load/limits.js";
import type { MapNode, Node } from "../load/node.js";
import { parsePart } from "../load/parse.js";
import type { ReadReferenced, Source } from "../load/source.js";
import { bundle } from "./bundle.js";
import { checkReferences } from "./check-references.js";
import { describe } from "./describe.js";
import type { Description } from "./description.js";
import { gather, type ReadDocument } from "./gather.js";
import { type LaidOver, layOver } from "./overlays.js";
import { reach } from "./reachable.js";
import { repairer } from "./repairs.js";
import { withExtensionWebhooks } from "./extension-webhooks.js";
import type { Document } from "./resources.js";
import { rewrite } from "./rewrite.js";
import { upgradeSwagger } from "./swagger/upgrade.js";
import { missingFields, recognise, type Version } from "./version.js";
import { Web } from "./web.js";

/**
 * Makes a description trustworthy: recognises it, lays overlays over it, repairs what is harmless, and checks that every object
 * is one and every reference leads to what it must. This one is a description of one document; references to others are refused.
 *
 * @throws Refusal - with every fault that was found. Repairs are reported.
 */
export function resolve(description: Source, overlays: readonly Source[], report: Report): Description {
  const laid = layOver(description.name, overlays);
  const { version, entry } = begin(description, laid, report);
  refuseAny(laid.unused());
  const web = new Web(entry);
  web.follow();
  return finish(web, version, report);
}

/** The same for a description of many documents, which are read as references name them. */
export async function resolveAll(
  description: Source,
  overlays: readonly Source[],
  read: ReadReferenced,
  report: Report,
): Promise<Description> {
  const laid = layOver(description.name, overlays);
  const { version, entry } = begin(description, laid, report);
  const web = await gather(entry, documentReader(read, laid, description.text.length, report));
  refuseAny(laid.unused());
  return finish(web, version, report);
}

function begin(description: Source, laid: LaidOver, report: Report): { readonly version: Version; readonly entry: Document } {
  const version = recognise(description.root);
  const root = withExtensionWebhooks(overlaid(description, laid), version, report);
  refuseAny(missingFields(root, version));
  return { version, entry: { location: description.name, root } };
}

function overlaid({ name, root }: Source, laid: LaidOver): MapNode {
  const faults: Diagnostic[] = [];
  const result = laid.over(name, root, (fault) => faults.push(fault));
  refuseAny(faults);
  return result;
}

function documentReader(read: ReadReferenced, laid: LaidOver, size: number, report: Report): ReadDocument {
  let total = size;
  return async ({ location, link }) => {
    const text = await read({ location, reference: link.text, place: link.ref.place });
    total += text.text.length;
    if (total > limits.totalBytes)
      refuse("source-too-large", link.ref.place, `The documents of the description are larger than ${limits.totalBytes / 1024 / 1024} MiB together.`); // prettier-ignore
    return { location: text.name, root: overlaid(parsePart(text, report), laid) };
  };
}

function finish(web: Web, version: Version, report: Report): Description {
  const faults = [...web.faults];
  const bundled = bundle(web, (fault) => faults.push(fault));
  refuseAny(faults.filter(({ severity }) => severity === "error"));
  faults.forEach(report);
  const upgraded = version === "2.0" ? upgradeSwagger(checked(bundled), report) : bundled;
  return describe(checked(rewrite(upgraded, repairer(version, report))));
}

function checked(root: MapNode): MapNode {
  const faults: Diagnostic[] = [];
  const mismatch = (node: Node, subject: string, wanted: string) =>
    reportWrongType(node, subject, wanted, (fault) => faults.push(fault));
  const reached = reach(root, mismatch);
  refuseAny([...faults, ...checkReferences(reached)]);
  return root;
}

function refuseAny([first, ...rest]: readonly Diagnostic[]): void {
  if (first !== undefined) throw new Refusal([first, ...rest]);
}
