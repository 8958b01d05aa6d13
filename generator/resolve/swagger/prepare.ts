import type { Report } from "../../diagnostics.js";
import { field, isExtension, itemsOf, stringOf } from "../../load/tree/fields.js";
import type { ListNode, MapNode, Node, NodePlace } from "../../load/tree/node.js";
import type { Description } from "../description.js";
import { copyNode, withFields } from "../objects/edit.js";
import { createDescription } from "../references/create-description.js";
import { withSupportedCollectionFormat, withSupportedCollectionFormats } from "./collection-formats.js";
import { withFormBody } from "./form-fields.js";

/** The fields of a path item that hold operations in Swagger 2.0. */
const methods = ["get", "put", "post", "delete", "options", "head", "patch"] as const;

/** The description and path item of an operation. */
interface OperationContext {
  readonly description: Description;
  readonly item: MapNode;
  readonly report: Report;
}

interface Preparation {
  readonly name: string;
  /** Why the operation is changed before the upgrade. */
  readonly reason: string;
  readonly apply: (operation: MapNode, context: OperationContext) => MapNode;
}

/** The upgrade converts each operation on its own, so what many operations share is copied into each. */
const preparations: readonly Preparation[] = [
  {
    name: "shared bodies",
    reason: "A body or form field that is a reference would stay among the parameters.",
    apply: (operation, { description }) => withParameters(operation, parametersOf(operation, description)),
  },
  {
    name: "body of a path",
    reason: "The body parameter of a path item would apply only to the operations after it.",
    apply: withBodyOfPath,
  },
  {
    name: "shared responses",
    reason: "The media types of a shared response are those of the operation that refers to it.",
    apply: (operation, { description }) => withResponses(operation, description),
  },
  {
    name: "media types",
    reason: "The media types of an operation replace those of the description.",
    apply: (operation, { description }) => withMediaTypes(operation, description.root),
  },
  {
    name: "collection formats",
    reason: "A `collectionFormat` that OpenAPI 3 cannot express would be replaced without a warning.",
    apply: (operation, { report }) => withSupportedCollectionFormats(operation, report),
  },
  {
    name: "schemes of an operation",
    reason: "An operation with other `schemes` than the description needs its own `servers`.",
    apply: withOwnServers,
  },
  {
    name: "form fields",
    reason: "Form fields become the properties of one body.",
    apply: withFormBody,
  },
];

/** Prepares a description for the upgrade; the result is still Swagger 2.0. */
export function prepare(root: MapNode, report: Report): MapNode {
  const changes: [string, Node | undefined][] = [["schemes", schemesOf(root)], ["consumes", undefined], ["produces", undefined]]; // prettier-ignore
  const paths = field(root, "paths");
  const shared = field(root, "parameters");
  if (paths?.kind === "map") changes.push(["paths", preparePaths(paths, createDescription(root), report)]);
  if (shared?.kind === "map") changes.push(["parameters", prepareShared(shared, report)]);
  return withFields(root, changes);
}

/** Shared body parameters are removed: they have been copied to the places of their references. */
function prepareShared(parameters: MapNode, report: Report): MapNode {
  return withFields(
    parameters,
    [...parameters.fields].map(([name, node]): [string, Node | undefined] => {
      if (describesBody(node)) return [name, undefined];
      return [name, node.kind === "map" ? withSupportedCollectionFormat(node, report) : node];
    }),
  );
}

function preparePaths(paths: MapNode, description: Description, report: Report): MapNode {
  const items = [...paths.fields].flatMap(([path, item]): [string, Node][] =>
    isExtension(path) || item.kind !== "map" ? [] : [[path, preparePathItem(item, description, report)]],
  );
  return withFields(paths, items);
}

function preparePathItem(item: MapNode, description: Description, report: Report): MapNode {
  const operations = methods.flatMap((method): [string, Node][] => {
    const operation = field(item, method);
    return operation?.kind === "map" ? [[method, prepareOperation(operation, { description, item, report })]] : [];
  });
  const parameters = parametersOf(item, description).filter((node) => !describesBody(node));
  return withSupportedCollectionFormats(withParameters(withFields(item, operations), parameters), report);
}

