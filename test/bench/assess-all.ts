/** The peer of a rebuild: every case read, opened and assessed as a rebuild does it, and nothing kept. */
import { masterKey, sqliteKeys } from '#access';
import { bearing, memoryBearingIndex, decodeEvent, emptyStream, extended, nameUuid } from '#cases';
import { heedsOf } from '#domain';
import { openSqliteLogReader, type SqliteLogReader } from '#event-log';
import { filesUnder } from '#standalone';
import { foldStream } from '../../apps/projector/src/rows/fold-stream.js';

/** Gives the number of events. */
export async function assessAll(folder: string): Promise<number> {
  const files = filesUnder(folder);
  const reader = openSqliteLogReader(files.log);
  const keys = sqliteKeys({ file: files.keys, masterKey: await masterKey({ file: files.masterKey }) });
  const log = {
    ...reader,
    readAll: (...asked: Parameters<SqliteLogReader['readAll']>) => Promise.resolve(reader.readAll(...asked)),
    readStream: (...asked: Parameters<SqliteLogReader['readStream']>) => Promise.resolve(reader.readStream(...asked)),
  };
  const upTo = reader.head();
  const known = bearing({ log, keys, index: memoryBearingIndex() });
  const name = nameUuid();
  let events = 0;
  let rows = 0;
  for (const { stream, events: stored } of reader.readStreams({ upTo, prefix: 'case-' })) {
    const keysOf = await keys.of(stream);
    const entries = stored.map((event) => decodeEvent(event, keysOf, 'assess'));
    const opened = extended(emptyStream(stream, keysOf), entries);
    const { surroundings } = await known.at(heedsOf(opened), upTo);
    const folded = foldStream(opened, { surroundings, name });
    rows += folded.rows.placements.length;
    events += stored.length;
  }
  await keys.close();
  reader.close();
  if (rows === 0) throw new Error('no case has any row');
  return events;
}
