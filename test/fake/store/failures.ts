/** Why a request fails. The messages are invented, except those that `batch-rules.ts` marks as the service's own. */
export interface Failure {
  readonly status: number;
  readonly category: string;
  readonly message: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly errors?: readonly FailureDetail[];
}

interface FailureDetail {
  readonly message: string;
  readonly code?: string;
  readonly in?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** Thrown for a request that is wrong; `server/respond.ts` turns it into the response. */
export class RequestRefused extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

export function refuse(failure: Failure): never {
  throw new RequestRefused(failure);
}

/** A 400 for an invalid request. */
export function invalid(message: string, more?: Pick<Failure, "context" | "errors">): never {
  return refuse({ status: 400, category: "VALIDATION_ERROR", message, ...more });
}

export function notFound(id: string): never {
  return refuse({ status: 404, category: "OBJECT_NOT_FOUND", message: `There is no record ${id}.` });
}
