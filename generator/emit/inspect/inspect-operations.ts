import type { Content, Operation } from "../../model/types/operation.js";
import { plainObjectProperties } from "../../plan/content/plain-objects.js";
import type { BodyPlan } from "../../plan/types/body-plan.js";
import type { ResourcePlan } from "../../plan/types/class-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { EntryPointPlan, PackagePlan } from "../../plan/types/package-plan.js";
import type { ParameterPlan } from "../../plan/types/parameter-plan.js";
import { resourcesOf } from "../../plan/client/plan-resources.js";
import { bodyType } from "../operations/body-types.js";
import { identifier } from "../text/code.js";
import { Imports } from "../text/imports.js";
import { parameterMember } from "../operations/params-types.js";
import { resultType } from "../operations/response-types.js";
import { modelType } from "../types/type-references.js";
import { typeOf, type TypeScope } from "../types/type-scope.js";
import type { PackageTypes } from "../types/package-types.js";

/** An operation in the output of `specloom inspect --format json`. The property names are part of the command's interface. */
export interface InspectedOperation {
  /** The path of the method on an instance of the client class: `batch.update`. */
  readonly name: string;
  /** The entry point that exports the function, and the name of the function there. */
  readonly entry: string;
  readonly function: string;
  readonly method: string;
  /** The path template of the description. */
  readonly path: string;
  readonly operationId?: string;
  readonly deprecated: boolean;
  readonly parameters: readonly InspectedParameter[];
  /** The body in the default media type; `otherBodies` are those in the other media types. */
  readonly body?: InspectedBody;
  readonly otherBodies: readonly InspectedBody[];
  /** The key in `params` that selects the media type of the body. */
  readonly contentTypeKey?: string;
  /** The type that a call resolves with. */
  readonly result: string;
  /** Whether the call returns pages, so that its items can be iterated. */
  readonly paged: boolean;
  readonly responses: readonly { readonly status: string; readonly mediaTypes: readonly string[] }[];
}

export interface InspectedParameter {
  /** Its key in `params`. */
  readonly key: string;
  /** Its name in the request. */
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  readonly type: string;
  /** The media type of the value, for a parameter with `content` instead of a style. */
  readonly mediaType?: string;
}

export interface InspectedBody {
  readonly mediaType: string;
  /** All media types of the Request Body Object. */
  readonly mediaTypes: readonly string[];
  readonly required: boolean;
  /** The key in `params` for the whole body; absent if the properties of the body are properties of `params`. */
  readonly key?: string;
  readonly fields?: readonly { readonly name: string; readonly required: boolean; readonly type: string }[];
  readonly type: string;
}

/** The operations, ordered by resource and name. */
export function inspectOperations(plan: PackagePlan, types: PackageTypes): readonly InspectedOperation[] {
  const imports = new Imports("inspection", []);
  const scopes = { request: types.scope("request", imports), response: types.scope("response", imports) };
  return resourcesOf(plan.resource).flatMap((resource) =>
    resource.operations.map((operation) => inspectOperation(operation, entryPathOf(resource, plan.entryPoints), plan, scopes)),
  );
}

interface Scopes {
  readonly request: TypeScope;
  readonly response: TypeScope;
}

function inspectOperation(
  operation: OperationPlan,
  entry: string,
  plan: PackagePlan,
  { request, response }: Scopes,
): InspectedOperation {
  const { operation: described, body, parameters, responses } = operation;
  const { operationId, method, path, deprecated } = described;
  return {
    name: operation.qualifiedName,
    entry,
    function: operation.name,
    method,
    path: path.text,
    ...(operationId !== undefined && { operationId }),
    deprecated,
    parameters: parameters.map((parameter) => inspectParameter(parameter, request)),
    ...(body && { body: inspectBody(body, described, plan, request) }),
    otherBodies: operation.otherBodies.map((other) => inspectBody(other, described, plan, request)),
    ...(operation.contentTypeKey !== undefined && { contentTypeKey: operation.contentTypeKey }),
    result: resultType(operation, identifier(operation.responsesName), new Imports("inspection", []), response).code,
    paged: operation.pages !== undefined,
    responses: responses.map(({ status }) => ({
      status,
      mediaTypes: mediaTypesOf(described.responses.find((one) => one.status === status)?.contents ?? []),
    })),
  };
}

function inspectParameter(plan: ParameterPlan, scope: TypeScope): InspectedParameter {
  const { key, parameter } = plan;
  const { name, required, style, explode, mediaType } = parameter;
  const type = parameterMember(plan, scope).type.code;
  return { key, name, in: parameter.in, required, style, explode, type, ...(mediaType !== undefined && { mediaType }) };
}

function inspectBody(body: BodyPlan, described: Operation, { api }: PackagePlan, scope: TypeScope): InspectedBody {
  const { mediaType, required } = body;
  const common = { mediaType, mediaTypes: mediaTypesOf(described.body?.contents ?? []), required };
  if (body.shape === "whole") return { ...common, key: body.key, type: bodyType(body.kind, body.schema, scope).code };
  const schema = body.shape === "inline" ? body.schema : api.schemas.get(body.model)?.schema;
  const fields = ((schema && plainObjectProperties(schema, api)) ?? []).map((property) => ({
    name: property.name,
    required: property.required && body.typeOperator === undefined,
    type: typeOf(property.schema, scope).code,
  }));
  const type = body.shape === "inline" ? typeOf(body.schema, scope) : modelType(body.model, scope);
  return { ...common, fields, type: type.code };
}

function mediaTypesOf(contents: readonly Content[]): readonly string[] {
  return contents.map(({ mediaType }) => mediaType);
}

function entryPathOf({ module }: ResourcePlan, entries: readonly EntryPointPlan[]): string {
  return entries.find((entry) => entry.module === module)?.subpath ?? ".";
}
