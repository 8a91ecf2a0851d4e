/** The one way by which the hub speaks to an address that a party has given: looked up once, judged whole, and gone to as judged. */
import { lookup } from 'node:dns/promises';
import { Agent as PlainAgent, request as plainRequest, type ClientRequest, type RequestOptions } from 'node:http';
import { Agent, request } from 'node:https';
import { isIP } from 'node:net';
import { hear, stretchOf } from '#event-log';
import { isOpenAddress, readEndpoint, type Allowed, type Endpoint, type Refused } from './endpoint.js';

/** Milliseconds from the lookup to the end of the answer. */
export const ATTEMPT_MS_MAX = 20_000;
/** Bytes of an answer that are read, and thrown away. */
const ANSWER_BYTES_MAX = 4 * 1024;
/** Addresses of a name that are tried, where one does not let us connect. */
const ADDRESSES_MAX = 4;

/** What came of an attempt. Nothing of what the other side answered but its status, and when it asks to be asked again. */
export type Attempt =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'refused'; readonly why: Refused }
  | { readonly kind: 'failed'; readonly why: 'timeout' | 'notReached' | 'brokenOff' | 'notTrusted' };

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface PostDeps {
  readonly allowed: Allowed;
  /** All addresses of a name, in the order in which they are to be tried; rejects where there is none. */
  readonly resolve?: (name: string) => Promise<readonly string[]>;
  /** Certificates that are trusted instead of those of the machine. */
  readonly ca?: string;
  readonly timeoutMs?: number;
  /** Aborts when the process stops; heard by as many posts as are on their way. */
  readonly signal?: AbortSignal;
}

const byResolver = async (name: string): Promise<readonly string[]> =>
  (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * Posts once. Never rejects, never follows, reads no proxy variable, keeps no connection. Of a name every address is judged,
 * and one that is closed closes it whole; the connection goes to an address that was judged, under the name's SNI and `Host`.
 */
export async function guardedPost(post: Post, deps: PostDeps): Promise<Attempt> {
  const endpoint = readEndpoint(post.url, deps.allowed);
  if (typeof endpoint === 'string') return { kind: 'refused', why: endpoint };
  const stretch = stretchOf(deps.timeoutMs ?? ATTEMPT_MS_MAX, deps.signal);
  const until = stretch.signal;
  try {
    const addresses = await addressesOf(endpoint, deps, until);
    if (typeof addresses === 'string') return { kind: 'refused', why: addresses };
    return await postToFirst({ post, endpoint, deps, until }, addresses);
  } catch {
    return { kind: 'failed', why: stretch.isTimeUp() ? 'timeout' : 'brokenOff' };
  } finally {
    stretch.end();
  }
}

async function addressesOf(
  { host, port }: Endpoint,
  { resolve = byResolver, allowed }: PostDeps,
  until: AbortSignal,
): Promise<readonly string[] | Refused> {
  // An address was judged where the URL was read.
  if (isIP(host) !== 0) return [host];
  const found = await unlessAborted(
    resolve(host).catch(() => []),
    until,
  );
  if (found.length === 0) return 'nameNotFound';
  if (!found.every((address) => isOpenAddress(address, port, allowed))) return 'addressNotAllowed';
  return found.slice(0, ADDRESSES_MAX);
}

/** A lookup cannot be broken off: who waits for it can. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const unheard = hear(signal, () => {
      reject(new Error('aborted'));
    });
    work.finally(unheard).then(resolve, reject);
  });
}

interface Posting {
  readonly post: Post;
  readonly endpoint: Endpoint;
  readonly deps: PostDeps;
  readonly until: AbortSignal;
}

/** Another address is tried only where nothing can have been heard at the one before. */
async function postToFirst(posting: Posting, addresses: readonly string[]): Promise<Attempt> {
  let attempt: Attempt = { kind: 'failed', why: 'notReached' };
  for (const address of addresses) {
    attempt = await postTo(posting, address);
    if (attempt.kind !== 'failed' || attempt.why !== 'notReached') break;
  }
  return attempt;
}

function postTo(posting: Posting, address: string): Promise<Attempt> {
  return new Promise((resolve, reject) => {
    const { post, until } = posting;
    const outgoing = requestTo(posting, address);
    let isConnected = false;
    const broken = (error: Error & { readonly code?: string }): void => {
      if (until.aborted) reject(error);
      else resolve({ kind: 'failed', why: isConnected ? whyBroken(error) : 'notReached' });
    };
    outgoing.once('socket', (socket) => {
      socket.once('connect', () => (isConnected = true));
    });
    outgoing.once('error', broken);
    outgoing.once('response', (answer) => {
      const { statusCode = 0, headers } = answer;
      const retryAfter = headers['retry-after'];
      let bytes = 0;
      const done = (): void => {
        outgoing.destroy();
        resolve({ kind: 'answered', status: statusCode, ...(retryAfter === undefined ? {} : { retryAfter }) });
      };
      answer.on('data', (chunk: Uint8Array) => {
        bytes += chunk.length;
        if (bytes >= ANSWER_BYTES_MAX) done();
      });
      // The status has been said: what becomes of the rest of the answer changes nothing.
      for (const end of ['end', 'error', 'close', 'aborted']) answer.once(end, done);
      until.addEventListener('abort', done, { once: true });
    });
    outgoing.end(post.body);
  });
}

/** With an agent of its own, which reads no variable of the environment and keeps nothing open. */
function requestTo({ post, endpoint, deps, until }: Posting, address: string): ClientRequest {
  const { scheme, host, port, path, authority } = endpoint;
  const common: RequestOptions = {
    ...{ method: 'POST', host: address, port, path, signal: until },
    headers: { ...post.headers, host: authority, 'content-length': post.body.length, connection: 'close' },
  };
  if (scheme === 'http') return plainRequest({ ...common, agent: new PlainAgent({ keepAlive: false }) });
  return request({
    ...common,
    agent: new Agent({ keepAlive: false }),
    // An address has no SNI; its certificate must name the address.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(deps.ca === undefined ? {} : { ca: deps.ca }),
  });
}

/** Of OpenSSL and of who the certificate is for. */
const NOT_TRUSTED = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL/;

const whyBroken = ({ code = '' }: { readonly code?: string }): 'brokenOff' | 'notTrusted' =>
  NOT_TRUSTED.test(code) ? 'notTrusted' : 'brokenOff';
