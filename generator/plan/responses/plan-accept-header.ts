import { isBinaryIn } from "../../model/schema-passes/binary-strings.js";
import type { Content, Operation } from "../../model/types/operation.js";
import { successfulResponses } from "../content/successful-responses.js";
import { essence, isWildcard, isJson } from "../content/media-types.js";

const plainJson = "application/json";

/**
 * The media types to ask for, the preferred one first and all others with less weight (RFC 9110, section 12.5.1); absent where that is
 * plain JSON. Without JSON the service may choose.
 */
export function planAcceptHeader({ responses }: Operation): string | undefined {
  const contents = successfulResponses(responses).flatMap((response) => response.contents);
  // Something that may come as anything and has a schema can come as JSON.
  const implied = contents.some(isPerhapsJson) ? [plainJson] : [];
  const types = [...new Set([...implied, ...contents.flatMap(({ mediaType }) => mediaRange(mediaType))])];
  const first = types.find((type) => type === plainJson) ?? types.find(isWholeJson);
  if (types.length === 0 || (types.length === 1 && first === plainJson)) return undefined;
  if (first === undefined) return types.join(", ");
  return [first, ...types.filter((type) => type !== first).map((type) => `${type};q=0.9`)].join(", ");
}

function isPerhapsJson({ mediaType, schema }: Content): boolean {
  return isWildcard(mediaType) && schema !== undefined && !isBinaryIn(schema, "response");
}

function isWholeJson(mediaType: string): boolean {
  return isJson(mediaType) && essence(mediaType) !== "application/stream+json";
}

/** Without a charset, which is for the answer to tell; what a header cannot hold is not asked for. */
function mediaRange(mediaType: string): readonly string[] {
  const range = mediaType.replace(/\s*;\s*charset=[^;]*/i, "");
  return /^[\x20-\x7e]+$/.test(range) ? [range] : [];
}
