import { sortedBy } from "../../model/reading/order.js";
import { resourcesOf } from "../../plan/client/plan-resources.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import type { ParameterPlan } from "../../plan/types/parameter-plan.js";
import { jsonPath, type OverlayAction, segmentsOf } from "./overlay-paths.js";

/** A parameter of an operation, and where an overlay can name it. */
interface Pin {
  readonly target: string | undefined;
  readonly key: string;
  readonly label: string;
}

/**
 * Actions that keep the keys of parameters. A path parameter that has its name keeps it anyway. One object that several operations refer to has
 * one key in all of them, or is not named.
 */
export function parameterActions(
  { resource }: PackagePlan,
  description: string,
): { readonly actions: readonly OverlayAction[]; readonly unnamed: readonly string[] } {
  const operations = resourcesOf(resource).flatMap((one) => one.operations);
  const pins = operations
    .filter(({ operation }) => operation.place.source === description)
    .flatMap(({ operation: { method, path }, parameters }) =>
      parameters.filter(mayChange).map((plan): Pin => {
        const label = `the parameter \`${plan.parameter.name}\` of ${method} ${path.text}`;
        return { target: targetOf(plan, description), key: plan.key, label };
      }),
    );
  const keys = new Map<string, Set<string>>();
  for (const { target, key } of pins) if (target !== undefined) keys.set(target, (keys.get(target) ?? new Set()).add(key));
  const isNamed = (target: string | undefined): boolean => target !== undefined && keys.get(target)?.size === 1;
  const named = [...keys].filter(([target]) => isNamed(target));
  return {
    actions: sortedBy(named, ([target]) => target).map(([target, [key]]) => ({ target, update: { "x-specloom-name": key } })),
    unnamed: pins.filter(({ target }) => !isNamed(target)).map(({ label }) => label),
  };
}

function mayChange({ parameter, key }: ParameterPlan): boolean {
  return parameter.in !== "path" || parameter.key !== undefined || key !== parameter.name;
}

/** A component by its name, another parameter by `name` and `in`; undefined if it is in another document, or not in a list of parameters. */
function targetOf({ parameter }: ParameterPlan, description: string): string | undefined {
  const { source, pointer } = parameter.declaredAt ?? parameter.place;
  if (source !== description) return undefined;
  const isComponent = /^(?:\/components)?\/parameters\/[^/]+$/.test(pointer);
  if (isComponent) return jsonPath(segmentsOf({ pointer }));
  const isItem = /\/parameters\/\d+$/.test(pointer);
  return isItem ? jsonPath([...segmentsOf({ pointer }).slice(0, -1), { name: parameter.name, in: parameter.in }]) : undefined;
}
