import { isBinaryIn } from "../../model/schema-passes/binary-strings.js";
import type { Content, Operation } from "../../model/types/operation.js";
import { successfulResponses } from "../../model/traversal/operation-schemas.js";
import { essence, isWildcard, isJson } from "../content/media-types.js";
import { expectedContents } from "./plan-response.js";

const plainJson = "application/json";

/**
 * The `Accept` header of an operation: JSON first, all other media types with a lower weight (RFC 9110, section 12.5.1). Without JSON all
 * have the same weight. Undefined for `application/json` alone, which is the default of the client.
 */
export function planAcceptHeader({ responses }: Operation): string | undefined {
  const contents = successfulResponses(responses).flatMap((response) => expectedContents(response.contents));
  // A schema for `*/*` most likely describes JSON.
  const implied = contents.some(isWildcardWithSchema) ? [plainJson] : [];
  const types = [...new Set([...implied, ...contents.flatMap(({ mediaType }) => mediaRange(mediaType))])];
  const first = types.find((type) => type === plainJson) ?? types.find(isJsonDocument);
  if (types.length === 0 || (types.length === 1 && first === plainJson)) return undefined;
  if (first === undefined) return types.join(", ");
  return [first, ...types.filter((type) => type !== first).map((type) => `${type};q=0.9`)].join(", ");
}

function isWildcardWithSchema({ mediaType, schema }: Content): boolean {
  return isWildcard(mediaType) && schema !== undefined && !isBinaryIn(schema, "response");
}

function isJsonDocument(mediaType: string): boolean {
  return isJson(mediaType) && essence(mediaType) !== "application/stream+json";
}

/** Leaves out `charset`, and media types with characters that are not allowed in a header. */
function mediaRange(mediaType: string): readonly string[] {
  const range = mediaType.replace(/(?<!\s)\s*;\s*charset=[^;]*/i, "");
  return /^[\x20-\x7e]+$/.test(range) ? [range] : [];
}
