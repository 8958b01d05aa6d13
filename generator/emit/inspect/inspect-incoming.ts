import type { IncomingRequestPlan } from "../../plan/types/webhooks-plan.js";
import { parameterMember } from "../operations/params-types.js";
import type { TypeScope } from "../types/type-scope.js";

/** A webhook or a callback in the output of `specloom inspect --format json`. The property names are part of the command's interface. */
export interface InspectedIncoming {
  readonly name: string;
  /** The URL of a callback, with runtime expressions. */
  readonly address?: string;
  /** The operation whose call makes the service send a callback. */
  readonly after?: string;
  readonly method: string;
  readonly deprecated: boolean;
  /** The type of the request that the service sends, and of the responses that it expects. */
  readonly type: string;
  readonly responsesType?: string;
  readonly parameters: readonly ReceivedParameter[];
  /** The media types of the body. */
  readonly mediaTypes: readonly string[];
  readonly responses: readonly { readonly status: string; readonly mediaTypes: readonly string[] }[];
}

export interface ReceivedParameter {
  /** Its key in the type of the request; names of headers are in lower case. */
  readonly key: string;
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly type: string;
  /** The media type of the value, for a parameter with `content` instead of a style. */
  readonly mediaType?: string;
}

/** @param after - The operation that a callback belongs to. */
export function inspectIncoming(plan: IncomingRequestPlan, scope: TypeScope, after?: string): InspectedIncoming {
  const { name, address, method, deprecated, responses } = plan.incoming;
  return {
    name,
    ...(address !== undefined && { address }),
    ...(after !== undefined && { after }),
    method,
    deprecated,
    type: plan.name,
    ...(plan.responsesName !== undefined && { responsesType: plan.responsesName }),
    parameters: plan.parameters.flatMap(({ values, querystring }) =>
      [...values, ...(querystring ? [{ key: querystring.name, parameter: querystring }] : [])].map(({ key, parameter }) => ({
        key,
        name: parameter.name,
        in: parameter.in,
        required: parameter.required,
        type: parameterMember({ key, parameter, schema: parameter.schema }, scope).type.code,
        ...(parameter.mediaType !== undefined && { mediaType: parameter.mediaType }),
      })),
    ),
    mediaTypes: plan.bodies.map(({ mediaType }) => mediaType),
    responses: responses.map(({ status, contents }) => ({ status, mediaTypes: contents.map(({ mediaType }) => mediaType) })),
  };
}
