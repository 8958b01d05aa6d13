import { lookup, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { quote } from "../tree/quote.js";
import { isPrivateAddress } from "./private-addresses.js";

/**
 * The addresses of the hosts that a run has read from. Each name is resolved once: a server whose name resolves to another address at the
 * next request (DNS rebinding) could otherwise make this machine read what only this machine can access.
 */
export type ResolvedHosts = Map<string, Promise<readonly LookupAddress[]>>;

export function newHosts(): ResolvedHosts {
  return new Map();
}

export class PrivateAddressError extends Error {
  constructor(readonly host: string) {
    super(`The server redirects to ${quote(host)}, which is on a private network.`);
  }
}

/**
 * The DNS lookup of a connection, so that the addresses that were checked are the ones that are connected to.
 *
 * @param rejectPrivate - Whether the user did not name the host, so that it must not be on a private network.
 */
export function lookupIn(hosts: ResolvedHosts, rejectPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    const addresses = hosts.get(hostname) ?? resolve(hostname);
    hosts.set(hostname, addresses);
    addresses.then(
      (found) => {
        const usable = found.filter(
          ({ family }) => !options.family || options.family === family || options.family === `IPv${family}`,
        );
        const [first = { address: "", family: 0 }] = usable;
        if (rejectPrivate && found.some(({ address }) => isPrivateAddress(address)))
          callback(new PrivateAddressError(hostname), "");
        else if (options.all === true) callback(null, [...usable]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => {
        hosts.delete(hostname);
        callback(error instanceof Error ? error : new Error(String(error)), "");
      },
    );
  };
}

function resolve(hostname: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolveWith, reject) => {
    lookup(hostname, { all: true }, (error, found) => {
      if (error === null) resolveWith(withoutPrivateBesidePublic(found));
      else reject(error);
    });
  });
}

/** A public host may add a private address to its public ones, which is then connected to where the public ones do not answer. */
function withoutPrivateBesidePublic(addresses: readonly LookupAddress[]): readonly LookupAddress[] {
  const publicOnes = addresses.filter(({ address }) => !isPrivateAddress(address));
  return publicOnes.length > 0 && publicOnes.length < addresses.length ? publicOnes : addresses;
}
