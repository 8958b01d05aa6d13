import { diffArrays } from "diff";
import { type Verdict, verdicts } from "../rules/verdict.js";
import { escapeHtml, messageHtml } from "./escape-html.js";
import { htmlStyle } from "./html-style.js";
import { type AnyReport, countByVerdict, nextVersionSentence, type ReportedChange, verdictSentences } from "./report.js";

/** A page for a browser, in one file that loads nothing. */
export function htmlReport({ comparison, old, now, waived, types = [] }: AnyReport): string {
  const { verdict, changes } = comparison;
  const title = `${verdict}: ${countByVerdict(comparison)}`;
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(title)}</title><style>${htmlStyle}</style></head><body>`,
    `<header class="${verdict}"><h1>${escapeHtml(verdict)}</h1><p>${escapeHtml(verdictSentences[verdict])} ${escapeHtml(nextVersionSentence(comparison))}</p>`,
    `<p>${escapeHtml(countByVerdict(comparison))}</p><p class="compared"><code>${escapeHtml(old)}</code> → <code>${escapeHtml(now)}</code></p></header><main>`,
    ...groups(changes).map(([name, own]) =>
      section(
        name,
        own,
        types.find(({ operation }) => operation === name),
      ),
    ),
    ...(waived.length === 0
      ? []
      : [`<section><h2>Waived</h2><ul>${waived.map((line) => `<li>${messageHtml(line)}</li>`).join("")}</ul></section>`]),
    `</main></body></html>`,
  ].join("\n");
}

/** The changes by operation: the worst operation first, what concerns several operations or none of them before it. */
function groups(changes: readonly ReportedChange[]): readonly (readonly [string, readonly ReportedChange[]])[] {
  const found = new Map<string, ReportedChange[]>();
  for (const change of changes) {
    const [only = ""] = change.operations;
    const name = change.operations.length === 1 ? only : change.operations.length === 0 ? "The package" : "Several operations";
    found.set(name, [...(found.get(name) ?? []), change]);
  }
  return [...found].sort(([, a], [, b]) => rank(b) - rank(a));
}

function rank(changes: readonly ReportedChange[]): number {
  return Math.max(...changes.map(({ verdict }) => verdicts.indexOf(verdict)));
}

function section(
  name: string,
  changes: readonly ReportedChange[],
  types: { readonly before: string; readonly after: string } | undefined,
): string {
  const worst: Verdict = changes[0]?.verdict ?? "none";
  const open = worst === "docs" || worst === "compatible" ? "" : " open";
  const compared = types === undefined ? "" : columns(types.before, types.after);
  return `<details${open}><summary><h2>${escapeHtml(name)}</h2><b class="${worst}">${escapeHtml(worst)}</b> ${changes.length}</summary><ul>${changes.map(item).join("")}</ul>${compared}</details>`;
}

function item({ verdict, message, advice, operations, rule, ...places }: ReportedChange): string {
  const reached = operations.length > 1 ? `<p class="where">${escapeHtml(operations.join(", "))}</p>` : "";
  const shown = places.old?.pointer === places.new?.pointer ? [places.new] : [places.old, places.new];
  const pointers = shown.map((place) => (place === undefined ? "" : `<code>${escapeHtml(`#${place.pointer}`)}</code>`));
  const where = pointers.join("") === "" ? "" : `<p class="where">${pointers.filter((one) => one !== "").join(" → ")}</p>`;
  return `<li class="${verdict}"><b class="${verdict}">${escapeHtml(verdict)}</b> ${messageHtml(message)} ${verdict === "docs" ? "" : `<span class="advice">${messageHtml(advice)}</span>`}${reached}${where}<p class="where">${escapeHtml(rule)}</p></li>`;
}

function columns(before: string, after: string): string {
  const parts = diffArrays(before.split("\n"), after.split("\n"));
  const [old, now] = [parts.filter(({ added }) => !added), parts.filter(({ removed }) => !removed)];
  return `<div class="columns">${figure("before", old, "del")}${figure("after", now, "ins")}</div>`;
}

type Part = ReturnType<typeof diffArrays<string>>[number];

/** One of the two texts, its changed lines marked. A text that is wider than its frame is scrolled, which a keyboard must reach. */
function figure(caption: string, parts: readonly Part[], changed: "del" | "ins"): string {
  const lines = parts.flatMap(({ added, removed, value }) => {
    const element = added || removed ? changed : "span";
    return value.map((line) => `<${element}>${escapeHtml(line)}</${element}>`);
  });
  return `<figure><figcaption>${caption}</figcaption><pre tabindex="0" aria-label="${caption}"><code>${lines.join("")}</code></pre></figure>`;
}
