import { isExtension } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { expectMap, readMap } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer, parsePointer } from "../../load/tree/pointer.js";
import type { Incoming } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";
import { followed, unsupportedFields } from "../reading/context.js";
import { readExchange } from "./read-operation-object.js";
import { readMethods } from "../paths/read-methods.js";
import { readTypeName } from "../extensions/name-extension.js";
import { sortedBy } from "../reading/order.js";
import { readItemParameters } from "./read-parameters.js";
import { itemOf } from "../paths/read-paths.js";
import { checkExtensionNames } from "../extensions/extension-names.js";
import { present } from "../reading/documentation-fields.js";

/** What the package cannot tell of a request that the service sends. */
const notCarried = { callbacks: "Callbacks of webhooks and of callbacks" };

/** `webhooks` of the root: each a path item under a name. */
export function readWebhooks(context: ModelContext): readonly Incoming[] {
  const webhooks = readMap(context.description.root, "webhooks", context.report);
  return readItems([...(webhooks?.fields ?? [])], ["webhooks"], context).flatMap(({ key: name, item, at }) =>
    readItem(item, { name, at }, context),
  );
}

/** `callbacks` of an operation: under each name a map of addresses to path items. */
export function readCallbacks(operation: MapNode, pointer: string, context: ModelContext): readonly Incoming[] {
  const callbacks = readMap(operation, "callbacks", context.report);
  const base = [...(parsePointer(pointer) ?? []), "callbacks"];
  return sortedBy(callbacks?.fields ?? [], ([name]) => name).flatMap(([name, written]) => {
    const callback = expectMap(followed(context, written), `The callback ${quote(name)}`, context.report);
    const addresses = [...(callback?.fields ?? [])].filter(([key]) => !isExtension(key));
    return readItems(addresses, [...base, name], context).flatMap(({ key: address, item, at }) =>
      readItem(item, { name, address, at }, context),
    );
  });
}

interface Item {
  readonly key: string;
  readonly item: MapNode;
  /** Where it stands in the description, however it got there. */
  readonly at: readonly string[];
}

function readItems(items: readonly (readonly [string, Node])[], at: readonly string[], context: ModelContext): readonly Item[] {
  return sortedBy(items, ([key]) => key).flatMap(([key, node]) => {
    const item = expectMap(itemOf(node, context), `The path item ${quote(key)}`, context.report);
    return item === undefined ? [] : [{ key, item, at: [...at, key] }];
  });
}

interface Called {
  readonly name: string;
  readonly address?: string;
  readonly at: readonly string[];
}

function readItem(item: MapNode, { name, address, at }: Called, context: ModelContext): readonly Incoming[] {
  checkExtensionNames(item, "a path", context);
  return readMethods(item, context, "received").map(({ method, keys, node }) => {
    unsupportedFields(context, node, notCarried);
    checkExtensionNames(node, "a webhook", context);
    return {
      ...readExchange(node, method, formatPointer([...at, ...keys]), context),
      name,
      key: keys.at(-1) ?? "",
      ...present("address", address),
      ...present("typeName", readTypeName(node, context)),
      parameters: readItemParameters(item, node, context),
    };
  });
}
