/** What a log's file says of itself before it is opened for writing: found without a byte written. */
import { type StreamName } from '#contracts';
import { type Position } from './event-log.port.js';
import { eventReader } from './event-reader.sqlite.js';
import { type LogId } from './log-identity.js';
import { lookInto } from './look-into.sqlite.js';
import { positionOf } from './position.js';
import { HUB_PREFIX, REGISTER_PREFIX } from './register-streams.js';
import { assertNames, identityOf, refuseForeign, versionOf } from './schema.sqlite.js';

export interface InspectedLog {
  /** Null of a log from before logs had any. */
  readonly id: LogId | null;
  readonly head: Position;
  readonly isEmpty: boolean;
  /** The streams opened last, the newest first. */
  readonly newestStreams: readonly StreamName[];
  /** The id of the event at `at`; null where there is none. */
  readonly eventAt: string | null;
}

/**
 * Of the log at `path`; undefined where there is none, or a file in which nothing was made yet. Throws `FileUnusable`
 * where the names of its streams or its last event are not what was written; the other events are checked when read.
 */
export function inspectLog(path: string, { at, streams }: { at: Position; streams: number }): InspectedLog | undefined {
  return lookInto(path, (db) => {
    refuseForeign(db, path);
    if (versionOf(db) === 0) return undefined;
    assertNames(db, path);
    const reader = eventReader(db);
    const place = reader.head();
    const eventIdOf = (before: number) => reader.readAll(positionOf(before), { limit: 1 }).events[0]?.eventId ?? null;
    if (place > 0) eventIdOf(place - 1);
    return {
      id: identityOf(db),
      head: positionOf(place),
      isEmpty: place === 0,
      newestStreams: db
        .prepare<[string, string, number], StreamName>(
          // What is said of parties, or of the log, is sealed under no key.
          'SELECT name FROM stream WHERE instr(name, ?) <> 1 AND instr(name, ?) <> 1 ORDER BY id DESC LIMIT ?',
        )
        .pluck()
        .all(REGISTER_PREFIX, HUB_PREFIX, streams),
      eventAt: Number(at) > 0 ? eventIdOf(Number(at) - 1) : null,
    };
  });
}
