import type { Report } from "../../diagnostics.js";
import { field, isExtension, itemsOf, stringOf } from "../../load/tree/fields.js";
import type { ListNode, MapNode, Node, NodePlace } from "../../load/tree/node.js";
import { copyNode, nodeAt, withFields } from "../objects/edit.js";
import { parseReference } from "../objects/reference.js";
import { formBody } from "./form-fields.js";
import { withSupportedCollectionFormat, withSupportedCollectionFormats } from "./collection-formats.js";

/** The fields of a path item that hold operations in Swagger 2.0. */
const methods = ["get", "put", "post", "delete", "options", "head", "patch"] as const;

/** An operation with what around it says something about it. */
interface Surroundings {
  readonly root: MapNode;
  readonly item: MapNode;
  readonly report: Report;
}

interface Preparation {
  readonly name: string;
  /** Why an operation is not left as it is written. */
  readonly reason: string;
  readonly apply: (operation: MapNode, around: Surroundings) => MapNode;
}

/** What is said once for many operations is said at each, so that the upgrade, which looks at one operation only, gets it right. */
const preparations: readonly Preparation[] = [
  {
    name: "shared bodies",
    reason: "A body or form field that is referred to would stay among the parameters.",
    apply: (operation, { root }) => withParameters(operation, parametersOf(operation, root)),
  },
  {
    name: "body of a path",
    reason: "A body that a path declares for its operations would go to those that stand after it only.",
    apply: withBodyOfPath,
  },
  {
    name: "shared responses",
    reason: "The media types of a response are those of the operation that refers to it.",
    apply: (operation, { root }) => withResponses(operation, root),
  },
  {
    name: "media types",
    reason: "The media types of an operation replace those of the description.",
    apply: (operation, { root }) => withMediaTypes(operation, root),
  },
  {
    name: "separators",
    reason: "A separator that OpenAPI 3 has no word for would become another one in silence.",
    apply: (operation, { report }) => withSupportedCollectionFormats(operation, report),
  },
  {
    name: "schemes of an operation",
    reason: "An operation that is served over other schemes than the rest has servers of its own.",
    apply: withOwnServers,
  },
  {
    name: "form fields",
    reason: "A form field is a property of one body, with all that it says.",
    apply: formBody,
  },
];

/** Makes a description ready for the upgrade, in the words of Swagger 2.0. */
export function prepare(root: MapNode, report: Report): MapNode {
  const changes: [string, Node | undefined][] = [["schemes", schemesOf(root)], ["consumes", undefined], ["produces", undefined]]; // prettier-ignore
  const paths = field(root, "paths");
  const shared = field(root, "parameters");
  if (paths?.kind === "map") changes.push(["paths", prepareItems(paths, root, report)]);
  if (shared?.kind === "map") changes.push(["parameters", prepareShared(shared, report)]);
  return withFields(root, changes);
}

/** Parameters that say what a body holds were put where they are referred to. */
function prepareShared(parameters: MapNode, report: Report): MapNode {
  return withFields(
    parameters,
    [...parameters.fields].map(([name, node]): [string, Node | undefined] => {
      if (isBody(node)) return [name, undefined];
      return [name, node.kind === "map" ? withSupportedCollectionFormat(node, report) : node];
    }),
  );
}

function prepareItems(paths: MapNode, root: MapNode, report: Report): MapNode {
  const items = [...paths.fields].flatMap(([path, item]): [string, Node][] =>
    isExtension(path) || item.kind !== "map" ? [] : [[path, prepareItem(item, root, report)]],
  );
  return withFields(paths, items);
}

function prepareItem(item: MapNode, root: MapNode, report: Report): MapNode {
  const operations = methods.flatMap((method): [string, Node][] => {
    const operation = field(item, method);
    return operation?.kind === "map" ? [[method, prepareOperation(operation, { root, item, report })]] : [];
  });
  const parameters = parametersOf(item, root).filter((node) => !isBody(node));
  return withSupportedCollectionFormats(withParameters(withFields(item, operations), parameters), report);
}

function prepareOperation(operation: MapNode, around: Surroundings): MapNode {
  return preparations.reduce((node, { apply }) => apply(node, around), operation);
}

/** The parameters of an operation or path; those of a body stand for themselves, whatever they were referred to by. */
function parametersOf(holder: MapNode, root: MapNode): readonly Node[] {
  return itemsOf(field(holder, "parameters")).map((node) => {
    const found = followed(node, root);
    return found !== node && isBody(found) ? copyNode(found) : node;
  });
}

function withParameters(holder: MapNode, items: readonly Node[]): MapNode {
  const before = field(holder, "parameters");
  if (before?.kind !== "list" && items.length === 0) return holder;
  const place: NodePlace = before?.place ?? holder.place;
  const list: ListNode = { kind: "list", items, place };
  return withFields(holder, [["parameters", list]]);
}

function withBodyOfPath(operation: MapNode, { root, item }: Surroundings): MapNode {
  const own = itemsOf(field(operation, "parameters"));
  const inherited = parametersOf(item, root).filter(isBody);
  return own.some(isBody) || inherited.length === 0 ? operation : withParameters(operation, [...own, ...inherited.map(copyNode)]);
}

function withResponses(operation: MapNode, root: MapNode): MapNode {
  const responses = field(operation, "responses");
  if (responses?.kind !== "map") return operation;
  const inlined = [...responses.fields].map(([status, node]): [string, Node] => {
    const found = followed(node, root);
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

/** Whether a parameter says what the body holds. */
function isBody(parameter: Node): boolean {
  return ["body", "formData"].includes(stringOf(field(parameter, "in")) ?? "");
}

/** What a reference leads to in the end; the node itself where it is none, or leads nowhere. */
function followed(node: Node, root: MapNode): Node {
  const passed = new Set<Node>();
  let current = node;
  for (let ref = field(current, "$ref"); ref !== undefined && !passed.has(current); ref = field(current, "$ref")) {
    passed.add(current);
    const target = parseReference(ref);
    const next = "path" in target ? nodeAt(root, target.path) : undefined;
    if (next === undefined) return node;
    current = next;
  }
  return passed.has(current) ? node : current;
}

const order = ["https", "http", "wss", "ws"];

/** The schemes are a set; the first one counts, so that is the safest. A description that names none is most likely served over TLS. */
function schemesOf(root: MapNode): Node | undefined {
  const written = sorted(field(root, "schemes"));
  const host = field(root, "host");
  if (written !== undefined || host === undefined) return written;
  return { kind: "list", items: [{ kind: "scalar", value: "https", place: host.place }], place: host.place };
}

function sorted(schemes: Node | undefined): ListNode | undefined {
  if (schemes?.kind !== "list" || schemes.items.length === 0) return undefined;
  return { ...schemes, items: [...schemes.items].sort((a, b) => rank(a) - rank(b)) };
}

function rank(scheme: Node): number {
  const index = order.indexOf(stringOf(scheme) ?? "");
  return index < 0 ? order.length : index;
}

function withOwnServers(operation: MapNode, { root }: Surroundings): MapNode {
  const own = sorted(field(operation, "schemes"));
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
