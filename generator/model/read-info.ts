import { field } from "../load/tree/fields.js";
import { expectText, readMap, readString, requireField } from "../load/tree/read-fields.js";
import type { MapNode } from "../load/tree/node.js";
import type { Info } from "./types/api.js";
import type { ModelContext } from "./reading/context.js";
import { optionalField, readExternalDocs } from "./reading/documentation-fields.js";

/** `info`, and `externalDocs` of the root. */
export function readInfo(context: ModelContext): Info {
  const { description, report } = context;
  const { root } = description;
  const info = requireField(root, "info", "The description", report) && readMap(root, "info", report);
  return {
    title: info ? requiredText(info, "title", context) : "",
    version: info ? requiredText(info, "version", context) : "",
    ...optionalField("summary", expectText(field(info, "summary"), "`summary`", report)),
    ...optionalField("description", expectText(field(info, "description"), "`description`", report)),
    ...optionalField("license", readLicense(info, context)),
    ...optionalField("externalDocs", readExternalDocs(root, context)),
  };
}

function requiredText(info: MapNode, key: string, { report }: ModelContext): string {
  return expectText(requireField(info, key, "`info`", report), `\`${key}\``, report) ?? "";
}

function readLicense(info: MapNode | undefined, { report }: ModelContext): Info["license"] {
  const license = readMap(info, "license", report);
  const name = readString(license, "name", report) ?? "";
  const fields = {
    ...optionalField("identifier", readString(license, "identifier", report)),
    ...optionalField("url", readString(license, "url", report)),
  };
  return license === undefined || field(license, "name") === undefined ? undefined : { name, ...fields };
}
