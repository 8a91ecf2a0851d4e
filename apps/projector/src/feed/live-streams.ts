/** The live streams that are open: how many at most, how much of each is held, and when each ends. */
import { PassThrough, type Readable } from 'node:stream';
import { Counter, Gauge } from 'prom-client';
import { type PartyId } from '#domain';
import { heardByMany } from '#event-log';
import { type Metrics } from '#http';

/** Streams of one party at once; of all together, which leaves room among the connections for who only asks. */
export const LIVE_OF_PARTY_MAX = 20;
export const LIVE_MAX = 400;
/** Bytes that a stream takes in before whoever writes has to wait until they are taken. */
const BYTES_AHEAD_MAX = 16 * 1024;
/** Milliseconds for what was written to be taken: what was decided longer ago is decided anew (A8). */
const TAKEN_MS_MAX = 10_000;
/** How often it is asked whether who listens would still be let in: what is said of parties works so soon (A15). */
const ASK_AGAIN_MS = 1_000;
/** Milliseconds for the last of a stream that ends to be taken; then its connection is cut. */
const END_MS_MAX = 1_000;

/**
 * Why a stream has ended: `left` by whoever listened, `shutOut` of who would be let in no more, `notRead` in time; `refused`
 * before anything was sent.
 */
export const ENDS = ['refused', 'left', 'stopping', 'shutOut', 'notRead', 'fault'] as const;
export type End = (typeof ENDS)[number];

/** The connection of a stream, as far as it matters here. */
export interface Connection {
  /** Bytes that wait to be taken by the system. */
  readonly writableLength: number;
  once(event: 'close', then: () => void): unknown;
  destroy(): unknown;
}

export interface LiveStream {
  /** What is sent. */
  readonly body: Readable;
  /** Aborts when it ends. */
  readonly signal: AbortSignal;
  /** Bytes that are held of it. */
  held(): number;
  /** Resolves when there is room for more; false where it has ended, or ends now since nobody took it in time. */
  write(text: string): Promise<boolean>;
  /** Sends what was written, and cuts the connection where nobody takes it. Once: the first reason counts. */
  end(why: End): void;
}

export interface LiveStreams {
  /**
   * Opens one on a connection; null where as many are open as may be. `letIn` is asked again and again, and where it rejects
   * the stream ends.
   */
  open(party: PartyId, connection: Connection, letIn: () => Promise<unknown>): LiveStream | null;
  /** How many are open. */
  count(): number;
}

export interface LiveBounds {
  readonly ofParty?: number;
  readonly all?: number;
  readonly takenMsMax?: number;
  readonly askAgainMs?: number;
}

interface OpenStream extends LiveStream {
  readonly party: PartyId;
  readonly letIn: () => Promise<unknown>;
}

interface Streams {
  readonly open: Set<OpenStream>;
  readonly takenMsMax: number;
  readonly ended: (why: End) => void;
}

/** Those of a process, until `stopping` aborts: then all end, and none is opened. */
export function liveStreams(stopping: AbortSignal, metrics?: Metrics, bounds: LiveBounds = {}): LiveStreams {
  const { ofParty = LIVE_OF_PARTY_MAX, all = LIVE_MAX, askAgainMs = ASK_AGAIN_MS } = bounds;
  const open = new Set<OpenStream>();
  const streams: Streams = { open, takenMsMax: bounds.takenMsMax ?? TAKEN_MS_MAX, ended: measured(open, metrics) };
  let asking: NodeJS.Timeout | undefined;
  stopping.addEventListener('abort', () => {
    for (const stream of [...open]) stream.end('stopping');
  });
  return {
    open: (party, connection, letIn) => {
      const own = [...open].filter((stream) => stream.party === party).length;
      if (stopping.aborted || open.size >= all || own >= ofParty) return null;
      const stream = opened(streams, connection, { party, letIn });
      open.add(stream);
      asking ??= setInterval(() => {
        askAll(open);
      }, askAgainMs);
      stream.signal.addEventListener('abort', () => {
        open.delete(stream);
        if (open.size > 0) return;
        clearInterval(asking);
        asking = undefined;
      });
      return stream;
    },
    count: () => open.size,
  };
}

function askAll(open: ReadonlySet<OpenStream>): void {
  for (const stream of open)
    stream.letIn().catch(() => {
      stream.end('shutOut');
    });
}

function opened(
  { takenMsMax, ended }: Streams,
  connection: Connection,
  who: Pick<OpenStream, 'party' | 'letIn'>,
): OpenStream {
  const body = new PassThrough({ highWaterMark: BYTES_AHEAD_MAX });
  const ending = heardByMany();
  const { signal } = ending;
  const end = (why: End): void => {
    if (signal.aborted) return;
    ended(why);
    ending.abort();
    body.end();
    const timer = setTimeout(() => connection.destroy(), why === 'notRead' ? 0 : END_MS_MAX);
    connection.once('close', () => {
      clearTimeout(timer);
    });
  };
  connection.once('close', () => {
    end('left');
    body.destroy();
  });
  return {
    ...{ ...who, body, signal, end },
    held: () => body.writableLength + body.readableLength + connection.writableLength,
    write: async (text) => {
      if (signal.aborted) return false;
      if (!body.write(text) && !(await isTaken(body, signal, takenMsMax))) end('notRead');
      // It may have ended while that was waited for.
      return !ending.signal.aborted;
    },
  };
}

/** True when there is room again, or when the stream has ended meanwhile; false where the time is up. */
function isTaken(body: PassThrough, signal: AbortSignal, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isInTime: boolean) => (): void => {
      clearTimeout(timer);
      body.off('drain', taken);
      signal.removeEventListener('abort', taken);
      resolve(isInTime);
    };
    const taken = settle(true);
    const timer = setTimeout(settle(false), ms);
    body.once('drain', taken);
    signal.addEventListener('abort', taken, { once: true });
  });
}

function measured(open: ReadonlySet<OpenStream>, metrics: Metrics | undefined): (why: End) => void {
  if (!metrics) return () => undefined;
  const registers = [metrics.registry];
  new Gauge({
    name: 'hvb_feed_live_streams',
    help: 'Live streams of feeds that are open',
    registers,
    collect() {
      this.set(open.size);
    },
  });
  new Gauge({
    name: 'hvb_feed_live_held_bytes',
    help: 'Bytes of live streams that their readers have not taken',
    registers,
    collect() {
      this.set([...open].reduce((sum, stream) => sum + stream.held(), 0));
    },
  });
  const ends = new Counter({
    name: 'hvb_feed_live_ended_total',
    help: 'Live streams that have ended, by why',
    labelNames: ['why'] as const,
    registers,
  });
  for (const why of ENDS) ends.inc({ why }, 0);
  return (why) => {
    ends.inc({ why });
  };
}
