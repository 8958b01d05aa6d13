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

/*
 * The only file that imports ts-morph, which prints declarations. ts-morph escapes nothing, so all input must be `Code` or `DocText`. The
 * formatter lays out what is printed here.
 */

interface Documented {
  readonly docs?: DocText | undefined;
}

interface Generic {
  /** The declarations of the type parameters: `Properties extends object = Untyped`. */
  readonly typeParameters?: readonly Code[];
}

export interface MemberText extends Documented {
  readonly name: Code;
  readonly type: Code;
  readonly optional?: boolean;
  readonly readonly?: boolean;
}

export interface InterfaceText extends Documented, Generic {
  readonly name: Code;
  readonly extends?: readonly Code[];
  readonly members: readonly MemberText[];
  /** The type of the index signature. */
  readonly index?: Code | undefined;
}

export interface AliasText extends Documented, Generic {
  readonly name: Code;
  readonly type: Code;
}

export interface ParameterText {
  readonly name: Code;
  readonly type: Code;
  readonly optional?: boolean;
  readonly initializer?: Code;
}

export interface FunctionText extends Documented, Generic {
  readonly name: Code;
  readonly exported?: boolean;
  readonly parameters: readonly ParameterText[];
  readonly returns: Code;
  readonly statements: readonly Code[];
}

export interface ClassText extends Documented, Generic {
  readonly name: Code;
  readonly properties: readonly MemberText[];
  readonly constructor_: Documented & Pick<FunctionText, "parameters" | "statements">;
  readonly methods: readonly FunctionText[];
}

export function printInterface({ name, docs, typeParameters = [], extends: bases = [], members, index }: InterfaceText): Code {
  const structure: InterfaceDeclarationStructure = {
    kind: StructureKind.Interface,
    name,
    isExported: true,
    ...jsDoc(docs),
    typeParameters: [...typeParameters],
    extends: [...bases],
    properties: members.map(propertyStructure),
    indexSignatures: index === undefined ? [] : [{ keyName: "key", keyType: "string", returnType: index }],
  };
  return escaped(printStructure(structure));
}

export function printAlias({ name, docs, typeParameters = [], type }: AliasText): Code {
  const declared = { name, isExported: true, ...jsDoc(docs), typeParameters: [...typeParameters], type };
  return escaped(printStructure({ kind: StructureKind.TypeAlias, ...declared }));
}

export function printFunction(text: FunctionText): Code {
  return escaped(
    printStructure({ kind: StructureKind.Function, name: text.name, isExported: text.exported ?? true, ...bodyStructure(text) }),
  );
}

export function printClass({ name, docs, typeParameters = [], properties, constructor_, methods }: ClassText): Code {
  const structure: ClassDeclarationStructure = {
    kind: StructureKind.Class,
    name,
    isExported: true,
    ...jsDoc(docs),
    typeParameters: [...typeParameters],
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
  const { docs, typeParameters = [], returns, statements } = text;
  return {
    ...jsDoc(docs),
    typeParameters: [...typeParameters],
    parameters: parameters(text),
    returnType: returns,
    statements: [...statements],
  };
}

function parameters(text: Pick<FunctionText, "parameters">) {
  return text.parameters.map(({ name, type, optional = false, initializer }) => ({
    name,
    type,
    hasQuestionToken: optional,
    ...(initializer !== undefined && { initializer }),
  }));
}

/** ts-morph prints a comment over several lines if its text starts with a line break. */
function jsDoc(docs: DocText | undefined): { docs?: OptionalKind<JSDocStructure>[] } {
  if (docs === undefined) return {};
  return { docs: [{ description: docs.includes("\n") ? `\n${docs}` : docs }] };
}
