/** What a program of the user threw, as the end of a sentence of ours: with one full stop. */
export function thrownSentence(thrown: unknown): string {
  const text = (thrown instanceof Error ? thrown.message : String(thrown)).trimEnd();
  return text.endsWith(".") ? text : `${text}.`;
}
