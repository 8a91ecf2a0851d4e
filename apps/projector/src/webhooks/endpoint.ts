/** Where a webhook may go: one https URL whose name leads to the public internet, and nowhere within (decision B16). */
import { BlockList, isIP } from 'node:net';
import { CLOSED_V4, CLOSED_V6, OPEN_V6, type Range } from './closed-ranges.data.js';

/** Characters of a URL at most. */
export const ENDPOINT_CHARS_MAX = 2_048;
const PORT_OF = { https: 443, http: 80 } as const;
const SCHEMES = ['https', 'http'] as const;

/** What an installation allows beside the public internet on port 443. */
export interface Allowed {
  /** Further ports of the public internet. */
  readonly ports: readonly number[];
  /** In simulation only: `address:port` as written, to which plain http goes too. */
  readonly places: readonly string[];
}

/** Nothing beside. */
export const NOTHING_MORE: Allowed = { ports: [], places: [] };

/** Why it is not gone to. */
export type Refused =
  'notAUrl' | 'notHttps' | 'hasUserinfo' | 'hasFragment' | 'portNotAllowed' | 'addressNotAllowed' | 'nameNotFound';

export interface Endpoint {
  readonly scheme: 'https' | 'http';
  /** Name or address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** As `Host` has it. */
  readonly authority: string;
  /** With its query. */
  readonly path: string;
}

const PRINTABLE = /^[\x21-\x7e]+$/;

function listOf(ranges: readonly Range[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
  return list;
}

const closedV4 = listOf(CLOSED_V4, 'ipv4');
const openV6 = listOf(OPEN_V6, 'ipv6');
const closedV6 = listOf(CLOSED_V6, 'ipv6');

/** Whether an address as the resolver gives it is one of the public internet. False of what is no address, and of one with a zone. */
export function isPublicAddress(address: string): boolean {
  if (address.includes('%')) return false;
  const family = isIP(address);
  if (family === 4) return !closedV4.check(address, 'ipv4');
  return family === 6 && openV6.check(address, 'ipv6') && !closedV6.check(address, 'ipv6');
}

const placeOf = (address: string, port: number): string =>
  (isIP(address) === 6 ? `[${address}]` : address) + `:${port}`;

/** Whether the hub goes to that address and port, by whichever name it came there. */
export const isOpenAddress = (address: string, port: number, { places }: Allowed): boolean =>
  places.includes(placeOf(address, port)) || isPublicAddress(address);

/**
 * Reads a URL as it was given. What is written in an odd way – decimal, octal, hex – is first read as a browser would, and
 * then judged by what it is. A name is not looked up here; an address is judged.
 */
export function readEndpoint(text: string, allowed: Allowed): Endpoint | Refused {
  if (!isWritten(text)) return 'notAUrl';
  const url = new URL(text);
  const scheme = SCHEMES.find((one) => `${one}:` === url.protocol);
  if (scheme === undefined) return 'notHttps';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? PORT_OF[scheme] : Number(url.port);
  const endpoint = { scheme, host, port, authority: url.host, path: url.pathname + url.search };
  return whyRefused(text, endpoint, allowed) ?? endpoint;
}

const isWritten = (text: string): boolean =>
  text.length <= ENDPOINT_CHARS_MAX && PRINTABLE.test(text) && !text.includes('\\') && URL.canParse(text);

/** Who reads the URL otherwise than we do may take what stands before an at sign for the name. */
const USERINFO = /^[a-z]+:\/*[^/?#]*@/i;

function whyRefused(text: string, { scheme, host, port }: Endpoint, allowed: Allowed): Refused | undefined {
  const isNamedPlace = allowed.places.includes(placeOf(host, port));
  const isPortAllowed = isNamedPlace || port === PORT_OF.https || allowed.ports.includes(port);
  const faults: readonly (readonly [boolean, Refused])[] = [
    [scheme === 'http' && !isNamedPlace, 'notHttps'],
    [USERINFO.test(text), 'hasUserinfo'],
    [text.includes('#'), 'hasFragment'],
    [!isPortAllowed, 'portNotAllowed'],
    [isIP(host) !== 0 && !isOpenAddress(host, port, allowed), 'addressNotAllowed'],
  ];
  return faults.find(([isFault]) => isFault)?.[1];
}
