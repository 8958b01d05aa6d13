import {
  type Alias,
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { diagnostic, refuse, type Report } from "../../diagnostics.js";
import { quote } from "../tree/quote.js";
import { limits } from "../documents/limits.js";
import type { MapNode, Node, NodePlace } from "../tree/node.js";
import { childPlace, rootPlace } from "../tree/pointer.js";
import type { SourceText } from "../documents/source.js";
import { addField, toInteger, createNumberNode, type ParsedTree, refuseSyntax, type SyntaxFault } from "./parsed-tree.js";
import { refuseDepth, ValueCount } from "./size-limits.js";

/**
 * The core schema of YAML 1.2, even if a `%YAML` directive names another version: dates and `yes` are strings, `<<` does not merge, and other
 * tags are errors. Keys are strings as written: `200`, `1.0`. Duplicate keys are found by `addField`, since the library's check is quadratic.
 */
const composition = {
  schema: "core",
  merge: false,
  resolveKnownTags: false,
  stringKeys: true,
  uniqueKeys: false,
  intAsBigInt: true,
  prettyErrors: false,
  logLevel: "silent",
} as const;

/** Clearer messages for some of the parser's error codes. */
// prettier-ignore
const messages: ReadonlyMap<string, string> = new Map([
  ["NON_STRING_KEY",      "A key must be a string."],
  ["TAG_RESOLVE_FAILED",  "Unknown tag: only the tags of the YAML 1.2 core schema are supported."],
  ["RESOURCE_EXHAUSTION", "Maps and lists are nested too deeply."],
]);

export function parseYaml(text: SourceText, report: Report): ParsedTree | undefined {
  const count = new ValueCount(text.name);
  const [document, second] = compose(text, count);
  if (second !== undefined)
    refuseSyntax(text.name, [{ offset: second.range[0], message: "Only one YAML document is allowed in a text." }]);
  const contents = document?.contents ?? undefined;
  const reader = new TreeReader(text.name, report);
  return contents && { root: reader.read(contents, rootPlace(text.name, offsetOf(contents))), valueCount: count.values };
}

/** Lexemes that start a scalar (plain or quoted), a list, a map or a list item. */
const valueStart = /^([\u001f[{-]$|["'])/;

/** Composes the documents of a text. The composer recurses, so the depth is checked earlier, on the stack of the token parser. */
function compose({ name, text }: SourceText, count: ValueCount): readonly Document.Parsed[] {
  const parser = new Parser();
  const composer = new Composer(composition);
  const documents: Document.Parsed[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
    if (valueStart.test(lexeme)) count.add(parser.offset);
    // Besides maps and lists, the stack contains the document and possibly a scalar.
    if (parser.stack.length > limits.depth + 2) refuseDepth(name, parser.offset);
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(false, text.length));
  refuseSyntax(name, [...documents.flatMap(faultsOf), ...faultsOf(composer.streamInfo())]);
  return documents;
}

function faultsOf({ errors, warnings }: Pick<Document, "errors" | "warnings">): readonly SyntaxFault[] {
  return [...errors, ...warnings].map((fault) => ({
    offset: fault.pos[0],
    message: messages.get(fault.code) ?? `${fault.message}.`,
  }));
}

function offsetOf(node: unknown): number {
  return (isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)) && node.range ? node.range[0] : 0;
}

/** Converts the library's tree. An alias becomes a copy of its target, so that every node has its own pointer. */
class TreeReader {
  readonly #anchors = new Map<string, unknown>();
  readonly #targets = new Map<Alias, unknown>();
  /** The ancestors of the current node, to detect an alias inside its own target. */
  readonly #ancestors = new Set<unknown>();
  #copies = 0;
  #insideAlias = 0;

  constructor(
    readonly source: string,
    readonly report: Report,
  ) {}

  read(node: unknown, place: NodePlace): Node {
    if (this.#insideAlias > 0 && ++this.#copies > limits.copies) {
      refuse("source-too-large", place, `YAML aliases expand to more than ${limits.copies} nodes.`);
    }
    if (isAlias(node)) return this.#readAlias(node, place);
    if (isScalar(node)) {
      this.#setAnchor(node.anchor, node);
      return this.#readScalar(node, place);
    }
    if (!isMap(node) && !isSeq(node)) return { kind: "scalar", value: null, place };
    if (this.#ancestors.size >= limits.depth) refuseDepth(this.source, offsetOf(node));
    this.#setAnchor(node.anchor, node);
    this.#ancestors.add(node);
    const read: Node = isMap(node)
      ? this.#readMap(node, place)
      : {
          kind: "list",
          items: node.items.map((item, index) => this.read(item, childPlace(place, index, offsetOf(item)))),
          place,
        };
    this.#ancestors.delete(node);
    return read;
  }

  #readMap(node: YAMLMap, place: NodePlace): MapNode {
    const fields = new Map<string, Node>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : "";
      const below = childPlace(place, name, offsetOf(key));
      if (name === "<<" && isScalar(key) && key.type === "PLAIN") this.#reportMergeKey(below);
      addField(fields, name, this.read(value, below), this.report);
    }
    return { kind: "map", fields, place };
  }

  #reportMergeKey(place: NodePlace): void {
    const help = "Write out the merged fields, or put the key in quotes if it is meant as a key.";
    this.report(
      diagnostic("invalid-value", place, "`<<` merges maps in YAML 1.1 only; in YAML 1.2 it is a key like any other.", { help }),
    );
  }

  #readScalar(node: Scalar, place: NodePlace): Node {
    const { value } = node;
    if (typeof value === "bigint") return { kind: "scalar", value: toInteger(value), place };
    if (typeof value === "number") return createNumberNode(value, place, this.report);
    return { kind: "scalar", value: typeof value === "string" || typeof value === "boolean" ? value : null, place };
  }

  #readAlias(alias: Alias, place: NodePlace): Node {
    // An anchor may be redefined later; inside a copy, an alias keeps the target that it had at its first occurrence.
    const target = this.#targets.get(alias) ?? this.#anchors.get(alias.source);
    const isCyclic = this.#ancestors.has(target);
    if (target === undefined || isCyclic) {
      const why = isCyclic ? "refers to a node that contains it" : "refers to an anchor that is not defined before it";
      return refuse("syntax", { ...place, offset: offsetOf(alias) }, `The alias ${quote(`*${alias.source}`)} ${why}.`);
    }
    this.#targets.set(alias, target);
    this.#insideAlias++;
    const read = this.read(target, place);
    this.#insideAlias--;
    return read;
  }

  #setAnchor(anchor: string | undefined, node: unknown): void {
    if (anchor !== undefined && this.#insideAlias === 0) this.#anchors.set(anchor, node);
  }
}
