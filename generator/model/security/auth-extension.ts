import { field } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import { reportInvalid, openExtension, requiredField, stringField } from "../extensions/extension-fields.js";
import { isIdentifier } from "../extensions/name-extension.js";

const name = "x-specloom-auth";

/** `x-specloom-auth` of a security scheme: the name of the client option for its credential. */
export function readAuthOption(scheme: MapNode, { report }: ModelContext): string | undefined {
  const map = openExtension(name, field(scheme, name), ["option"], report);
  const option = map && requiredField(map, "option", stringField);
  if (option === undefined || isIdentifier(option.value)) return option?.value;
  reportInvalid(
    report,
    option.node,
    `The option ${quote(option.value)} is not an identifier.`,
    "Write letters and digits, such as `accessToken`.",
  );
  return undefined;
}
