import { diagnostic, type Report } from "../../diagnostics.js";
import { isExtension, scalarOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { withFields, withoutFields } from "../objects/edit.js";
import { type ObjectKind, objectKinds } from "../objects/grammar.js";
import { nullableToNullType } from "./nullable.js";
import { withoutPartStyles } from "./part-styles.js";
import type { OpenApiVersion } from "./version.js";
import { isReferenceObject } from "../objects/walk.js";

/** A rewrite of something that occurs in real descriptions, without a change of meaning. */
export interface Repair {
  readonly name: string;
  /** What is wrong, and how it is read: the message of the note. */
  readonly reason: string;
  readonly on: readonly ObjectKind[];
  /** Only in descriptions of these versions. */
  readonly versions?: readonly OpenApiVersion[];
  /** Returns the repaired object, or undefined if there is nothing to repair. */
  readonly apply: (node: MapNode, kind: ObjectKind) => MapNode | undefined;
}

const withExample: readonly ObjectKind[] = ["Schema", "Media Type", "Parameter", "Header"];
const allowsReference: readonly ObjectKind[] = [
  "Schema",
  "Parameter",
  "Header",
  "Request Body",
  "Response",
  "Example",
  "Link",
  "Callback",
  "Security Scheme",
];

/** Applied in this order: `nullable` beside a `$ref` is converted before other siblings are removed. */
export const repairs: readonly Repair[] = [
  {
    name: "version",
    reason: "The description is read as OpenAPI 3.1.",
    on: ["Document"],
    versions: ["2.0", "3.0"],
    apply: withVersion,
  },
  {
    name: "file",
    reason: "The type `file` is read as a binary string: `type: string, format: binary`.",
    on: ["Schema"],
    versions: ["2.0"],
    apply: withoutFile,
  },
  {
    name: "extension for nullable",
    reason: "Swagger 2.0 has no `nullable`; the extension `x-nullable` is commonly used instead.",
    on: ["Schema"],
    versions: ["2.0"],
    apply: (schema) => renamed(schema, "x-nullable", "nullable"),
  },
  {
    name: "discriminator by name",
    reason: "In OpenAPI 3, `discriminator` is an object with the name of the property as `propertyName`.",
    on: ["Schema"],
    apply: withDiscriminatorObject,
  },
  {
    name: "nullable",
    reason: 'JSON Schema expresses `nullable: true` with the type "null".',
    on: ["Schema"],
    apply: nullableToNullType,
  },
  {
    name: "exclusive bound",
    reason: "In JSON Schema, `exclusiveMinimum` and `exclusiveMaximum` are the bounds themselves.",
    on: ["Schema"],
    apply: withExclusiveBounds,
  },
  {
    name: "required flag",
    reason: "`required` is a list of property names on the object; a boolean on the property itself has no meaning.",
    on: ["Schema"],
    apply: (schema) =>
      typeof scalarOf(schema.fields.get("required")) === "boolean" ? withoutFields(schema, ["required"]) : undefined,
  },
  {
    name: "empty example",
    reason: "`example: null` is not an example.",
    on: withExample,
    apply: (node) => (scalarOf(node.fields.get("example")) === null ? withoutFields(node, ["example"]) : undefined),
  },
  {
    name: "empty description of a reference",
    reason: "An empty `description` beside a `$ref` would replace the description of the referenced object.",
    on: allowsReference,
    apply: (node, kind) =>
      isReferenceObject(node, kind) && scalarOf(node.fields.get("description")) === ""
        ? withoutFields(node, ["description"])
        : undefined,
  },
  {
    name: "siblings of a reference",
    reason: "OpenAPI 3.0 ignores the siblings of a `$ref`; only annotations were kept.",
    on: allowsReference,
    versions: ["2.0", "3.0"],
    apply: withoutSiblings,
  },
  {
    name: "style of a part",
    reason: "OpenAPI 3.0 ignores `style`, `explode` and `allowReserved` of the parts of a multipart body.",
    on: ["Request Body"],
    versions: ["3.0"],
    apply: withoutPartStyles,
  },
];

function withVersion(document: MapNode): MapNode {
  const place = document.fields.get("openapi")?.place ?? document.place;
  return withFields(document, [["openapi", { kind: "scalar", value: "3.1.1", place }]]);
}

function withoutFile(schema: MapNode): MapNode | undefined {
  const type = schema.fields.get("type");
  if (type === undefined || scalarOf(type) !== "file") return undefined;
  const scalar = (value: string): Node => ({ kind: "scalar", value, place: type.place });
  return withFields(schema, [
    ["type", scalar("string")],
    ["format", scalar("binary")],
  ]);
}

function renamed(map: MapNode, from: string, to: string): MapNode | undefined {
  const node = map.fields.get(from);
  if (node === undefined) return undefined;
  return withFields(map, [
    [from, undefined],
    [to, node],
  ]);
}

function withDiscriminatorObject(schema: MapNode): MapNode | undefined {
  const node = schema.fields.get("discriminator");
  if (node === undefined || typeof scalarOf(node) !== "string") return undefined;
  return withFields(schema, [["discriminator", { kind: "map", fields: new Map([["propertyName", node]]), place: node.place }]]);
}

const bounds = [
  ["exclusiveMinimum", "minimum"],
  ["exclusiveMaximum", "maximum"],
] as const;

function withExclusiveBounds(schema: MapNode): MapNode | undefined {
  if (!bounds.some(([exclusive]) => schema.fields.has(exclusive))) return undefined;
  const changes: [string, Node | undefined][] = bounds.flatMap(([exclusive, bound]): [string, Node | undefined][] => {
    const flag = scalarOf(schema.fields.get(exclusive));
    if (typeof flag !== "boolean") return [];
    return flag && schema.fields.has(bound)
      ? [
          [exclusive, schema.fields.get(bound)],
          [bound, undefined],
        ]
      : [[exclusive, undefined]];
  });
  return changes.length === 0 ? undefined : withFields(schema, changes);
}

/** Siblings of a `$ref` that are kept: those of OpenAPI 3.1, and the annotations of a schema that apply to one use of it. */
const keptSiblings: ReadonlySet<string> = new Set(["$ref", "summary", "description"]);
const keptSchemaSiblings: ReadonlySet<string> = new Set([...keptSiblings, "title", "deprecated", "readOnly", "writeOnly"]);

function withoutSiblings(node: MapNode, kind: ObjectKind): MapNode | undefined {
  if (!isReferenceObject(node, kind)) return undefined;
  const kept = kind === "Schema" ? keptSchemaSiblings : keptSiblings;
  const dropped = [...node.fields.keys()].filter((key) => !kept.has(key) && !isExtension(key));
  return dropped.length === 0 ? undefined : withoutFields(node, dropped);
}

/** All repairs for a version as one visitor of a walk. Each repair that applies is reported as a note. */
export function repairVisitor(version: OpenApiVersion, report: Report): (node: Node, kind: ObjectKind) => Node {
  const applicable = repairs.filter((repair) => repair.versions?.includes(version) !== false);
  const byKind = new Map(objectKinds.map((kind) => [kind, applicable.filter(({ on }) => on.includes(kind))]));
  return (node, kind) => {
    let repaired = node;
    for (const { apply, reason } of byKind.get(kind) ?? []) {
      const replacement = repaired.kind === "map" ? apply(repaired, kind) : undefined;
      if (replacement !== undefined) report(diagnostic("repaired", node.place, reason));
      repaired = replacement ?? repaired;
    }
    return repaired;
  };
}
