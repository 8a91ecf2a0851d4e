/** A replay into the most trivial fold: how many events there are of each type, and how many members their bodies have. */
import { type SqliteLogReader } from '#event-log';

const PAGE = 1_000;

/** Reads the whole log and gives the number of events. */
export function replay(reader: SqliteLogReader): number {
  const ofType = new Map<string, number>();
  let members = 0;
  let events = 0;
  for (let after = reader.start, atEnd = false; !atEnd;) {
    const page = reader.readAll(after, { limit: PAGE });
    for (const { type, body } of page.events) {
      const parsed = JSON.parse((body as Buffer).toString('utf8')) as object;
      members += Object.keys(parsed).length;
      ofType.set(type, (ofType.get(type) ?? 0) + 1);
      events += 1;
    }
    after = page.next;
    atEnd = page.atEnd;
  }
  if (members === 0) throw new Error('nothing was parsed');
  return events;
}
