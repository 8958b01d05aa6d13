/** The same inputs each time. */
export function* inputsOf(count: number) {
  for (let index = 0; index < count; index++) yield { id: String(index + 1), properties: { name: `Name ${index}` } };
}
