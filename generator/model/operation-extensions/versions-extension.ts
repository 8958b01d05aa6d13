import { field, fieldsOf, scalarOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import { reportInvalid, suggestion, nonEmptyStringsOf } from "../extensions/extension-fields.js";
import type { Versions } from "../types/extensions.js";
import { sortedBy, sortedSet } from "../reading/order.js";
import { parsePathTemplate } from "../paths/path-template.js";

const name = "x-specloom-versions";

/**
 * `x-specloom-versions` of the root: the path prefix of each version. The default version is the one whose prefix all paths of the
 * description have; of several, the one with the longest prefix.
 */
export function readVersions(root: MapNode, paths: readonly string[], { report }: ModelContext): Versions | undefined {
  const node = field(root, name);
  if (node === undefined) return undefined;
  const read = [...fieldsOf(node)].map(([version, prefix]) => readPrefix(version, prefix, report));
  if (read.length === 0) reportInvalid(report, node, `${quote(name)} must be a map from version names to path prefixes.`);
  if (read.length === 0 || read.includes(undefined)) return undefined;
  const prefixes = new Map(
    sortedBy(
      read.filter((entry) => entry !== undefined),
      ([version]) => version,
    ),
  );
  const defaultVersion = defaultVersionOf(prefixes, paths);
  const notes = new Map([...fieldsOf(node)].flatMap(([version, value]) => noteOf(version, value)));
  if (defaultVersion !== undefined) return { defaultVersion, prefixes, ...(notes.size > 0 && { notes }) };
  const help = "Add the version that the description belongs to, with the prefix of its paths.";
  reportInvalid(report, node, "No prefix is the start of every path in the description.", help);
  return undefined;
}

/** `x-specloom-versions` of an operation: the versions that have the operation. */
export function readOnlyInVersions(
  operation: MapNode,
  versions: Versions | undefined,
  { report }: ModelContext,
): readonly string[] | undefined {
  const node = field(operation, name);
  if (node === undefined) return undefined;
  const listed = nonEmptyStringsOf(node);
  if (listed === undefined) reportInvalid(report, node, `${quote(name)} of an operation must be a list of versions.`);
  const known = [...(versions?.prefixes.keys() ?? [])];
  const unknown = listed?.find((version) => !known.includes(version));
  if (listed !== undefined && unknown === undefined) return sortedSet(listed);
  const help = known.length > 0 ? suggestion(unknown ?? "", known) : `List the versions in ${quote(name)} at the root.`;
  if (unknown !== undefined) reportInvalid(report, node, `The description has no version ${quote(unknown)}.`, help);
  return undefined;
}

function readPrefix(version: string, node: Node, report: ModelContext["report"]): readonly [string, string] | undefined {
  const prefix = scalarOf(field(node, "prefix") ?? node);
  const isValidName = /^[A-Za-z0-9][\w.-]{0,49}$/.test(version);
  if (isValidName && typeof prefix === "string" && isPrefix(prefix)) return [version, prefix];
  if (isValidName)
    reportInvalid(
      report,
      node,
      `The prefix of the version ${quote(version)} must be a path without parameters.`,
      "Write it as in `/v3`, without a trailing slash.",
    );
  else reportInvalid(report, node, `${quote(version)} is not a valid version name.`, "Write letters, digits, `.`, `_` and `-`.");
  return undefined;
}

/** A version is a prefix, or an object with a prefix and a description. */
function noteOf(version: string, node: Node): readonly (readonly [string, string])[] {
  const description = scalarOf(field(node, "description"));
  return typeof description === "string" ? [[version, description]] : [];
}

function isPrefix(text: string): boolean {
  const parsed = parsePathTemplate(text);
  return !text.endsWith("/") && "segments" in parsed && parsed.segments.every((segment) => typeof segment === "string");
}

function defaultVersionOf(prefixes: ReadonlyMap<string, string>, paths: readonly string[]): string | undefined {
  const isPrefixOfAll = (prefix: string) =>
    paths.length > 0 && paths.every((path) => path === prefix || path.startsWith(`${prefix}/`));
  const matching = [...prefixes].filter(([, prefix]) => isPrefixOfAll(prefix));
  return matching.sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
