import { diagnostic, type Report } from "../../diagnostics.js";
import { field } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { readString } from "../../load/tree/read-fields.js";
import type { MapNode } from "../../load/tree/node.js";
import type { OAuthFlows, OAuthGrant } from "../types/security-scheme.js";
import type { ModelContext } from "../reading/context.js";

/** The grants that need no user. The flows with a user's consent give the caller a refresh token, which the client can use. */
const grants: readonly (readonly [flow: string, grant: keyof OAuthFlows])[] = [
  ["clientCredentials", "clientCredentials"],
  ["authorizationCode", "refreshToken"],
  ["deviceAuthorization", "refreshToken"],
  ["password", "refreshToken"],
];

/** `flows` of an OAuth 2 scheme; undefined if the client can use none of them. */
export function readOAuthFlows(scheme: MapNode, context: ModelContext): OAuthFlows | undefined {
  const flows = field(scheme, "flows");
  const found = grants.flatMap(([flow, grant]) => {
    const node = field(flows, flow);
    return node?.kind === "map" ? [[grant, readGrant(node, grant, context)] as const] : [];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found.reverse());
}

function readGrant(flow: MapNode, grant: keyof OAuthFlows, { report }: ModelContext): OAuthGrant {
  const refreshUrl = grant === "refreshToken" ? readString(flow, "refreshUrl", report) : undefined;
  const tokenUrl = refreshUrl ?? readString(flow, "tokenUrl", report);
  if (tokenUrl === undefined) return {};
  if (isHttpUrl(tokenUrl)) {
    reportPlainHttp(tokenUrl, flow, report);
    return { tokenUrl };
  }
  const help = "Callers must pass `tokenUrl`, or an overlay must correct it.";
  report(diagnostic("unsupported", flow.place, `The token URL ${quote(tokenUrl)} is not an absolute http(s) URL.`, { help }));
  return {};
}

/** RFC 6749, section 3.2: the endpoint requires TLS, since the request contains the client's secret. */
function reportPlainHttp(tokenUrl: string, flow: MapNode, report: Report): void {
  const { protocol, hostname } = new URL(tokenUrl);
  if (protocol === "https:" || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) return;
  const help = "Correct it in the description or an overlay, or let callers pass `tokenUrl`.";
  report(
    diagnostic("insecure-url", flow.place, `Secrets are sent to the token URL ${quote(tokenUrl)} without encryption.`, { help }),
  );
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s/@]/i.test(text) && URL.canParse(text);
}
