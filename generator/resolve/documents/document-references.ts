import type { Diagnostic } from "../../diagnostics.js";
import { field, fieldsOf, stringOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { ObjectKind } from "../objects/grammar.js";
import { isReferenceObject } from "../objects/walk.js";
import type { Document } from "./schema-resources.js";

/** The target of a reference: a document and a path of keys into it. */
export interface ReferenceTarget {
  readonly document: Document;
  readonly path: readonly string[];
}

/** A `$ref`, a `$dynamicRef`, or a value of a discriminator's `mapping`, in any document of a description. */
export interface DocumentReference {
  readonly by: "$ref" | "$dynamicRef" | "mapping";
  /** The map with the `$ref`, or the schema with the discriminator. */
  readonly holder: MapNode;
  /** The kind of object that the target must be. */
  readonly kind: ObjectKind;
  /** The node of the reference's text. */
  readonly ref: Node;
  readonly text: string;
  readonly document: Document;
}

/** Why a reference has no target. */
export interface FailedLookup {
  readonly faults: readonly Diagnostic[];
}

/** The references that an object has in its own fields. */
export function referencesOf(
  holder: MapNode,
  kind: ObjectKind,
  document: Document,
  entry: MapNode,
): readonly DocumentReference[] {
  const reference = (by: DocumentReference["by"], ref: Node | undefined): readonly DocumentReference[] => {
    const text = stringOf(ref);
    return ref === undefined || text === undefined ? [] : [{ by, holder, kind, ref, text, document }];
  };
  if (kind !== "Schema") return isReferenceObject(holder, kind) ? reference("$ref", holder.fields.get("$ref")) : [];
  const mapping = [...fieldsOf(field(holder.fields.get("discriminator"), "mapping")).values()];
  return [
    ...reference("$ref", holder.fields.get("$ref")),
    ...reference("$dynamicRef", holder.fields.get("$dynamicRef")),
    ...mapping.filter((value) => isMappedByReference(value, entry)).flatMap((value) => reference("mapping", value)),
  ];
}

/** A mapping value is a schema name or a reference. One with `#` or a file extension is a reference, unless a schema has that name. */
function isMappedByReference(value: Node, entry: MapNode): boolean {
  const text = stringOf(value) ?? "";
  const isName = field(field(entry.fields.get("components"), "schemas"), text) !== undefined;
  return !isName && /#|\.(?:ya?ml|json)$/i.test(text);
}
