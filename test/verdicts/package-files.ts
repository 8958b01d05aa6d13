import { emitPackage } from "../../generator/emit/emit.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import type { Planned } from "../../generator/generate.js";

/** The files of a package without layout, which the compiler does not need. */
export async function packageFiles({ plan, description }: Planned): Promise<ReadonlyMap<string, string>> {
  if (plan === undefined || description === undefined) throw new Error("The description is invalid.");
  const { printed, copied } = await emitPackage(plan, description, await readTemplates());
  return new Map([...printed, ...copied]);
}
