import { expect, test } from "vitest";
import type { Json } from "../../../generator/load/tree/node.js";
import { usualMember } from "../../../generator/plan/content/usual-member.js";
import { read, withSchema } from "../../model/read.js";

interface Row {
  readonly values: readonly Json[];
  readonly more?: object;
  readonly want: Json;
}

test.each<Row>([
  { values: ["failed", "pending", "paid"], want: "paid" },
  { values: ["canceled", "requires_action", "succeeded"], want: "requires_action" },
  { values: ["PAYMENT_STATUS_UNSPECIFIED", "PAYMENT_STATUS_VALID"], want: "PAYMENT_STATUS_VALID" },
  { values: ["paymentDeclined", "paymentDone"], want: "paymentDone" },
  { values: ["", "-", "none", "some"], want: "some" },
  { values: ["inactive", "active"], want: "active" },
  { values: ["failed", "canceled"], want: "canceled" },
  { values: [2, 1], want: 1 },
  { values: ["EUR", "USD"], more: { default: "USD" }, want: "USD" },
  { values: ["EUR", "USD"], more: { default: "GBP" }, want: "EUR" },
  { values: ["failed", "paid"], more: { example: "failed" }, want: "failed" },
  { values: ["a", "b", "c"], more: { default: "b", examples: ["c"] }, want: "b" },
])("of $values with $more: $want, in any order", ({ values, more, want }) => {
  for (const listed of [values, [...values].reverse()]) {
    const { api } = read(withSchema(JSON.stringify({ enum: listed, ...more })));
    const status = api.operations[0]?.responses[0]?.contents[0]?.schema;
    expect(status?.kind === "enum" && usualMember(status)).toEqual(want);
  }
});
