import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";
import type { Outcome } from "./outcomes.js";

/** Where the tables are printed. Only a terminal has `columns`. */
type Screen = Pick<NodeJS.WriteStream, "isTTY" | "columns">;

/** The tables at the end: the counts, then every record that was not updated, and why. */
export function report(outcomes: readonly Outcome[], requests: number, { isTTY, columns }: Screen): string {
  const missed = outcomes.filter((outcome) => outcome.status !== "updated");
  const counts = [outcomes.length, outcomes.length - missed.length, missed.length, requests].map(String);
  const summary = table(["records", "updated", "not updated", "requests"], [counts], isTTY);
  if (missed.length === 0) return `${summary}\nEvery record was updated.`;
  const refusals = table(["id", "name", "category", "message", "correlation id"], missed.map(refusalRow), isTTY, columns);
  return `${summary}\nNot updated:\n${refusals}`;
}

function refusalRow(outcome: Outcome): readonly string[] {
  if (outcome.status === "updated") return [];
  const { update, reason } = outcome;
  const { name = "" } = update.properties;
  return [update.id, name, reason.category, reason.message, reason.correlationId ?? ""];
}

/** On a terminal the table has colours and fits the width: the text of its widest column is wrapped. */
function table(head: readonly string[], rows: readonly (readonly string[])[], isTerminal: boolean, columns?: number): string {
  const printable = rows.map((row) => row.map(withoutControls));
  const widths = head.map((title, index) => Math.max(title.length, ...printable.map((row) => row[index]?.length ?? 0)) + 2);
  const excess = columns ? widths.reduce((sum, width) => sum + width + 1, 1) - columns : 0;
  const widest = widths.indexOf(Math.max(...widths));
  const given = Math.max(20, (widths[widest] ?? 0) - Math.max(0, excess));
  const drawn = new Table({
    head: [...head],
    colWidths: widths.map((width, index) => (index === widest ? Math.min(width, given) : width)),
    wordWrap: true,
    wrapOnWordBoundary: printable.every((row) => row[widest]?.split(" ").every((word) => word.length <= given - 2)),
    style: isTerminal ? {} : { head: [], border: [] },
  });
  drawn.push(...printable);
  return drawn.toString();
}

/** Removes control characters from messages of the service, so that they cannot control the terminal. */
function withoutControls(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{Cc}+/gu, " ");
}
