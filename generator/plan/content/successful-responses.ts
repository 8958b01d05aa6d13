/** The successful answers: what `default` tells of where no success is described. */
export function successfulResponses<Described extends { readonly status: string }>(
  responses: readonly Described[],
): readonly Described[] {
  const successes = responses.filter(isSuccess);
  return successes.length > 0 ? successes : responses.filter(({ status }) => status === "default");
}

export function isSuccess({ status }: { readonly status: string }): boolean {
  return status.startsWith("2");
}
