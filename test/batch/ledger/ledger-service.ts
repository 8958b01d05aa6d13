import type { BatchFacts } from "../../../templates/runtime/batch-results/batch-facts.js";
import { serviceFacts } from "../services/service-facts.js";
import { answerOf, type Answer } from "./ledger-answers.js";

/** An update of the record with this id, or with this value of the unique property `code`. Each `value` is unique. */
export interface LedgerInput {
  readonly id: string;
  readonly idProperty?: "code";
  readonly properties: { readonly value: string; readonly code?: string | null };
  readonly trace?: string;
}

export interface LedgerRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export const ledgerFacts = {
  ...serviceFacts,
  maximum: 6,
  maximumBytes: 900,
  keyProperty: "idProperty",
  rejections: [400, 409],
} as const satisfies BatchFacts;

/** What one request brought, and what the service knows of it afterwards. */
export interface ServedRequest {
  readonly values: readonly string[];
  /** Those that change the key by which they name their record. */
  readonly keyChanges: readonly string[];
  readonly applied: readonly string[];
  /** Whether the client can know what became of the request: not after a lost answer or a failure of the service. */
  readonly isTelling: boolean;
}

export interface LedgerBehaviour {
  readonly repeatsTraces: boolean;
  readonly rejectsWhole: 400 | 409 | undefined;
  readonly reverses: boolean;
  /** Whether it repeats the key that an input was sent with, and not the one that the record has now. */
  readonly tellsOldKeys: boolean;
  /** Whether it repeats trace ids in upper case. */
  readonly shoutsTraces: boolean;
}

interface Stored {
  code: string | undefined;
}

/**
 * A service with records of its own, which it changes one input after the other. Its ledger has every change, in order: a judge of what a
 * run says. The `plan` has the answer to each request; afterwards it answers truly.
 */
export class LedgerService {
  readonly ledger: { readonly record: string; readonly value: string; readonly request: number }[] = [];
  readonly served: ServedRequest[] = [];
  readonly violations: string[] = [];
  plan: Answer[] = [];
  readonly behaviour: LedgerBehaviour;
  readonly #records = new Map<string, Stored>();
  readonly #inFlight = new Set<string>();
  /** The inputs of the latest requests. */
  #latest: readonly LedgerInput[] = [];

  constructor(behaviour: LedgerBehaviour, records: number) {
    this.behaviour = behaviour;
    for (let index = 0; index < records; index++) this.#records.set(`r${index}`, { code: index % 2 ? `c${index}` : undefined });
  }

  readonly fetch = async (_url: string, init: RequestInit): Promise<Response> => {
    const { inputs } = JSON.parse(init.body as string) as { readonly inputs: readonly LedgerInput[] };
    const answer = this.plan.shift() ?? { kind: "true" };
    const keys = this.#check(inputs, (init.body as string).length);
    const number = this.served.length;
    // Whoever aborts a request is done with it, although the service takes its time.
    const end = () => keys.forEach((key) => this.#inFlight.delete(key));
    if (init.signal?.aborted) end();
    init.signal?.addEventListener("abort", end);
    try {
      const { applied, isTelling, respond } = answerOf(answer, inputs, this, () => this.#carryOut(inputs, number));
      this.#latest = [...inputs, ...this.#latest].slice(0, 12);
      const keyChanges = inputs.filter(changesKey).map(({ properties }) => properties.value);
      this.served.push({ values: inputs.map(({ properties }) => properties.value), keyChanges, applied, isTelling });
      await new Promise((resolve) => setTimeout(resolve, answer.delayMs ?? 0));
      return await respond(init.signal ?? undefined);
    } finally {
      end();
    }
  };

  #check(inputs: readonly LedgerInput[], bytes: number): readonly string[] {
    const keys: string[] = [];
    for (const input of inputs) {
      const own = new Set(keysOf(input));
      for (const key of own) {
        if (keys.includes(key)) this.violations.push(`${key} twice in a request`);
        if (this.#inFlight.has(key)) this.violations.push(`${key} in two requests at a time`);
      }
      keys.push(...own);
    }
    if (inputs.length === 0 || inputs.length > ledgerFacts.maximum) this.violations.push(`${inputs.length} inputs`);
    if (bytes > ledgerFacts.maximumBytes && inputs.length > 1) this.violations.push(`${bytes} bytes`);
    for (const key of keys) this.#inFlight.add(key);
    return keys;
  }

  /** Carries out what can be: the results, the errors, and the values that were written. */
  #carryOut(inputs: readonly LedgerInput[], request: number) {
    const results: { readonly input: LedgerInput; readonly record: LedgerRecord }[] = [];
    const errors: { readonly input: LedgerInput; readonly category: string }[] = [];
    for (const input of inputs) {
      const category = this.#write(input, request);
      if (category === undefined) results.push({ input, record: this.recordFor(input) });
      else errors.push({ input, category });
    }
    return { results, errors };
  }

  #write(input: LedgerInput, request: number): string | undefined {
    const found = this.#find(input);
    if (input.properties.value.startsWith("poison")) return "INVALID";
    if (!found) return "NOT_FOUND";
    const { value, code } = input.properties;
    if (code !== undefined) {
      const taken = code !== null && this.#find({ ...input, id: code, idProperty: "code" });
      if (taken && taken[0] !== found[0]) return "CONFLICT";
      found[1].code = code ?? undefined;
    }
    this.ledger.push({ record: found[0], value, request });
    return undefined;
  }

  #find({ id, idProperty }: LedgerInput): readonly [string, Stored] | undefined {
    const isSame = (key: string, stored: Stored) =>
      idProperty === "code" ? stored.code?.toUpperCase() === id.toUpperCase() : key === id.toLowerCase();
    return [...this.#records].find(([key, stored]) => isSame(key, stored));
  }

  /** Inputs of earlier requests, if they can be told from those of this one: by a trace id, and where it is the caller's by a key as well. */
  tellable(inputs: readonly LedgerInput[]): readonly LedgerInput[] {
    const names = (input: LedgerInput) => keysOf(input).map((key) => `${key} ${input.trace ?? ""}`);
    const own = new Set(inputs.flatMap(names));
    const isTellable = (input: LedgerInput) =>
      input.idProperty === inputs[0]?.idProperty && !names(input).some((name) => own.has(name));
    return this.behaviour.repeatsTraces ? this.#latest.filter(isTellable) : [];
  }

  recordFor(input: LedgerInput): LedgerRecord {
    const { id, idProperty, properties, trace } = input;
    const now = properties.code === undefined || this.behaviour.tellsOldKeys ? id : properties.code;
    const { repeatsTraces, shoutsTraces } = this.behaviour;
    const traced = repeatsTraces ? { trace: shoutsTraces ? trace?.toUpperCase() : trace } : {};
    if (idProperty !== "code") return { id, properties: { value: properties.value }, ...traced };
    return { id: `internal ${id}`, properties: { value: properties.value, code: now?.toLowerCase() ?? null }, ...traced };
  }
}

export function changesKey({ id, idProperty, properties: { code } }: LedgerInput): boolean {
  return idProperty === "code" && code !== undefined && code !== id;
}

/** The keys that a record has before and after an input. */
export function keysOf({ id, idProperty, properties: { code } }: LedgerInput): readonly string[] {
  const group = idProperty ?? "";
  const keys = idProperty === "code" && code ? [id, code] : [id];
  return keys.map((key) => `${group}/${key.toUpperCase()}`);
}
