import type { Diagnostic } from "../../diagnostics.js";
import { field, fieldsOf, stringOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { FieldContent, ObjectKind } from "../objects/grammar.js";
import { isReferenceObject } from "../objects/walk.js";
import type { Document } from "./schema-resources.js";

/** The target of a reference: a document and a path of keys into it. */
export interface ReferenceTarget {
  readonly document: Document;
  readonly path: readonly string[];
}

/** The text of a reference, and where it stands. */
export interface ReferenceText {
  /** The map with the `$ref`, or the Discriminator Object. */
  readonly holder: MapNode;
  /** The node of the text. */
  readonly ref: Node;
  readonly text: string;
  readonly document: Document;
}

/** A `$ref`, a `$dynamicRef`, or a value of a discriminator's `mapping`, in any document of a description. */
export interface DocumentReference extends ReferenceText {
  readonly by: "$ref" | "$dynamicRef" | "mapping";
  /** The kind of object that the target must be. */
  readonly kind: ObjectKind;
}

/** A `$ref` where OpenAPI allows none, in place of an Operation Object, a map or a list: it is replaced by its target. */
export interface InlinedReference extends ReferenceText {
  readonly by: "inlining";
  readonly content: FieldContent;
}

/** Why a reference has no target. */
export interface FailedLookup {
  readonly faults: readonly Diagnostic[];
}

/** Whether an object can have references in its own fields. Few have, and this is found out without a list of them. */
export function mayRefer({ fields }: MapNode, kind: ObjectKind): boolean {
  return kind === "Discriminator" || fields.has("$ref") || fields.has("$dynamicRef");
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
    const target = by === "mapping" ? "Schema" : kind;
    return ref === undefined || text === undefined ? [] : [{ by, holder, kind: target, ref, text, document }];
  };
  if (kind === "Discriminator") {
    const mapped = [...fieldsOf(holder.fields.get("mapping")).values(), holder.fields.get("defaultMapping")];
    return mapped.flatMap((value) => (value && isMappedByReference(value, entry) ? reference("mapping", value) : []));
  }
  const dynamic = kind === "Schema" ? reference("$dynamicRef", holder.fields.get("$dynamicRef")) : [];
  return isReferenceObject(holder, kind) ? [...reference("$ref", holder.fields.get("$ref")), ...dynamic] : dynamic;
}

/** The reference in a map with a `$ref`, whatever it is for. */
export function referenceIn(holder: MapNode, document: Document): ReferenceText | undefined {
  const ref = holder.fields.get("$ref");
  const text = stringOf(ref);
  return ref === undefined || text === undefined ? undefined : { holder, ref, text, document };
}

/** A mapping value is a schema name or a reference. One with `#` or a file extension is a reference, unless a schema has that name. */
function isMappedByReference(value: Node, entry: MapNode): boolean {
  const text = stringOf(value) ?? "";
  const isName = field(field(entry.fields.get("components"), "schemas"), text) !== undefined;
  return !isName && /#|\.(?:ya?ml|json)$/i.test(text);
}
