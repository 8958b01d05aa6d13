import { about, flag, type JsonSchema, listOf, object, text, texts } from "./parts.js";

/** What the description does not say. */
export const suggestionFields = {
  about: { enum: ["credentials", "pages", "batches", "names"] },
  message: about("One line for people.", text),
};

const responses = listOf(object({ status: text, mediaTypes: texts }));

const parameter = object({
  key: about("The key in `params`.", text),
  name: about("The name in the request.", text),
  in: text,
  required: flag,
  style: text,
  explode: flag,
  type: text,
  "mediaType?": about("Of a parameter with `content` in place of a style.", text),
});

const body = object({
  mediaType: text,
  mediaTypes: about("All media types of the body.", texts),
  required: flag,
  "key?": about("The key in `params` for the whole body; absent if its properties are properties of `params`.", text),
  "fields?": listOf(object({ name: text, required: flag, type: text })),
  type: text,
});

const operation = object({
  name: about("The path of the method on the client: `batch.update`.", text),
  entry: about("The entry point that exports the function.", text),
  function: about("The name of the function there.", text),
  method: text,
  path: text,
  "operationId?": text,
  deprecated: flag,
  parameters: listOf(parameter),
  "body?": { $ref: "#/$defs/body" },
  otherBodies: about("The bodies in other media types than the default one.", listOf({ $ref: "#/$defs/body" })),
  "contentTypeKey?": about("The key in `params` that selects the media type of the body.", text),
  result: about("The type that a call resolves with.", text),
  paged: about("Whether a call can be iterated over.", flag),
  responses,
});

const incoming = object({
  name: text,
  "address?": about("The URL of a callback, with runtime expressions.", text),
  "after?": about("The operation whose call makes the service send a callback.", text),
  method: text,
  deprecated: flag,
  type: about("The type of the request that the service sends.", text),
  "responsesType?": text,
  parameters: listOf(object({ key: text, name: text, in: text, required: flag, type: text, "mediaType?": text })),
  mediaTypes: texts,
  responses,
});

const credential = object({
  option: about("The name of the client's option.", text),
  type: { enum: ["bearer", "basic", "apiKey"] },
  schemes: texts,
  "in?": text,
  "name?": text,
  "description?": text,
});

const serverVariable = object({
  option: about("The name of the client's option.", text),
  variable: about("The name in the URLs of the servers.", text),
  default: text,
  origin: about("Whether the value is an absolute URL: scheme, host and port.", flag),
  values: about("The known values; empty if any value is allowed.", texts),
  "description?": text,
});

const anything = about("Any JSON value.", {});

/** What a program needs to call the operations. */
export const inspectionFields: { readonly [name: string]: JsonSchema } = {
  "options?": object({ credentials: listOf(credential), serverVariables: listOf(serverVariable) }),
  "servers?": listOf(object({ url: text, "description?": text })),
  "leadingScopes?": about(
    "The scopes that all paths begin with by alternatives.",
    listOf(object({ path: text, resource: text, operations: { type: "integer" } })),
  ),
  "operations?": listOf(operation),
  "webhooks?": listOf({ $ref: "#/$defs/incoming" }),
  "callbacks?": listOf({ $ref: "#/$defs/incoming" }),
  "suggestions?": listOf(
    object({ ...suggestionFields, operations: texts, actions: listOf(object({ target: text, update: anything })) }),
  ),
};

export const inspectionDefinitions = { body, incoming };
