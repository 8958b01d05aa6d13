import { diagnostic } from "../diagnostics.js";
import { code, expectString, field, readList, readMap, readString } from "../load/fields.js";
import type { MapNode, Node } from "../load/node.js";
import type { Server } from "./api.js";
import type { ModelContext } from "./context.js";
import { present } from "./schema-docs.js";

/** `servers` of the root, in the order of the text: the first one is the default. */
export function readServers(context: ModelContext): readonly Server[] {
  const list = readList(context.description.root, "servers", context.report);
  return (list?.items ?? []).flatMap((node) => readServer(node, context) ?? []);
}

function readServer(node: Node, context: ModelContext): Server | undefined {
  const template = readString(node, "url", context.report);
  if (node.kind !== "map" || template === undefined) return undefined;
  const url = fillVariables(template, node, context).replace(/\/+$/, "");
  return url === "" ? undefined : { url, ...present("description", readString(node, "description", context.report)) };
}

/** A variable without a default is left as it is, which is reported: the address would not work. */
function fillVariables(template: string, server: MapNode, { report }: ModelContext): string {
  const variables = readMap(server, "variables", report);
  return template.replace(/\{([^{}]*)\}/g, (written, name: string) => {
    const value = expectString(field(field(variables, name), "default"), `The default of ${code(name)}`, report);
    if (value === undefined) {
      const help = `Add ${code(name)} with a default to \`variables\`.`;
      report(
        diagnostic("invalid-value", server.place, `The server's URL uses the variable ${code(name)}, which has no default.`, {
          help,
        }),
      );
    }
    return value ?? written;
  });
}
