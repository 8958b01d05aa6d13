import type { ResponseHeader } from "../../model/types/operation.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { compareBehaviour } from "./compare-behaviour.js";
import { compareParameters } from "./compare-parameters.js";
import { compareResponses } from "./compare-responses.js";
import { compareSecurity } from "./compare-security.js";
import { describeServer } from "./compare-client.js";
import { compareCallbacks } from "./compare-webhooks.js";
import { findLeak } from "./leaked-operations.js";
import { matchOperations } from "./match-operations.js";
import { operationPlace } from "./operation-place.js";
import type { Surfaces } from "./package-surface.js";

/** Compares the methods of both packages. */
export function compareOperations(surfaces: Surfaces): void {
  const { old, now, add } = surfaces;
  const { matched, removed, added } = matchOperations(old.operations, now.operations);
  for (const { qualifiedName: subject, operation } of removed)
    add({ rule: "operation-removed", subject, operations: [subject], old: operation.place });
  for (const { qualifiedName: subject, operation } of added)
    add({ rule: "operation-added", subject, operations: [subject], new: operation.place });
  const leak = findLeak(old.operations, added);
  if (leak !== undefined) add({ ...leak, subject: now.plan.client.name });
  for (const [before, after] of matched) {
    compareName(before, after, leak !== undefined, surfaces);
    compareOperation(before, after, surfaces);
  }
}

/** A name that only other operations changed is not a change of this one: where they look like a leak, it is part of that. */
function compareName(before: OperationPlan, after: OperationPlan, isLeak: boolean, { add }: Surfaces): void {
  const [subject, name] = [before.qualifiedName, after.qualifiedName];
  if (subject === name) return;
  const rule = isLeak && namingFacts(before) === namingFacts(after) ? "operation-name-displaced" : "operation-renamed";
  const places = { old: before.operation.place, new: after.operation.place };
  add({ ...places, rule, subject, operations: [subject], facts: { old: subject, new: name } });
}

function namingFacts({ operation: { method, path, operationId, tags, name } }: OperationPlan): string {
  return JSON.stringify([method, path.text, operationId, tags, name]);
}

function compareOperation(before: OperationPlan, after: OperationPlan, surfaces: Surfaces): void {
  compareRequest(before, after, surfaces);
  compareServer(before, after, surfaces);
  compareDescription(before, after, surfaces);
  compareParameters(before, after, surfaces);
  compareResponses(before, after, surfaces);
  compareSecurity(before, after, surfaces);
  compareBehaviour(before, after, surfaces);
  compareCallbacks(before, after, surfaces);
}

function compareRequest(before: OperationPlan, after: OperationPlan, { add }: Surfaces): void {
  const places = { old: before.operation.place, new: after.operation.place, operations: [before.qualifiedName] };
  const subject = before.qualifiedName;
  const [from, to] = [requestOf(before), requestOf(after)];
  if (from !== to) add({ ...places, rule: "request-changed", subject, facts: { old: `\`${from}\``, new: `\`${to}\`` } });
}

/** The server of an operation that has its own, now or before. */
function compareServer(before: OperationPlan, after: OperationPlan, { add }: Surfaces): void {
  const [from, to] = [before.operation.servers, after.operation.servers];
  const [a, b] = [ownServer(from), ownServer(to)];
  if (a !== b) add({ ...operationPlace(before, after), rule: "server-changed", facts: { old: a, new: b } });
}

/** An operation without a server of its own is sent to the one that the client's option names. */
function ownServer(servers: OperationPlan["operation"]["servers"]): string {
  return servers === undefined ? "`baseUrl`" : describeServer(servers[0]?.url);
}

function requestOf({ operation: { method, path } }: OperationPlan): string {
  return `${method} ${path.text}`;
}

function compareDescription(before: OperationPlan, after: OperationPlan, { add }: Surfaces): void {
  const [old, now] = [before.operation, after.operation];
  const places = operationPlace(before, after);
  if (old.deprecated !== now.deprecated) add({ ...places, rule: now.deprecated ? "deprecated" : "deprecation-removed" });
  if (proseOf(before) !== proseOf(after)) add({ ...places, rule: "documentation-changed" });
}

function describeHeader({ name, description, deprecated }: ResponseHeader): unknown {
  return [name.toLowerCase(), description, deprecated];
}

function proseOf({ operation, links }: OperationPlan): string {
  const { summary, description, externalDocs, body, responses } = operation;
  const ofLinks = links.map(({ link, operation: target }) => [link.name, link.description, link.parameters, target]);
  const ofResponses = responses.map((response) => [response.status, response.description, response.headers.map(describeHeader)]);
  return JSON.stringify([summary, description, externalDocs, body?.description, ofResponses, ofLinks]);
}
