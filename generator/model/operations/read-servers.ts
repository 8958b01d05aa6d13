import { diagnostic } from "../../diagnostics.js";
import { field, fieldsOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { expectText, readList, readMap, readString } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { Server, ServerVariable } from "../types/server.js";
import type { ModelContext } from "../reading/context.js";
import { checkExtensionNames } from "../extensions/extension-names.js";
import { readVariableOption } from "../extensions/name-extension.js";
import { sortedSet } from "../reading/order.js";
import { resolveServerUrl } from "./server-url.js";
import { optionalField } from "../reading/documentation-fields.js";

/** `servers` of the root, of a path or of an operation, in the order of the description: the first one is the default. */
export function readServers(owner: Node, context: ModelContext): readonly Server[] {
  const list = readList(owner, "servers", context.report);
  return (list?.items ?? []).flatMap((node) => readServer(node, context) ?? []);
}

function readServer(node: Node, context: ModelContext): Server | undefined {
  const { report } = context;
  const written = readString(node, "url", report);
  if (node.kind !== "map" || written === undefined) return undefined;
  const template = absoluteUrl(written, context).replace(/(?<!\/)\/+$/, "");
  const variables = readVariables(template, node, context);
  const url = variables.reduce((text, { name, defaultValue }) => text.replaceAll(`{${name}}`, () => defaultValue), template);
  if (template === "") return undefined;
  return { url, template, variables, ...optionalField("description", readString(node, "description", report)) };
}

/** A relative URL is resolved against `$self`, else the URL from which the description was read (OpenAPI 3.2, 4.6). */
function absoluteUrl(template: string, { description }: ModelContext): string {
  const self = field(description.root, "$self");
  const selfUrl = self?.kind === "scalar" && typeof self.value === "string" ? self.value : "";
  const base = [selfUrl, description.root.place.source].find((text) => /^https?:\/\//i.test(text));
  return base === undefined ? template : resolveServerUrl(template, base);
}

/** The variables that a URL uses. Those without a default are reported. */
function readVariables(template: string, server: MapNode, context: ModelContext): readonly ServerVariable[] {
  const { report } = context;
  const described = fieldsOf(readMap(server, "variables", report));
  const names = sortedSet([...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name));
  return names.map((name) => {
    const node = described.get(name);
    if (node?.kind === "map") checkExtensionNames(node, "a server variable", context);
    const isOrigin = isOriginVariable(name, template);
    // Such a variable often has no default, because every account has its own address.
    const defaultValue = expectText(field(node, "default"), `The default of ${quote(name)}`, report);
    const isRequired = defaultValue === undefined && !isOrigin;
    if (isRequired) report(withoutDefault(name, server));
    const items = readList(node, "enum", report)?.items ?? [];
    const values = sortedSet(items.flatMap((item) => expectText(item, `A value of ${quote(name)}`, report) ?? []));
    return {
      name,
      defaultValue: defaultValue ?? "",
      ...(isRequired && { required: true as const }),
      isOrigin,
      values,
      ...optionalField("option", node?.kind === "map" ? readVariableOption(node, context) : undefined),
      ...optionalField("description", readString(node, "description", report)),
      place: (node ?? server).place,
    };
  });
}

function withoutDefault(name: string, { place }: MapNode) {
  const message = `The server's URL uses the variable ${quote(name)}, which has no default, so callers must give its value.`;
  return diagnostic("value-tolerated", place, message, { help: `Add ${quote(name)} with a default to \`variables\`.` });
}

/** Whether a variable at the start of an address is followed by its path, or by nothing. */
function isOriginVariable(name: string, template: string): boolean {
  return template === `{${name}}` || template.startsWith(`{${name}}/`);
}
