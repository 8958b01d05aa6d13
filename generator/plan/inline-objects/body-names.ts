import { essence, isForm } from "../content/media-types.js";
import { identifier, isTypeName, pascalCase, typeName } from "../names/identifiers.js";
import { nestedIn, nestedNames, type NameStart, type Position, ranks } from "./object-names.js";
import type { OperationContext } from "./operation-context.js";

/** The names in a request body: `ServersCreateBody` if it is one property of `params`, and `ServersCreatePublicNet` for an object in it. */
export function bodyNames({ base, entity, order }: OperationContext, mediaType: string): Position {
  const start: NameStart = { prefixes: [base], rank: ranks.body, order, ...(entity !== undefined && { sharedPrefix: entity }) };
  const ofMediaType = identifier(base + mediaTypeWord(mediaType));
  const whole = { ...nestedNames({ ...start, prefixes: [base, ofMediaType] }, "Body"), always: true, members: nestedIn(start) };
  return { value: whole, item: nestedNames(start, "Item") };
}

/** The names in the body of a webhook or callback: `OrderCreatedBody`, and `OrderCreatedCustomer` for an object in it. */
export function incomingNames(base: string, order: string, mediaType: string): Position {
  return bodyNames({ base, order, method: "", isEntity: () => false }, mediaType);
}

/** Distinguishes the bodies of several media types: `FileFormBody`. */
function mediaTypeWord(mediaType: string): string {
  if (isForm(mediaType)) return "Form";
  const [type = "", subtype = ""] = essence(mediaType).split("/");
  return pascalCase(type === "multipart" ? type : subtype, "Media");
}

/** The names in a body that several operations share: `NotFoundResponse` for `components/responses/NotFound`. */
export function componentNames(component: string, ending: "Response" | "Body"): Position {
  const name = isTypeName(component) ? component : pascalCase(component, ending);
  const start: NameStart = { prefixes: [name.replace(new RegExp(`(?<=.)${ending}$`), "")], rank: ranks.nested, order: component };
  const whole = nestedNames({ ...start, prefixes: [start.prefixes[0]] }, ending);
  return {
    value: { ...whole, candidates: [typeName(identifier(start.prefixes[0] + ending))], always: true, members: nestedIn(start) },
    item: { ...nestedNames(start, "Item"), always: true },
  };
}
