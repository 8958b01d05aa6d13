import type { ReceivedRequest } from "../store/requests-and-responses.js";
import type { Fault, Predicate } from "./faults.js";

/** Decides which fault a request gets: that of the oldest rule that matches and is not used up. */
export interface FaultRules {
  /** Adds a rule for every request that matches, or for so many of them. The result is a function that removes the rule. */
  when(matches: Predicate, fault: Fault, times?: number): () => void;
  take(request: ReceivedRequest): Fault | undefined;
}

interface Rule {
  readonly matches: Predicate;
  readonly fault: Fault;
  left: number;
}

export function createFaultRules(): FaultRules {
  const rules = new Set<Rule>();
  return {
    when(matches, fault, times = Infinity) {
      const rule = { matches, fault, left: times };
      rules.add(rule);
      return () => void rules.delete(rule);
    },
    take(request) {
      const rule = [...rules].find(({ matches }) => matches(request));
      if (!rule) return undefined;
      rule.left -= 1;
      if (rule.left <= 0) rules.delete(rule);
      return rule.fault;
    },
  };
}
