import { propertyOf } from "../values/objects.js";
import type { Settings } from "../options/settings.js";

/** What is read of a call: its options, and the secrets that its last attempt was sent with. */
interface AuthenticatedCall {
  readonly settings: Pick<Settings, "option">;
  readonly secrets: ReadonlyMap<string, unknown>;
}

/** The calls that have had their second chance. */
const renewed = new WeakSet<AuthenticatedCall>();

/** A 401 may mean that a token has ended early: the call goes on with a new one, once, if its provider can give one. */
export function renewTokens(error: unknown, call: AuthenticatedCall): boolean {
  const { option } = call.settings;
  const refused = propertyOf(error, "name") === "ApiError" && propertyOf(error, "status") === 401;
  if (!refused || renewed.has(call) || option("retry") === false) return false;
  renewed.add(call);
  const told = [...call.secrets].map(([name, token]) => reportRefusedToken(option(name), token));
  return told.includes(true);
}

function reportRefusedToken(provider: unknown, token: unknown): boolean {
  return canRenew(provider) && provider.refused(token);
}

function canRenew(provider: unknown): provider is { refused: (token: unknown) => boolean } {
  return typeof provider === "function" && "refused" in provider && typeof provider.refused === "function";
}
