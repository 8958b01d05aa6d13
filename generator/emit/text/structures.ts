import { type Code, code, join } from "./code.js";
import { type DocText, printDocComment } from "./tsdoc.js";

/*
 * Prints declarations, in the order of their syntax. Nothing is escaped here, so all input is `Code` or `DocText`. The formatter lays out what is
 * printed: here every part has its own line, without indentation.
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

export function printInterface({ name, docs, typeParameters, extends: bases = [], members, index }: InterfaceText): Code {
  const extended = bases.length === 0 ? code`` : code` extends ${join(bases, ", ")}`;
  const signature = index === undefined ? code`` : code`[key: string]: ${index};\n`;
  return code`${printDocComment(docs)}export interface ${name}${generic(typeParameters)}${extended} {\n${signature}${properties(members)}}`;
}

export function printAlias({ name, docs, typeParameters, type }: AliasText): Code {
  return code`${printDocComment(docs)}export type ${name}${generic(typeParameters)} = ${type};`;
}

export function printFunction({ exported = true, ...text }: FunctionText): Code {
  return code`${printDocComment(text.docs)}${exported ? code`export ` : code``}function ${signature(text)} ${block(text.statements)}`;
}

/** The members of a class are separated by empty lines, which the formatter keeps. */
export function printClass({ name, docs, typeParameters, properties: fields, constructor_, methods }: ClassText): Code {
  const members = [
    ...(fields.length === 0 ? [] : [properties(fields)]),
    code`${printDocComment(constructor_.docs)}constructor(${parameters(constructor_)}) ${block(constructor_.statements)}\n`,
    ...methods.map((method) => code`${printDocComment(method.docs)}${signature(method)} ${block(method.statements)}\n`),
  ];
  return code`${printDocComment(docs)}export class ${name}${generic(typeParameters)} {\n${join(members, "\n")}}`;
}

function properties(members: readonly MemberText[]): Code {
  return join(members.map(property), "");
}

function property({ name, type, optional = false, readonly = false, docs }: MemberText): Code {
  return code`${printDocComment(docs)}${readonly ? code`readonly ` : code``}${name}${optional ? code`?` : code``}: ${type};\n`;
}

function signature(text: FunctionText): Code {
  return code`${text.name}${generic(text.typeParameters)}(${parameters(text)}): ${text.returns}`;
}

function generic(typeParameters: readonly Code[] = []): Code {
  return typeParameters.length === 0 ? code`` : code`<${join(typeParameters, ", ")}>`;
}

function parameters(text: Pick<FunctionText, "parameters">): Code {
  return join(text.parameters.map(parameter), ", ");
}

function parameter({ name, type, optional = false, initializer }: ParameterText): Code {
  const value = initializer === undefined ? code`` : code` = ${initializer}`;
  return code`${name}${optional ? code`?` : code``}: ${type}${value}`;
}

function block(statements: readonly Code[]): Code {
  return code`{\n${join(statements, "\n")}\n}`;
}
