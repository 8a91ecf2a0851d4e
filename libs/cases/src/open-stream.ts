/** Opens a stream: reads its events, fetches its keys, decodes them. Nothing is folded before the keys are there. */
import { KeyMissing, type Keys, type StreamKeys, type Want } from '#contracts';
import { type StreamCategory, type StreamName } from '#domain';
import { type EventLog, type Position, type RecordedEvent } from '#event-log';
import { decodeEvent, type Entry } from './decode-event.js';
import { cutTo, emptyStream, extended, type OpenedAs, type OpenedStream } from './opened-stream.js';

export interface OpenDeps {
  readonly log: Pick<EventLog, 'readStream' | 'compare'>;
  readonly keys: Pick<Keys, 'of'>;
}

export interface OpenOptions {
  /** As the log was at this position; else as it is now. */
  readonly upTo?: Position;
  /** `assess` opens what the rules read; `show` also the free text and identities that may be shown. */
  readonly want: Want;
}

/** The whole stream. Faults: those of the log and the keys. Defects: `CorruptEvent`, `SealBroken`. */
export async function openStream<C extends StreamCategory>(
  deps: OpenDeps,
  stream: StreamName<C>,
  options: OpenOptions,
): Promise<OpenedStream<C>> {
  return readOn<C>(deps, emptyStream(stream), options);
}

/** The stream with what has been appended to it since it was opened; cut where the position asked for lies before. */
export async function readOn<C extends StreamCategory>(
  deps: OpenDeps,
  opened: OpenedAs<C>,
  options: OpenOptions,
): Promise<OpenedStream<C>> {
  const { log } = deps;
  const { upTo, want } = options;
  if (upTo !== undefined && opened.position !== null && log.compare(opened.position, upTo) > 0) {
    return asOfPosition(log, opened, upTo);
  }
  const fromRevision = opened.revision + 1;
  const more = await log.readStream(opened.stream, { fromRevision, ...(upTo === undefined ? {} : { upTo }) });
  if (more.length === 0) return opened;
  const { entries, keys } = await decoded(deps, opened, more, want);
  // What was opened before an erasure is not kept beside what is left.
  const isEmptied = fromRevision > 0 && entries.some(({ kind }) => kind === 'erasure');
  return isEmptied ? openStream<C>(deps, opened.stream, options) : extended(opened, entries, keys);
}

interface Decoded {
  readonly entries: readonly Entry[];
  readonly keys: StreamKeys;
}

/**
 * Keys once had are kept; which of them have been destroyed since is asked again each time the stream is read anew, and
 * what keys there are, when one is missing: another controller has spoken.
 */
async function decoded(
  { keys }: OpenDeps,
  opened: Pick<OpenedStream, 'keys' | 'stream'>,
  more: readonly RecordedEvent[],
  want: Want,
): Promise<Decoded> {
  const decodedBy = (known: StreamKeys): Decoded => ({
    entries: more.map((event) => decodeEvent(event, known, want)),
    keys: known,
  });
  if (opened.keys.size > 0) {
    try {
      return decodedBy(opened.keys);
    } catch (error) {
      if (!(error instanceof KeyMissing)) throw error;
    }
  }
  return decodedBy(await keys.of(opened.stream));
}

/** The stream without what was appended to it after a position. */
export function asOfPosition<C extends StreamCategory>(
  log: OpenDeps['log'],
  opened: OpenedAs<C>,
  upTo: Position,
): OpenedStream<C> {
  return cutTo(opened, lengthUpTo(log, opened, upTo));
}

function lengthUpTo(log: OpenDeps['log'], { entries }: Pick<OpenedStream, 'entries'>, upTo: Position): number {
  const later = entries.findIndex(({ place }) => log.compare(place.position, upTo) > 0);
  return later < 0 ? entries.length : later;
}
