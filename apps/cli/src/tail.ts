/** `hvb-hub tail`: what happens, as it comes: the feed of a party, or the events of the log for an auditor of everybody. */
import { setTimeout as delay } from 'node:timers/promises';
import { type AuditEvent, type FeedPage } from '#projector';
import { askHub, type Answered } from './ask-hub.js';
import { EXIT } from './exit-codes.js';
import { textOf } from './post-file.js';

export interface TailOptions {
  /** The file of the token. */
  readonly token: string;
  readonly url: string;
  /** A number of the feed, or a position of the log. */
  readonly after: string;
  /** To the end, and no further. */
  readonly once?: true;
  readonly json?: true;
}

const [OK, FORBIDDEN, TOO_MANY] = [200, 403, 429];
const PAGE = 1_000;
/** A feed waits by itself; where it cannot, and of the log, it is asked again so often. */
const ASK_EVERY_MS = 1_000;
const FEED_WAIT_S = 25;
/** Seconds that a hub may be away once it has answered: it is started anew, perhaps. */
const AWAY_S_MAX = 60;

type Told = FeedPage['items'][number] | AuditEvent;

/** Where something is followed, and how to go on from a page. */
interface Source {
  readonly path: (after: string, isWaiting: boolean) => string;
  /** `answered` with at least one entry, or a position to go on from. */
  readonly next: (told: readonly Told[], answered: Answered, after: string) => string;
  /** Whether the door itself waits for something to come. */
  readonly waits: boolean;
}

const FEED: Source = {
  path: (after, isWaiting) => `/v1/feed?after=${after}&limit=${PAGE}${isWaiting ? `&wait=${FEED_WAIT_S}` : ''}`,
  next: (told, _answered, after) => {
    const last = told.at(-1);
    return last !== undefined && 'sequence' in last ? String(last.sequence) : after;
  },
  waits: true,
};
const LOG: Source = {
  path: (after) => `/v1/audit/events?after=${after}&limit=${PAGE}`,
  next: (_told, { position }, after) => position ?? after,
  waits: false,
};

/**
 * Prints until it is ended, or with `once` to the end. Exit code 0, 1 where it is refused, 2 for no token, 3 where no hub answers
 * at first, or none for a minute.
 */
export async function tail(options: TailOptions): Promise<number> {
  const token = await textOf(options.token);
  if (token === undefined) return EXIT.usage;
  const following: Following = { source: FEED, at: encodeURIComponent(options.after), awayS: AWAY_S_MAX };
  for (;;) {
    const path = following.source.path(following.at, options.once === undefined);
    const answered = await askHub({ url: options.url, token, path });
    const ended = answered?.status === OK ? told(following, answered, options) : missed(following, answered);
    if (typeof ended === 'number') return ended;
    if (ended === 'rest') await delay(ASK_EVERY_MS);
  }
}

/** How far it has come. */
interface Following {
  source: Source;
  at: string;
  /** Seconds since the hub answered last. */
  awayS: number;
}

/** The exit code, or whether it is asked again at once. */
type Ended = number | 'rest' | 'on';

function told(following: Following, answered: Answered, { once, json }: TailOptions): Ended {
  const { source, at } = following;
  const entries = answered.answer as readonly Told[];
  for (const one of entries) console.log(json ? JSON.stringify(one) : inWords(one));
  following.awayS = 0;
  following.at = source.next(entries, answered, at);
  if (following.at !== at) return 'on';
  if (once) return EXIT.ok;
  return source.waits ? 'on' : 'rest';
}

function missed(following: Following, answered: Answered | undefined): Ended {
  if (answered?.status === FORBIDDEN && following.source === FEED) {
    following.source = LOG;
    return 'on';
  }
  following.awayS += 1;
  if (answered !== undefined && isRefusal(answered)) return refused(answered);
  if (following.awayS <= AWAY_S_MAX) return 'rest';
  return answered === undefined ? EXIT.unavailable : refused(answered);
}

/** What asking again does not mend. */
const isRefusal = ({ status }: Answered): boolean => status < 500 && status !== TOO_MANY;

function refused({ status, answer }: Answered): number {
  console.error(JSON.stringify(answer, null, 2));
  return status >= 500 ? EXIT.unavailable : EXIT.refused;
}

function inWords(told: Told): string {
  if ('gone' in told) return `${told.sequence}  (får inte längre berättas; may no longer be told of)`;
  const number = 'sequence' in told ? `${told.sequence}  ` : '';
  return `${number}${told.recordedAt}  ${told.type}  ${told.subject}  ${told.position}`;
}
