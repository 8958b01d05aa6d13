import { compareStrings } from "../../model/reading/order.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { code, type Code, identifier, join } from "../text/code.js";
import { Imports, specifier } from "../text/imports.js";
import { literal } from "../text/literals.js";
import { moduleText, type ModuleText } from "../text/module-text.js";

/** The names that a module re-exports from another module. */
export interface Reexport {
  readonly from: string;
  readonly values?: readonly string[];
  readonly types?: readonly string[];
}

export function reexportModule(
  module: string,
  plan: PackagePlan,
  exports: readonly Reexport[],
  allTypesOf: readonly string[],
): ModuleText {
  const lines = [
    ...exports.flatMap((one) => exportLines(module, one)),
    ...allTypesOf.map((from) => code`export type * from ${literal(specifier(module, from))};`),
  ];
  const text = moduleText(module, plan.api.info, new Imports(module, []), [join(lines, "\n")]);
  return { ...text, uses: [...exports.map(({ from }) => from), ...allTypesOf] };
}

function exportLines(module: string, { from, values = [], types = [] }: Reexport): readonly Code[] {
  const moduleSpecifier = literal(specifier(module, from));
  return [
    ...(values.length === 0 ? [] : [code`export { ${nameList(values)} } from ${moduleSpecifier};`]),
    ...(types.length === 0 ? [] : [code`export type { ${nameList(types)} } from ${moduleSpecifier};`]),
  ];
}

function nameList(names: readonly string[]): Code {
  return join([...names].sort(compareStrings).map(identifier), ", ");
}
