import type { Operation } from "../../model/types/operation.js";
import { isWildcard, isReadAsText } from "../content/media-types.js";
import { successfulResponses } from "../content/successful-responses.js";
import type { ResponseBodyPlan, ReaderFunction, ResponsePlan } from "../types/response-plan.js";

const readers: Readonly<Partial<Record<ResponseBodyPlan["kind"], ReaderFunction>>> = {
  "json events": "readEvents",
  "text events": "readTextEvents",
  "described events": "readTextEvents",
  values: "readJsonLines",
  "any values": "readJsonLines",
  sequence: "readJsonSequence",
  "any sequence": "readJsonSequence",
};

/** What reads the successful answers of an operation where they are not read by what comes. */
export function planReaders(operation: Operation, responses: readonly ResponsePlan[]): readonly ReaderFunction[] {
  const answers = successfulResponses(responses);
  const bodies = answers.flatMap(({ body, otherBodies: others }) => [body, ...others]);
  const streams = [...new Set(bodies.flatMap(({ kind }) => readers[kind] ?? []))];
  if (streams.length > 0) return streams;
  const files = bodies.every(({ kind }) => kind === "binary" || kind === "none");
  const mediaTypes = successfulResponses(operation.responses).flatMap(({ contents }) =>
    contents.map(({ mediaType }) => mediaType),
  );
  // A file that holds text or JSON would be read as what it holds.
  return files && mediaTypes.some((type) => isReadAsText(type) || isWildcard(type)) ? ["readBlob"] : [];
}
