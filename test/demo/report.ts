import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";
import type { Outcome } from "./update-in-batches.js";

/** The tables at the end: how each request fared, then every record that was not updated, and why. */
export function report(requests: readonly (readonly Outcome[])[], isTerminal: boolean): string {
  const missed = requests.flat().filter((outcome) => outcome.status !== "updated");
  const summary = table(["request", "records", "updated", "not updated"], requests.map(summaryRow), isTerminal);
  if (missed.length === 0) return `${summary}\nEvery record was updated.`;
  const refusals = table(["id", "name", "category", "message", "correlation id"], missed.map(refusalRow), isTerminal);
  return `${summary}\nNot updated:\n${refusals}`;
}

function summaryRow(outcomes: readonly Outcome[], index: number): readonly string[] {
  const updated = outcomes.filter(({ status }) => status === "updated").length;
  return [index + 1, outcomes.length, updated, outcomes.length - updated].map(String);
}

function refusalRow(outcome: Outcome): readonly string[] {
  if (outcome.status === "updated") return [];
  const { update, reason } = outcome;
  const { name = "" } = update.properties;
  return [update.id, name, reason.category, reason.message, reason.correlationId ?? ""];
}

/** The service's words are data: no control character of theirs reaches the terminal. */
function table(head: readonly string[], rows: readonly (readonly string[])[], isTerminal: boolean): string {
  const style = isTerminal ? {} : { head: [], border: [] };
  const drawn = new Table({ head: [...head], style });
  drawn.push(...rows.map((row) => row.map((cell) => stripVTControlCharacters(cell).replace(/\p{Cc}+/gu, " "))));
  return drawn.toString();
}
