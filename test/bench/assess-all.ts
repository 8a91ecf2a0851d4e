/** The peer of a rebuild: every case read, opened and assessed as a rebuild does it, and nothing kept. */
import { masterKey, sqliteKeys } from '#access';
import { bearing, memoryBearingIndex, decodeEvent, emptyStream, extended, nameUuid, type OpenedStream } from '#cases';
import { assessmentOf, heedsOf, type Day, type PartyId, type Surroundings } from '#domain';
import { openSqliteLogReader, type SqliteLogReader } from '#event-log';
import { filesUnder } from '#standalone';
import { foldStream } from '../../apps/projector/src/rows/fold-stream.js';

/** Gives the number of events. */
export async function assessAll(folder: string): Promise<number> {
  const name = nameUuid();
  return overAllCases(
    folder,
    (opened, surroundings) => foldStream(opened, { surroundings, name }).rows.placements.length,
  );
}

/** All that one party answers for as of a day, over the whole log in one pass. Gives the number of events. */
export async function answeredForAsOf(folder: string, party: PartyId, asOf: Day): Promise<number> {
  const name = nameUuid();
  return overAllCases(folder, (opened, surroundings) => {
    const { responsibility } = assessmentOf(opened, { surroundings, today: asOf, name });
    return responsibility?.areas.filter(({ responsible }) => responsible === party).length ?? 0;
  });
}

type OpenedCase = OpenedStream<'case'>;

/** Reads and opens every case, and has something counted of each. */
async function overAllCases(
  folder: string,
  countIn: (opened: OpenedCase, surroundings: Surroundings) => number,
): Promise<number> {
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
  let events = 0;
  let counted = 0;
  for (const { stream, events: stored } of reader.readStreams({ upTo, prefix: 'case-' })) {
    const keysOf = await keys.of(stream);
    const entries = stored.map((event) => decodeEvent(event, keysOf, 'assess'));
    const opened = extended(emptyStream(stream, keysOf), entries);
    const { surroundings } = await known.at(heedsOf(opened), upTo);
    counted += countIn(opened as OpenedCase, surroundings);
    events += stored.length;
  }
  await keys.close();
  reader.close();
  if (counted === 0) throw new Error('nothing was found in any case');
  return events;
}
