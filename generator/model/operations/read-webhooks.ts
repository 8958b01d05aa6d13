import { isExtension } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { expectMap, readMap } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer, parsePointer } from "../../load/tree/pointer.js";
import type { IncomingOperation } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";
import { followReference, reportUnsupportedFields } from "../reading/context.js";
import { readOperationObject } from "./read-operation-object.js";
import { readMethods } from "../paths/read-methods.js";
import { readTypeName } from "../extensions/name-extension.js";
import { sortedBy } from "../reading/order.js";
import { readIncomingParameters } from "./read-parameters.js";
import { pathItemOf } from "../paths/read-paths.js";
import { checkExtensionNames } from "../extensions/extension-names.js";
import { optionalField } from "../reading/documentation-fields.js";

/** Keywords that are not supported in webhooks and callbacks. */
const unsupportedKeywords = { callbacks: "Callbacks of webhooks and of callbacks" };

/** `webhooks` of the root: Path Item Objects by name. */
export function readWebhooks(context: ModelContext): readonly IncomingOperation[] {
  const webhooks = readMap(context.description.root, "webhooks", context.report);
  return readPathItems([...(webhooks?.fields ?? [])], ["webhooks"], context).flatMap(({ key: name, item, itemKeys }) =>
    readPathItem(item, { name, itemKeys }, context),
  );
}

/** `callbacks` of an operation: by name, maps from URL expressions to Path Item Objects. */
export function readCallbacks(operation: MapNode, pointer: string, context: ModelContext): readonly IncomingOperation[] {
  const callbacks = readMap(operation, "callbacks", context.report);
  const base = [...(parsePointer(pointer) ?? []), "callbacks"];
  return sortedBy(callbacks?.fields ?? [], ([name]) => name).flatMap(([name, written]) => {
    const callback = expectMap(followReference(context, written), `The callback ${quote(name)}`, context.report);
    const urlEntries = [...(callback?.fields ?? [])].filter(([key]) => !isExtension(key));
    return readPathItems(urlEntries, [...base, name], context).flatMap(({ key: address, item, itemKeys }) =>
      readPathItem(item, { name, address, itemKeys }, context),
    );
  });
}

interface PathItem {
  readonly key: string;
  readonly item: MapNode;
  /** The keys from the root of the description to the path item, references not followed. */
  readonly itemKeys: readonly string[];
}

function readPathItems(
  items: readonly (readonly [string, Node])[],
  itemKeys: readonly string[],
  context: ModelContext,
): readonly PathItem[] {
  return sortedBy(items, ([key]) => key).flatMap(([key, node]) => {
    const item = expectMap(pathItemOf(node, context), `The path item ${quote(key)}`, context.report);
    return item === undefined ? [] : [{ key, item, itemKeys: [...itemKeys, key] }];
  });
}

interface IncomingPathItem {
  readonly name: string;
  readonly address?: string;
  readonly itemKeys: readonly string[];
}

function readPathItem(
  item: MapNode,
  { name, address, itemKeys }: IncomingPathItem,
  context: ModelContext,
): readonly IncomingOperation[] {
  checkExtensionNames(item, "a path", context);
  return readMethods(item, context, "received").map(({ method, keys, node }) => {
    reportUnsupportedFields(context, node, unsupportedKeywords);
    checkExtensionNames(node, "a webhook", context);
    return {
      ...readOperationObject(node, method, formatPointer([...itemKeys, ...keys]), context),
      name,
      key: keys.at(-1) ?? "",
      ...optionalField("address", address),
      ...optionalField("typeName", readTypeName(node, context)),
      parameters: readIncomingParameters(item, node, context),
    };
  });
}
