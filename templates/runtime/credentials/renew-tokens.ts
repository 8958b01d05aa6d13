import { propertyOf } from "../values/objects.js";
import type { AuthenticatedCall } from "../api-facts.js";

/** The calls that have already been sent again with a new token. */
const renewed = new WeakSet<AuthenticatedCall>();

/** A 401 may mean that a token was revoked or expired early. The call is then sent again, once, if a token provider can get a new one. */
export function renewTokens(error: unknown, call: AuthenticatedCall): boolean {
  const { option } = call.settings;
  const refused = propertyOf(error, "name") === "ApiError" && propertyOf(error, "status") === 401;
  if (!refused || renewed.has(call) || option("retry") === false) return false;
  renewed.add(call);
  const renewable = [...call.secrets].map(([name, token]) =>
    reportRefusedToken(option(name), token),
  );
  return renewable.includes(true);
}

function reportRefusedToken(provider: unknown, token: unknown): boolean {
  return canRenew(provider) && provider.refused(token);
}

function canRenew(provider: unknown): provider is { refused: (token: unknown) => boolean } {
  return (
    typeof provider === "function" &&
    "refused" in provider &&
    typeof provider.refused === "function"
  );
}
