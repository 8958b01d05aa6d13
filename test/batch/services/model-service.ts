import { createClient } from "../../../templates/runtime/call/client.js";
import type { BatchFacts } from "../../../templates/runtime/batch-results/batch-facts.js";
import type { BatchInputs, BatchOptions } from "../../../templates/runtime/batch-results/batch-options.js";
import { runBatch } from "../../../templates/runtime/batch/batch-run.js";
import type { RequestOptions } from "../../../templates/runtime/options/options.js";
import { path } from "../../../templates/runtime/values/path.js";
import { type Fault, faultyResponse } from "./model-faults.js";
import { serviceFacts } from "./service-facts.js";

/** A value to write to the record with this id, or with this value of the property `by`. */
export interface ModelInput {
  readonly id: string;
  readonly by?: string;
  readonly value: string;
  readonly trace?: string;
}

export interface ModelRecord {
  readonly id: string;
  readonly value: string;
  readonly trace?: string;
}

/** Behaviour in which services differ. */
export interface ModelBehaviour {
  readonly repeatsTraces: boolean;
  /** Whether an invalid value rejects the whole request without naming an input. */
  readonly rejectsWhole: boolean;
  readonly reverses: boolean;
}

export const facts = {
  ...serviceFacts,
  maximum: 8,
  maximumBytes: 1_000,
  keyProperty: "by",
  rejections: [400],
} as const satisfies BatchFacts;

/** A value that the service rejects. */
export const invalidValue = "poison";

/** A service in memory that records what was written, in which order, and whether two writes of a record ever overlapped. */
export class ModelService {
  readonly written: { readonly key: string; readonly value: string }[] = [];
  readonly violations: string[] = [];
  requests = 0;
  readonly #inFlight = new Map<string, number>();
  readonly #plannedFaults: Fault[];

  constructor(
    readonly known: ReadonlySet<string>,
    readonly behaviour: ModelBehaviour,
    plan: readonly Fault[] = [],
  ) {
    this.#plannedFaults = [...plan];
  }

  readonly fetch = async (_url: string, init: RequestInit): Promise<Response> => {
    const text = init.body as string;
    const { inputs } = JSON.parse(text) as { inputs: readonly ModelInput[] };
    const fault = this.#plannedFaults[this.requests++] ?? "none";
    const keys = inputs.map(keyOf);
    this.#begin(keys, inputs.length, text.length);
    try {
      const pretended = { results: inputs.map((input) => this.#resultFor(input)) };
      return await faultyResponse(fault, () => this.#writeInputs(inputs), init.signal ?? undefined, pretended);
    } finally {
      for (const key of keys) this.#inFlight.set(key, (this.#inFlight.get(key) ?? 0) - 1);
    }
  };

  #begin(keys: readonly string[], count: number, bytes: number): void {
    if (count === 0) this.violations.push("an empty request");
    if (count > facts.maximum) this.violations.push(`${count} inputs in a request`);
    if (bytes > facts.maximumBytes && count > 1) this.violations.push(`${bytes} bytes in a request`);
    if (new Set(keys).size < keys.length) this.violations.push(`a record twice in a request: ${keys.join(" ")}`);
    for (const key of keys) {
      const open = this.#inFlight.get(key) ?? 0;
      if (open > 0) this.violations.push(`two writes of ${key} at a time`);
      this.#inFlight.set(key, open + 1);
    }
  }

  #writeInputs(inputs: readonly ModelInput[]): { readonly status: number; readonly body: ModelBody } {
    const bad = inputs.filter(({ value }) => value.startsWith(invalidValue));
    if (this.behaviour.rejectsWhole && bad.length > 0)
      return { status: 400, body: { category: "INVALID", message: "A value is wrong." } };
    const unknown = inputs.filter((input) => !bad.includes(input) && !this.known.has(keyOf(input)));
    const good = inputs.filter((input) => !bad.includes(input) && !unknown.includes(input));
    for (const input of good) this.written.push({ key: keyOf(input), value: input.value });
    const results = good.map((input) => this.#resultFor(input));
    if (this.behaviour.reverses) results.reverse();
    const errors = [
      ...bad.map((input) => ({ category: "INVALID", message: "The value is wrong.", context: this.#contextOf([input]) })),
      ...(unknown.length > 0 ? [{ category: "UNKNOWN", message: "Unknown.", context: this.#contextOf(unknown) }] : []),
    ];
    return { status: errors.length > 0 ? 207 : 200, body: { status: "COMPLETE", results, errors, numErrors: errors.length } };
  }

  #resultFor({ id, by, value, trace }: ModelInput): object {
    const traced = this.behaviour.repeatsTraces ? { trace } : {};
    return by === undefined
      ? { id, value, properties: {}, ...traced }
      : { id: `internal ${id}`, value, properties: { [by]: id.toLowerCase() }, ...traced };
  }

  #contextOf(inputs: readonly ModelInput[]): object {
    const traces = inputs.flatMap(({ trace }) => trace ?? []);
    return { ids: inputs.map(({ id }) => id.toLowerCase()), ...(this.behaviour.repeatsTraces && { traces }) };
  }
}

export interface ModelBody {
  readonly status?: string;
  readonly results?: readonly object[];
  readonly errors?: readonly object[];
  readonly numErrors?: number;
  readonly category?: string;
  readonly message?: string;
}

/** Identifies a record; the service compares ids without regard to case. */
export function keyOf({ id, by }: Pick<ModelInput, "id" | "by">): string {
  return `${by === "record" ? "" : (by ?? "")}/${id.toLowerCase()}`;
}

/** A run with the real client, whose `fetch` is that of the model service. */
export function runAgainst(service: Pick<ModelService, "fetch">, inputs: BatchInputs<ModelInput>, options: BatchOptions = {}) {
  const client = createClient({ baseUrl: "http://model.test", accessToken: "t", fetch: service.fetch });
  return runBatch<ModelInput, ModelRecord>(
    facts,
    (chunk, call: RequestOptions) =>
      client.send({ method: "POST", path: path`/things/v3/batch`, body: { inputs: chunk }, idempotent: true }, call),
    inputs,
    { retry: { attempts: 3, baseDelayMs: 1, maxDelayMs: 3_000 }, timeoutMs: 40, ...options },
  );
}
