import type { PackagePlan } from "../../plan/types/package-plan.js";
import type { ServerOptionPlan } from "../../plan/types/client-options-plan.js";
import { code, type Code } from "../text/code.js";
import { propertyKey, literal } from "../text/literals.js";
import { type MemberText, printAlias } from "../text/structures.js";
import { codeSpan, docComment, joinDocText, prose, docText } from "../text/tsdoc.js";
import { primary, undefinedType, unionOf } from "../types/type-expression.js";

/** The type `ServerUrl`: the values for the option `baseUrl`, with the servers of the description as known ones. */
export function declareServerUrl({ api: { servers } }: PackagePlan): Code {
  const known = servers.length < 2 ? [primary(code`string`)] : servers.map(({ template }) => primary(literal(template)));
  const open = servers.length < 2 ? [] : [primary(code`(string & {})`)];
  const named = servers.map(({ template, description }) => {
    const about = description === undefined ? docText`` : docText`: ${prose(description)}`;
    return docText`- ${codeSpan(template)}${about}`;
  });
  const lists = servers.length < 2 ? [] : [joinDocText(named, "\n")];
  const docs = docComment({ paragraphs: [docText`The base URL of the API.`, ...lists] });
  return printAlias({ name: code`ServerUrl`, docs, type: unionOf([...known, ...open]).code });
}

/** The option for a server variable. */
export function serverOption({ option, defaultValue, isOrigin, values, description }: ServerOptionPlan): MemberText {
  const known =
    values.length === 0
      ? [primary(code`string`)]
      : [...values.map((value) => primary(literal(value))), primary(code`(string & {})`)];
  const subject = isOrigin ? docText`The address of the server, with \`https://\`.` : docText`A part of the server's address.`;
  const defaultText = defaultValue === "" ? subject : docText`${subject} Default: ${codeSpan(defaultValue)}.`;
  const docs = docComment({ paragraphs: [...(description === undefined ? [] : [prose(description)]), defaultText] });
  return { name: propertyKey(option), type: unionOf([...known, undefinedType]).code, optional: true, docs };
}
