/** The log in an EventStoreDB cluster: many hubs write it, and every acknowledged event is on a quorum of its nodes. */
import { appendsOver } from './appends.esdb.js';
import { eventStoreClient } from './client-eventstore.esdb.js';
import { type StoreClientLibrary } from './client.esdb.js';
import { connect } from './connection.esdb.js';
import { type EventLog, LogUnavailable } from './event-log.port.js';
import { heardByMany } from './heard-by-many.js';
import { type LogId } from './log-identity.js';
import { landmarksOver } from './landmarks.esdb.js';
import { type Patience, SERVER_TIMEOUT_MS } from './patience.esdb.js';
import {
  comparePlaces,
  comparePositions,
  parsePosition,
  type Place,
  placeOf,
  positionOf,
  START,
} from './position.esdb.js';
import { type Reads, readsOver } from './reads.esdb.js';
import { wakeOver } from './wake.esdb.js';
import { type Seen } from './walk.esdb.js';

/** In which a cluster elects a leader, and an append that it keeps for a quorum is given up by it some eight times. */
const GIVE_UP_AFTER_MS = 10 * SERVER_TIMEOUT_MS;

/** A leader answers an append when it is replicated, and shows it to readers when it has indexed it: a moment later. */
const SHOWN_LATE_MS_MAX = 2_000;

export interface EventStoreLogOptions {
  /**
   * `esdb://user:password@host:2113,host:2113,host:2113?tls=true&tlsCAFile=…`, or `esdb+discover://` with one DNS name.
   * The user must be allowed to read `$all`, which by default only administrators are.
   */
  readonly connectionString: string;
  /** Milliseconds that one call to the server may take; 5 000 by default. */
  readonly callTimeoutMs?: number;
  /** Milliseconds that a call is tried again without getting further, before `LogUnavailable`; ten of the server's timeouts by default. */
  readonly giveUpAfterMs?: number;
  /** Milliseconds after which a subscription that stays silent is renewed; 15 000 by default. */
  readonly silenceMsMax?: number;
  /** What speaks the protocol; see docs/adr/0039. */
  readonly library?: StoreClientLibrary;
}

/**
 * Opens the log. Nothing is sent before the first question, so that a hub starts, not ready, while the cluster is away.
 * Throws where the connection string is none, or the certificate that it names is missing.
 */
export function openEventStoreLog(options: EventStoreLogOptions): EventLog {
  const { connectionString, callTimeoutMs = 5_000, silenceMsMax = 15_000 } = options;
  const { giveUpAfterMs = GIVE_UP_AFTER_MS, library = eventStoreClient } = options;
  const connection = connect({ library, connectionString, callTimeoutMs });
  // Every call that waits to be tried again listens to it.
  const closing = heardByMany();
  const patience: Patience = { giveUpAfterMs, closing: closing.signal };
  const seen = furthestSeen();
  const reads = readsOver({ connection, patience, seen });
  const appends = appendsOver({ connection, patience, reads });
  const positionAt = landmarksOver({ reads, appends });
  const wake = wakeOver({ connection, silenceMsMax, seen: seen.place, saw: seen.saw, head: () => reads.head() });
  seen.onFurther((place) => {
    wake.tell(place);
  });
  const underWay = new Set<Promise<unknown>>();
  const answer = <T>(ask: () => Promise<T>): Promise<T> => {
    if (closing.signal.aborted) return Promise.reject(new LogUnavailable('the log is closed'));
    const answered = ask();
    const settled = answered.catch(() => undefined).finally(() => underWay.delete(settled));
    underWay.add(settled);
    return answered;
  };
  return {
    start: START,
    shownLateMsMax: SHOWN_LATE_MS_MAX,
    compare: comparePositions,
    parsePosition,
    append: (stream, events, expectedRevision) =>
      answer(async () => {
        const { revision, place } = await appends.append(stream, events, expectedRevision);
        seen.saw(place);
        return { revision, position: positionOf(place) };
      }),
    readStream: (stream, { upTo, fromRevision = 0 } = {}) =>
      answer(async () => {
        const events = await reads.readStream(stream, { fromRevision, ...(upTo === undefined ? {} : { upTo }) });
        const last = events.at(-1);
        if (last) appends.remember(stream, last);
        return events;
      }),
    readAll: (after, { limit, prefix }) => answer(() => reads.page(after, { limit, prefix })),
    eventAt: (position) => answer(() => reads.eventAt(position)),
    waitForMore: (after, signal) => answer(() => wake.wait(after, signal)),
    head: () => answer(() => reads.head()),
    identity: () => answer(() => firstEventOf(reads)),
    positionAt: (instant) => answer(() => positionAt(instant)),
    close: async () => {
      if (closing.signal.aborted) return;
      closing.abort();
      await wake.close();
      await Promise.all(underWay);
      await connection.close();
    },
  };
}

/** A cluster that was set up anew has another first event, and nothing has to be written to tell one from the other. */
async function firstEventOf(reads: Pick<Reads, 'page'>): Promise<LogId | null> {
  for (let at = START; ;) {
    const { events, next, atEnd } = await reads.page(at, { limit: 1 });
    const [first] = events;
    if (first) return first.eventId as string as LogId;
    if (atEnd) return null;
    at = next;
  }
}

interface FurthestSeen extends Seen {
  readonly onFurther: (tell: (place: Place) => void) => void;
}

function furthestSeen(): FurthestSeen {
  let furthest = placeOf(START);
  let tell: (place: Place) => void = () => undefined;
  return {
    place: () => furthest,
    saw: (place) => {
      if (comparePlaces(place, furthest) <= 0) return;
      furthest = place;
      tell(place);
    },
    onFurther: (told) => {
      tell = told;
    },
  };
}
