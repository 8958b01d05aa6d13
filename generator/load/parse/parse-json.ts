import { type JSONVisitor, printParseErrorCode, visit } from "jsonc-parser";
import type { Report } from "../../diagnostics.js";
import { limits } from "../documents/limits.js";
import type { ListNode, MapNode, Node, NodePlace } from "../tree/node.js";
import { childPlace, rootPlace } from "../tree/pointer.js";
import type { SourceText } from "../documents/source.js";
import { addField, toInteger, createNumberNode, type ParsedTree, refuseSyntax, type SyntaxFault } from "./parsed-tree.js";
import { refuseDepth, ValueCount } from "./size-limits.js";

/** Messages by the parser's error codes. */
// prettier-ignore
const messages: ReadonlyMap<string, string> = new Map([
  ["InvalidSymbol",            "This is not a JSON value: strings are written in double quotes, and the literals are `true`, `false` and `null`."],
  ["InvalidNumberFormat",      "This is not a JSON number."],
  ["PropertyNameExpected",     "A key in double quotes is expected here. A comma after the last field is not allowed."],
  ["ValueExpected",            "A value is expected here. A comma after the last item is not allowed."],
  ["ColonExpected",            "A colon is expected here, between a key and its value."],
  ["CommaExpected",            "A comma is expected here, between two fields or items."],
  ["CloseBraceExpected",       "The text ends inside a map: a `}` is missing."],
  ["CloseBracketExpected",     "The text ends inside a list: a `]` is missing."],
  ["EndOfFileExpected",        "A JSON text contains one value, and it ends before this."],
  ["InvalidCommentToken",      "JSON has no comments. Remove it, or write the document as YAML."],
  ["UnexpectedEndOfString",    "The string does not end on its line: a `\"` is missing."],
  ["UnexpectedEndOfNumber",    "The number is cut short."],
  ["InvalidUnicode",           "After `\\u` in a string, four hexadecimal digits are expected."],
  ["InvalidEscapeCharacter",   "This string contains a backslash before a character that cannot be escaped."],
  ["InvalidCharacter",         "This string contains a control character; write it as `\\u` and four hexadecimal digits."],
]);

/** In characters. Longer strings are prose, of which hardly two are equal. */
const longestShared = 40;

/** A map or list whose end has not been parsed yet. */
interface OpenMap {
  readonly node: MapNode & { readonly fields: Map<string, Node> };
  key: string;
  keyOffset: number;
}
interface OpenList {
  readonly node: ListNode & { readonly items: Node[] };
}
type Open = OpenMap | OpenList;

/** Parses JSON (RFC 8259): no comments, no trailing commas. */
export function parseJson({ name, text }: SourceText, report: Report): ParsedTree | undefined {
  const faults: SyntaxFault[] = [];
  const builder = new TreeBuilder(name, text, report);
  const onError: JSONVisitor["onError"] = (error, offset) => {
    const code = printParseErrorCode(error);
    faults.push({ offset, message: messages.get(code) ?? `This is not JSON (${code}).` });
  };
  visit(text, { ...visitorOf(builder), onError }, { disallowComments: true, allowTrailingComma: false });
  refuseSyntax(name, faults);
  return builder.root && { root: builder.root, valueCount: builder.count.values };
}

function visitorOf(builder: TreeBuilder): JSONVisitor {
  return {
    onObjectBegin: (offset) =>
      builder.open((place) => ({ node: { kind: "map", fields: new Map(), place }, key: "", keyOffset: 0 }), offset),
    onArrayBegin: (offset) => builder.open((place) => ({ node: { kind: "list", items: [], place } }), offset),
    onObjectProperty: (key, offset) => builder.startField(key, offset),
    onLiteralValue: (value: string | number | boolean | null, offset, length) => builder.addScalar(value, offset, length),
    onObjectEnd: () => builder.close(),
    onArrayEnd: () => builder.close(),
  };
}

/** Builds the tree from the parser's events. Duplicate keys and numbers out of range are reported. */
class TreeBuilder {
  root: Node | undefined;
  readonly count: ValueCount;
  readonly #path: Open[] = [];
  readonly #strings = new Map<string, string>();

  constructor(
    readonly source: string,
    readonly text: string,
    readonly report: Report,
  ) {
    this.count = new ValueCount(source);
  }

  open(make: (place: NodePlace) => Open, offset: number): void {
    // The parser recurses for each level, so the depth must be checked before it overflows the stack.
    if (this.#path.length >= limits.depth) refuseDepth(this.source, offset);
    const opened = make(this.#place(offset));
    this.#add(opened.node);
    this.#path.push(opened);
  }

  close(): void {
    this.#path.pop();
  }

  startField(key: string, offset: number): void {
    this.count.add(offset);
    const parent = this.#path.at(-1);
    if (parent === undefined || !("key" in parent)) return;
    parent.key = this.#shared(key);
    parent.keyOffset = offset;
  }

  addScalar(value: string | number | boolean | null, offset: number, length: number): void {
    const place = this.#place(offset);
    if (typeof value === "string") this.#add({ kind: "scalar", value: this.#shared(value), place });
    else if (typeof value !== "number") this.#add({ kind: "scalar", value, place });
    else if (Number.isSafeInteger(value) || !this.#isInteger(offset, length))
      this.#add(createNumberNode(value, place, this.report));
    else this.#add({ kind: "scalar", value: toInteger(BigInt(this.text.slice(offset, offset + length))), place });
  }

  /** One string for all short ones that are equal: most are keywords, types and names. */
  #shared(text: string): string {
    if (text.length > longestShared) return text;
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    this.#strings.set(text, text);
    return text;
  }

  #isInteger(offset: number, length: number): boolean {
    return /^-?\d+$/.test(this.text.slice(offset, offset + length));
  }

  #place(offset: number): NodePlace {
    const parent = this.#path.at(-1);
    if (parent === undefined) return rootPlace(this.source, offset);
    if ("key" in parent) return childPlace(parent.node.place, parent.key, parent.keyOffset);
    return childPlace(parent.node.place, parent.node.items.length, offset);
  }

  #add(node: Node): void {
    this.count.add(node.place.offset);
    const parent = this.#path.at(-1);
    if (parent === undefined) this.root ??= node;
    else if ("key" in parent) addField(parent.node.fields, parent.key, node, this.report);
    else parent.node.items.push(node);
  }
}
