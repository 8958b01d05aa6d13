import type { Operation } from "../../model/types/operation.js";
import { isWildcard, isReadAsText } from "../content/media-types.js";
import { successfulResponses } from "../../model/traversal/operation-schemas.js";
import type { ResponseBodyPlan, ReaderFunction, ResponsePlan } from "../types/response-plan.js";

const readers: Readonly<Partial<Record<ResponseBodyPlan["kind"], ReaderFunction>>> = {
  "json events": "readEvents",
  "text events": "readTextEvents",
  "whole events": "readTextEvents",
  "json lines": "readJsonLines",
  "unknown lines": "readJsonLines",
  "json sequence": "readJsonSequence",
  "unknown sequence": "readJsonSequence",
};

/** The runtime functions that read the successful responses of an operation, if these are streams or files. */
export function planReaders(operation: Operation, responses: readonly ResponsePlan[]): readonly ReaderFunction[] {
  const bodies = successfulResponses(responses).flatMap(({ body, otherBodies: others }) => [body, ...others]);
  const streams = [...new Set(bodies.flatMap(({ kind }) => readers[kind] ?? []))];
  if (streams.length > 0) return streams;
  const areFiles = bodies.every(({ kind }) => kind === "binary" || kind === "none");
  const mediaTypes = successfulResponses(operation.responses).flatMap(({ contents }) =>
    contents.map(({ mediaType }) => mediaType),
  );
  // Without `readBlob` a file with a textual media type would be read as text or JSON.
  return areFiles && mediaTypes.some((type) => isReadAsText(type) || isWildcard(type)) ? ["readBlob"] : [];
}
