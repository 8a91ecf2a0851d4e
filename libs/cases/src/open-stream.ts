/** Opens a stream: fetches its key, reads its events, decodes them. Nothing is folded before the key is there. */
import { WHOLE_STREAM, type Keys, type StreamName, type Want } from '#contracts';
import { type EventLog, type Position } from '#event-log';
import { decodeEvent } from './decode-event.js';
import { cutTo, emptyStream, extended, type OpenedStream } from './opened-stream.js';

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
export async function openStream(deps: OpenDeps, stream: StreamName, options: OpenOptions): Promise<OpenedStream> {
  return readOn(deps, emptyStream(stream, undefined), options);
}

/** The stream with what has been appended to it since it was opened; cut where the position asked for lies before. */
export async function readOn(deps: OpenDeps, opened: OpenedStream, { upTo, want }: OpenOptions): Promise<OpenedStream> {
  const { log } = deps;
  if (upTo !== undefined && opened.position !== null && log.compare(opened.position, upTo) > 0) {
    return cutTo(opened, lengthUpTo(log, opened, upTo));
  }
  const fromRevision = opened.revision + 1;
  const more = await log.readStream(opened.stream, { fromRevision, ...(upTo === undefined ? {} : { upTo }) });
  if (more.length === 0) return opened;
  const key = await keyOf(deps, opened);
  return extended(
    opened,
    more.map((event) => decodeEvent(event, key, want)),
    key,
  );
}

/** A key once had is kept; whether it has been destroyed since is asked again each time the stream is read anew. */
async function keyOf({ keys }: OpenDeps, opened: OpenedStream): Promise<OpenedStream['key']> {
  return opened.key ?? (await keys.of(opened.stream)).get(WHOLE_STREAM);
}

function lengthUpTo(log: OpenDeps['log'], { entries }: OpenedStream, upTo: Position): number {
  const later = entries.findIndex(({ place }) => log.compare(place.position, upTo) > 0);
  return later < 0 ? entries.length : later;
}
