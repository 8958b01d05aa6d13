/** The responses that mean success: 2xx, or `default` if there is no 2xx. */
export function successfulResponses<Described extends { readonly status: string }>(
  responses: readonly Described[],
): readonly Described[] {
  const successes = responses.filter(isSuccess);
  return successes.length > 0 ? successes : responses.filter(({ status }) => status === "default");
}

export function isSuccess({ status }: { readonly status: string }): boolean {
  return status.startsWith("2");
}
