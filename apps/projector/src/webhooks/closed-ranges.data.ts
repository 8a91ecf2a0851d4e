/** Addresses that a party may not make the hub speak to (B16): by the special-purpose registers of IANA, RFC 6890. */

/** An address and how many of its bits are fixed, and what lies there. */
export type Range = readonly [network: string, prefix: number, what: string];

/** Of IPv4, all that is not on the public internet, or not one machine. */
export const CLOSED_V4: readonly Range[] = [
  ['0.0.0.0', 8, 'this network (RFC 791)'],
  ['10.0.0.0', 8, 'private use (RFC 1918)'],
  ['100.64.0.0', 10, 'shared behind a carrier’s NAT (RFC 6598)'],
  ['127.0.0.0', 8, 'loopback (RFC 1122)'],
  ['169.254.0.0', 16, 'link-local, where clouds keep their metadata (RFC 3927)'],
  ['172.16.0.0', 12, 'private use (RFC 1918)'],
  ['192.0.0.0', 24, 'protocol assignments (RFC 6890)'],
  ['192.0.2.0', 24, 'documentation (RFC 5737)'],
  ['192.31.196.0', 24, 'AS112 (RFC 7535)'],
  ['192.52.193.0', 24, 'AMT (RFC 7450)'],
  ['192.88.99.0', 24, '6to4 relays (RFC 7526)'],
  ['192.168.0.0', 16, 'private use (RFC 1918)'],
  ['192.175.48.0', 24, 'AS112 (RFC 7534)'],
  ['198.18.0.0', 15, 'benchmarks (RFC 2544)'],
  ['198.51.100.0', 24, 'documentation (RFC 5737)'],
  ['203.0.113.0', 24, 'documentation (RFC 5737)'],
  ['224.0.0.0', 4, 'multicast (RFC 1112)'],
  ['240.0.0.0', 4, 'reserved, and the broadcast (RFC 1112, RFC 919)'],
];

/**
 * Of IPv6 only what is given out for the public internet is open: beside it stand loopback, link-local, unique local,
 * multicast, IPv4 within IPv6 and NAT64.
 */
export const OPEN_V6: readonly Range[] = [['2000::', 3, 'global unicast (RFC 4291)']];

/** And of that not these. */
export const CLOSED_V6: readonly Range[] = [
  ['2001::', 23, 'protocol assignments, Teredo and ORCHID among them (RFC 2928)'],
  ['2001:db8::', 32, 'documentation (RFC 3849)'],
  ['2002::', 16, '6to4, which holds an address of IPv4 (RFC 3056)'],
  ['2620:4f:8000::', 48, 'AS112 (RFC 7534)'],
  ['3fff::', 20, 'documentation (RFC 9637)'],
];
