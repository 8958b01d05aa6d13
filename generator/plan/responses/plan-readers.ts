import type { Operation } from "../../model/types/operation.js";
import { isWildcard, isReadAsText } from "../content/media-types.js";
import { successfulResponses } from "../../model/traversal/operation-schemas.js";
import type {
  EventFormat,
  EventFormats,
  EventsPlan,
  ReaderPlan,
  ResponseBodyPlan,
  ResponsePlan,
} from "../types/response-plan.js";

const readers: Readonly<Partial<Record<ResponseBodyPlan["kind"], ReaderPlan["function"]>>> = {
  "json lines": "readJsonLines",
  "unknown lines": "readJsonLines",
  "json sequence": "readJsonSequence",
  "unknown sequence": "readJsonSequence",
};

/** The runtime functions that read the successful responses of an operation, if these are streams or files. */
export function planReaders(operation: Operation, responses: readonly ResponsePlan[]): readonly ReaderPlan[] {
  const bodies = successfulResponses(responses).flatMap(({ body, otherBodies: others }) => [body, ...others]);
  const events = bodies.filter((body) => body.kind === "events");
  const others = [...new Set(bodies.flatMap(({ kind }) => readers[kind] ?? []))].map((name) => ({ function: name }));
  const streams = [...(events.length > 0 ? [eventReader(events)] : []), ...others];
  if (streams.length > 0) return streams;
  const areFiles = bodies.every(({ kind }) => kind === "binary" || kind === "none");
  const mediaTypes = successfulResponses(operation.responses).flatMap(({ contents }) =>
    contents.map(({ mediaType }) => mediaType),
  );
  // Without `readBlob` a file with a textual media type would be read as text or JSON.
  return areFiles && mediaTypes.some((type) => isReadAsText(type) || isWildcard(type)) ? [{ function: "readBlob" }] : [];
}

/** Several successful responses may be event streams; the reader is chosen before their status is known. */
function eventReader(plans: readonly EventsPlan[]): ReaderPlan {
  const names = [...new Set(plans.flatMap(({ formats }) => [...formats.keys()]))];
  const events: EventFormats = {
    formats: new Map(
      names.map((name) => [name, common(plans.map(({ formats, otherFormat }) => formats.get(name) ?? otherFormat))]),
    ),
    otherFormat: common(plans.map(({ otherFormat }) => otherFormat)),
  };
  const named = [...events.formats.values()];
  // The data of events that are not described has no known type, so text will do.
  const needed = plans.every(({ open }) => open) ? named : [...named, events.otherFormat];
  if (needed.every((format) => format === "text")) return { function: "readTextEvents" };
  const isJson = [...named, events.otherFormat].every((format) => format === "json");
  return isJson ? { function: "readEvents" } : { function: "readMixedEvents", events };
}

function common(formats: readonly EventFormat[]): EventFormat {
  const [first = "text", ...others] = formats;
  return others.every((format) => String(format) === String(first)) ? first : "either";
}
