import { operationsOf } from "../operations/operations-interface.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { batchCall, batchName } from "../examples/batch-examples.js";
import { code } from "../text/code.js";
import { literal } from "../text/literals.js";
import { codeFence, inlineCode, type Markdown } from "./markdown.js";

/** The section about batch runs; undefined if no run can be shown. It shows a run that writes, if there is one. */
export function batchSection(plan: PackagePlan) {
  const runs = operationsOf(plan.resource).flatMap((operation) => {
    const { batch } = operation;
    const shown = batch && batchCall(operation, batch, plan);
    return batch === undefined ? [] : [{ name: batchName(operation, batch), batch, shown }];
  });
  const shownRuns = runs.filter(({ shown }) => shown !== undefined);
  const run = shownRuns.find(({ batch }) => batch.effect !== "read") ?? shownRuns[0];
  if (run?.shown === undefined) return undefined;
  const others = runs.filter((one) => one !== run).map(({ name }) => inlineCode(`${plan.client.instance}.${name}`));
  return {
    call: inlineCode(`${plan.client.instance}.${run.name}`),
    params: run.batch.otherParams !== "none",
    others: others.join(", "),
    works: others.length === 1 ? "works" : "work",
    ...batchExamples(code`${run.shown.method}`, code`[${run.shown.input}]`, plan.packageJson.name),
  };
}

/** One example for each thing that a reader may want of a run. */
function batchExamples(method: string, inputs: string, packageName: string): Readonly<Record<BatchExampleName, Markdown>> {
  return {
    outcomes: codeFence("ts", [
      `const run = ${method}(${inputs});`,
      "for await (const outcome of run) {",
      '  if (outcome.status === "succeeded") continue;',
      '  if (outcome.status === "failed") console.error(outcome.input, outcome.error.message);',
      "  else console.error(outcome.status, outcome.input, outcome.reason.message);",
      "}",
    ]),
    journal: codeFence("ts", [
      `import { fileJournal } from ${literal(`${packageName}/journal`)};`,
      "",
      'const journal = fileJournal("run.journal");',
      `const summary = await ${method}(${inputs}, {`,
      "  journal,",
      "  onProgress: ({ read, failed, rate }) => console.log(read, failed, Math.round(rate)),",
      "});",
      "await journal.close();",
      "console.log(summary.succeeded, summary.failed, summary.stopped?.message);",
    ]),
    dryRun: codeFence("ts", [
      `const dryRun = ${method}(${inputs}).dryRun();`,
      "for await (const planned of dryRun) console.log(planned.inputs.length, planned.problems);",
    ]),
    remaining: codeFence("ts", [
      `const limited = ${method}(${inputs}, { deadlineMs: 60_000 });`,
      "const { stopped } = await limited;",
      "if (stopped) for await (const input of limited.remaining()) console.log(input);",
    ]),
  };
}

type BatchExampleName = "outcomes" | "journal" | "dryRun" | "remaining";
