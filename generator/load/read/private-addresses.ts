import { BlockList, isIP } from "node:net";

/** Networks outside of the public internet: loopback, private, link-local and reserved ones, and IPv6 notations of IPv4 addresses. */
// prettier-ignore
const networks: readonly (readonly [network: string, prefix: number, family: "ipv4" | "ipv6"])[] = [
  ["0.0.0.0", 8, "ipv4"],      ["10.0.0.0", 8, "ipv4"],     ["100.64.0.0", 10, "ipv4"], ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"], ["172.16.0.0", 12, "ipv4"],  ["192.0.0.0", 24, "ipv4"],  ["192.0.2.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"], ["198.18.0.0", 15, "ipv4"],  ["198.51.100.0", 24, "ipv4"], ["203.0.113.0", 24, "ipv4"],
  ["224.0.0.0", 4, "ipv4"],    ["240.0.0.0", 4, "ipv4"],
  ["::", 96, "ipv6"],          ["::ffff:0:0", 96, "ipv6"],  ["::ffff:0:0:0", 96, "ipv6"], ["64:ff9b::", 96, "ipv6"],
  ["64:ff9b:1::", 48, "ipv6"], ["2001::", 23, "ipv6"],      ["2001:db8::", 32, "ipv6"], ["2002::", 16, "ipv6"],
  ["fc00::", 7, "ipv6"],       ["fe80::", 10, "ipv6"],      ["fec0::", 10, "ipv6"],     ["ff00::", 8, "ipv6"],
];

/** One list for each family, since a `BlockList` also compares IPv4 addresses, mapped to IPv6, with IPv6 networks. */
const blocked = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, prefix, family] of networks) blocked[family].addSubnet(network, prefix, family);

/** Whether an IP address, as written by DNS or in a URL, is outside of the public internet. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%[^]*$/, "");
  const family = isIP(bare) === 4 ? "ipv4" : "ipv6";
  return isIP(bare) !== 0 && blocked[family].check(bare, family);
}