function prepareOperation(operation: MapNode, context: OperationContext): MapNode {
  return preparations.reduce((node, { apply }) => apply(node, context), operation);
}

/** The parameters of an operation or path item; references to body parameters are replaced by copies. */
function parametersOf(holder: MapNode, description: Description): readonly Node[] {
  return itemsOf(field(holder, "parameters")).map((node) => {
    const found = description.follow(node);
    return found !== node && describesBody(found) ? copyNode(found) : node;
  });
}

function withParameters(holder: MapNode, items: readonly Node[]): MapNode {
  const before = field(holder, "parameters");
  if (before?.kind !== "list" && items.length === 0) return holder;
  const place: NodePlace = before?.place ?? holder.place;
  const list: ListNode = { kind: "list", items, place };
  return withFields(holder, [["parameters", list]]);
}

function withBodyOfPath(operation: MapNode, { description, item }: OperationContext): MapNode {
  const own = itemsOf(field(operation, "parameters"));
  const inherited = parametersOf(item, description).filter(describesBody);
  return own.some(describesBody) || inherited.length === 0
    ? operation
    : withParameters(operation, [...own, ...inherited.map(copyNode)]);
}

function withResponses(operation: MapNode, description: Description): MapNode {
  const responses = field(operation, "responses");
  if (responses?.kind !== "map") return operation;
  const inlined = [...responses.fields].map(([status, node]): [string, Node] => {
    const found = description.follow(node);
    return [status, found === node ? node : copyNode(found)];
  });
  return withFields(operation, [["responses", withFields(responses, inlined)]]);
}

function withMediaTypes(operation: MapNode, root: MapNode): MapNode {
  const types = (["consumes", "produces"] as const).map((key): [string, Node | undefined] => {
    const node = [field(operation, key), field(root, key)].find((list) => itemsOf(list).length > 0);
    return [key, node];
  });
  return withFields(operation, types);
}

/** Whether a parameter describes the request body. */
function describesBody(parameter: Node): boolean {
  return ["body", "formData"].includes(stringOf(field(parameter, "in")) ?? "");
}

const schemeOrder = ["https", "http", "wss", "ws"];

/** The first scheme becomes the default server, so the secure ones come first. A description without `schemes` gets `https`. */
function schemesOf(root: MapNode): Node | undefined {
  const written = bySchemeOrder(field(root, "schemes"));
  const host = field(root, "host");
  if (written !== undefined || host === undefined) return written;
  return { kind: "list", items: [{ kind: "scalar", value: "https", place: host.place }], place: host.place };
}

function bySchemeOrder(schemes: Node | undefined): ListNode | undefined {
  if (schemes?.kind !== "list" || schemes.items.length === 0) return undefined;
  return { ...schemes, items: [...schemes.items].sort((a, b) => rank(a) - rank(b)) };
}

function rank(scheme: Node): number {
  const index = schemeOrder.indexOf(stringOf(scheme) ?? "");
  return index < 0 ? schemeOrder.length : index;
}

function withOwnServers(operation: MapNode, { description: { root } }: OperationContext): MapNode {
  const own = bySchemeOrder(field(operation, "schemes"));
  const others = itemsOf(schemesOf(root)).map(stringOf).join();
  const host = stringOf(field(root, "host"));
  const bare = withFields(operation, [["schemes", undefined]]);
  if (own === undefined || host === undefined || own.items.map(stringOf).join() === others) return bare;
  const items = own.items.map((scheme): Node => {
    const url = `${stringOf(scheme) ?? ""}://${host}${stringOf(field(root, "basePath")) ?? ""}`;
    return { kind: "map", fields: new Map([["url", { kind: "scalar", value: url, place: scheme.place }]]), place: scheme.place };
  });
  return withFields(bare, [["servers", { ...own, items }]]);
}
