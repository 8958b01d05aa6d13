import { diagnostic } from "../../diagnostics.js";
import { field, fieldsOf, stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { expectMap, readBoolean, readString } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { SecurityScheme } from "../types/security-scheme.js";
import type { ModelContext } from "../reading/context.js";
import { followReference } from "../reading/context.js";
import { readAuthOption } from "./auth-extension.js";
import { readOAuthFlows } from "./read-oauth-flows.js";
import { sortedBy } from "../reading/order.js";
import { optionalField } from "../reading/documentation-fields.js";

type Kind = SecurityScheme["kind"];

interface KindRule {
  readonly type: string;
  /** For `type: http`; compared without regard to case (RFC 9110, 11.1). */
  readonly scheme?: string;
  readonly kind: Kind;
}

/** How a credential is sent. OAuth 2 and OpenID Connect use bearer tokens. Aligned to make the rows comparable. */
// prettier-ignore
const kindRules: readonly KindRule[] = [
  { type: "http",          scheme: "bearer", kind: "bearer" },
  { type: "http",          scheme: "basic",  kind: "basic" },
  { type: "oauth2",                          kind: "bearer" },
  { type: "openIdConnect",                   kind: "bearer" },
  { type: "apiKey",                          kind: "apiKey" },
  { type: "mutualTLS",                       kind: "mutualTLS" },
];

/** `components.securitySchemes` in order of their keys. */
export function readSecuritySchemes(context: ModelContext): readonly SecurityScheme[] {
  const schemes = field(field(context.description.root, "components"), "securitySchemes");
  return sortedBy(fieldsOf(schemes), ([key]) => key).flatMap(([key, node]) => readScheme(key, node, context) ?? []);
}

function readScheme(key: string, written: Node, context: ModelContext): SecurityScheme | undefined {
  const node = expectMap(followReference(context, written), `The security scheme ${quote(key)}`, context.report);
  if (node === undefined) return undefined;
  const apiKey = fieldEqualsIgnoringCase(node, "type", "apikey") ? readApiKey(key, node, context) : undefined;
  const kind = kindOf(node);
  if (kind === "unsupported") context.report(unsupportedScheme(key, node));
  return {
    key,
    kind: kind === "apiKey" && apiKey === undefined ? "unsupported" : kind,
    ...optionalField("apiKey", apiKey),
    ...optionalField("oauth", fieldEqualsIgnoringCase(node, "type", "oauth2") ? readOAuthFlows(node, context) : undefined),
    ...optionalField("option", readAuthOption(node, context)),
    ...optionalField("description", readString(node, "description", context.report)),
    ...optionalField("deprecated", readBoolean(node, "deprecated", context.report)),
    place: node.place,
  };
}

function kindOf(node: MapNode): Kind {
  const rule = kindRules.find(
    ({ type, scheme }) =>
      fieldEqualsIgnoringCase(node, "type", type) && (scheme === undefined || fieldEqualsIgnoringCase(node, "scheme", scheme)),
  );
  return rule?.kind ?? "unsupported";
}

function fieldEqualsIgnoringCase(node: MapNode, key: string, value: string): boolean {
  return stringOf(field(node, key))?.toLowerCase() === value.toLowerCase();
}

const apiKeyLocations = ["query", "header", "cookie"] as const;

function readApiKey(key: string, node: MapNode, { report }: ModelContext): SecurityScheme["apiKey"] {
  const location = apiKeyLocations.find((known) => fieldEqualsIgnoringCase(node, "in", known));
  const name = readString(node, "name", report);
  if (location !== undefined && name !== undefined && name !== "") return { in: location, name };
  const help = `Write \`in\` (${apiKeyLocations.map(quote).join(", ")}) and \`name\`.`;
  report(
    diagnostic("invalid-value", node.place, `The security scheme ${quote(key)} does not say where to send its key.`, { help }),
  );
  return undefined;
}

function unsupportedScheme(key: string, node: MapNode) {
  const type = [stringOf(field(node, "type")), stringOf(field(node, "scheme"))].filter((text) => text !== undefined).join(" ");
  const help = "Send its credential as a header of the client's options.";
  return diagnostic("unsupported", node.place, `The security scheme ${quote(key)} has an unsupported type: ${quote(type)}.`, {
    help,
  });
}
