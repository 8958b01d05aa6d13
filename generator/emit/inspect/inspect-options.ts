import type { PackagePlan } from "../../plan/types/package-plan.js";

/** The options of the client that depend on the API, in the output of `specloom inspect --format json`. */
export interface InspectedOptions {
  readonly credentials: readonly InspectedCredential[];
  readonly serverVariables: readonly InspectedServerVariable[];
}

export interface InspectedCredential {
  /** The name of the option. */
  readonly option: string;
  readonly type: "bearer" | "basic" | "apiKey";
  /** The keys of the security schemes that take it. */
  readonly schemes: readonly string[];
  /** Of an API key: where it is sent, and under which name. */
  readonly in?: string;
  readonly name?: string;
  readonly description?: string;
}

export interface InspectedServerVariable {
  /** The name of the option. */
  readonly option: string;
  /** The name in the URLs of the servers. */
  readonly variable: string;
  /** Empty, if the option is required outside of browsers. */
  readonly default: string;
  /** Whether the value is an absolute URL: scheme, host and port. */
  readonly origin: boolean;
  /** The known values; empty if any value is allowed. */
  readonly values: readonly string[];
  readonly description?: string;
}

export function inspectOptions({ credentials, serverOptions }: PackagePlan): InspectedOptions {
  return {
    credentials: credentials.map(({ option, scheme, schemes, apiKey, description }) => ({
      option,
      type: scheme,
      schemes,
      ...apiKey,
      ...(description !== undefined && { description }),
    })),
    serverVariables: serverOptions.map(({ option, variable, defaultValue, isOrigin, values, description }) => ({
      option,
      variable,
      default: defaultValue,
      origin: isOrigin,
      values,
      ...(description !== undefined && { description }),
    })),
  };
}
