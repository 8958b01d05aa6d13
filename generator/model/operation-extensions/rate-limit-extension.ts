import { field } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import type { ExtensionObject, FieldValue } from "../extensions/extension-fields.js";
import {
  headerNameOf,
  reportInvalid,
  openExtension,
  numberField,
  readField,
  requiredField,
  stringField,
  integerField,
} from "../extensions/extension-fields.js";
import type { RateLimit } from "../types/extensions.js";
import { rateLimitHeaders } from "../types/extensions.js";
import { sortedBy } from "../reading/order.js";

const name = "x-specloom-rate-limit";

/** `x-specloom-rate-limit` of the root or of an operation: one limit, or a list of limits that all apply. In order of bucket. */
export function readRateLimits(owner: MapNode, context: ModelContext): readonly RateLimit[] {
  const node = field(owner, name);
  if (node === undefined) return [];
  const items = node.kind === "list" ? node.items : [node];
  const limits = items.flatMap((item) => readRateLimit(item, context) ?? []);
  reportSameBuckets(limits, context);
  return sortedBy(limits, ({ value }) => value.bucket).map(({ value }) => value);
}

function readRateLimit(node: Node, { report }: ModelContext): FieldValue<RateLimit> | undefined {
  const map = openExtension(name, node, ["bucket", "requests", "windowSeconds", "headers"], report);
  if (map === undefined) return undefined;
  const bucket = requiredField(map, "bucket", stringField);
  const requests = requiredField(map, "requests", integerField);
  const windowSeconds = requiredField(map, "windowSeconds", numberField);
  if (!bucket || !requests || !windowSeconds) return undefined;
  const headers = readHeaders(map);
  return { value: { bucket: bucket.value, requests: requests.value, windowSeconds: windowSeconds.value, ...headers }, node };
}

function readHeaders({ node, report }: ExtensionObject): Pick<RateLimit, "headers"> {
  const map = openExtension(`${name}.headers`, field(node, "headers"), rateLimitHeaders, report);
  const headers = rateLimitHeaders.flatMap((known) => {
    const header = map && readField(map, known, "the name of a header", headerNameOf);
    return header ? [[known, header.value] as const] : [];
  });
  return headers.length === 0 ? {} : { headers: Object.fromEntries(headers) };
}

function reportSameBuckets(limits: readonly FieldValue<RateLimit>[], { report }: ModelContext): void {
  const seen = new Set<string>();
  for (const { value, node } of limits) {
    if (seen.has(value.bucket))
      reportInvalid(
        report,
        node,
        `${quote(name)} has the bucket ${quote(value.bucket)} twice.`,
        "Give each limit a bucket of its own.",
      );
    seen.add(value.bucket);
  }
}
