import {
  type ClassDeclarationStructure,
  type InterfaceDeclarationStructure,
  type JSDocStructure,
  type OptionalKind,
  printStructure,
  StructureKind,
} from "ts-morph";
import { type Code, escaped } from "./code.js";
import type { DocText } from "./tsdoc.js";

/**
 * The only door to ts-morph, which prints what varies in shape. It escapes nothing, so every text that goes in is code or the text
 * of a doc comment already. What comes out is laid out by the formatter.
 */
interface Documented {
  readonly docs?: DocText | undefined;
}

export interface MemberText extends Documented {
  readonly name: Code;
  readonly type: Code;
  readonly optional?: boolean;
  readonly readonly?: boolean;
}

export interface InterfaceText extends Documented {
  readonly name: Code;
  readonly extends?: readonly Code[];
  readonly members: readonly MemberText[];
  /** The type behind every other key. */
  readonly index?: Code | undefined;
}

export interface AliasText extends Documented {
  readonly name: Code;
  readonly type: Code;
}

export interface ParameterText {
  readonly name: Code;
  readonly type: Code;
  readonly optional?: boolean;
  readonly initializer?: Code;
}

export interface FunctionText extends Documented {
  readonly name: Code;
  readonly exported?: boolean;
  readonly parameters: readonly ParameterText[];
  readonly returns: Code;
  readonly statements: readonly Code[];
}

export interface ClassText extends Documented {
  readonly name: Code;
  readonly properties: readonly MemberText[];
  readonly constructor_: Documented & Pick<FunctionText, "parameters" | "statements">;
  readonly methods: readonly FunctionText[];
}

export function printInterface({ name, docs, extends: bases = [], members, index }: InterfaceText): Code {
  const structure: InterfaceDeclarationStructure = {
    kind: StructureKind.Interface,
    name,
    isExported: true,
    ...jsDoc(docs),
    extends: [...bases],
    properties: members.map(propertyStructure),
    indexSignatures: index === undefined ? [] : [{ keyName: "key", keyType: "string", returnType: index }],
  };
  return escaped(printStructure(structure));
}

export function printAlias({ name, docs, type }: AliasText): Code {
  return escaped(printStructure({ kind: StructureKind.TypeAlias, name, isExported: true, ...jsDoc(docs), type }));
}

export function printFunction(text: FunctionText): Code {
  return escaped(
    printStructure({ kind: StructureKind.Function, name: text.name, isExported: text.exported ?? true, ...bodyStructure(text) }),
  );
}

export function printClass({ name, docs, properties, constructor_, methods }: ClassText): Code {
  const structure: ClassDeclarationStructure = {
    kind: StructureKind.Class,
    name,
    isExported: true,
    ...jsDoc(docs),
    properties: properties.map(propertyStructure),
    ctors: [{ ...jsDoc(constructor_.docs), parameters: parameters(constructor_), statements: [...constructor_.statements] }],
    methods: methods.map((method) => ({ name: method.name, ...bodyStructure(method) })),
  };
  return escaped(printStructure(structure));
}

function propertyStructure({ name, type, optional = false, readonly = false, docs }: MemberText) {
  return { name, type, hasQuestionToken: optional, isReadonly: readonly, ...jsDoc(docs) };
}

function bodyStructure(text: Omit<FunctionText, "name">) {
  return { ...jsDoc(text.docs), parameters: parameters(text), returnType: text.returns, statements: [...text.statements] };
}

function parameters(text: Pick<FunctionText, "parameters">) {
  return text.parameters.map(({ name, type, optional = false, initializer }) => ({
    name,
    type,
    hasQuestionToken: optional,
    ...(initializer !== undefined && { initializer }),
  }));
}

/** A text that begins on a line of its own is printed on several lines. */
function jsDoc(docs: DocText | undefined): { docs?: OptionalKind<JSDocStructure>[] } {
  if (docs === undefined) return {};
  return { docs: [{ description: docs.includes("\n") ? `\n${docs}` : docs }] };
}
