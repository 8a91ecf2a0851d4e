/** The index of the feeds held against what the log says: every row told again by the version of the membership that it names (A9). */
import { bearing, memoryBearingIndex, streamCache } from '#cases';
import { type Keys } from '#contracts';
import { type PartyId } from '#domain';
import { ofSubjects, type EventLog, type RecordedEvent } from '#event-log';
import { nameOfThings, type FeedIndex } from '#projector';
import { type FeedEntry, type VersionSince } from '../../apps/projector/src/feed/feed-index.port.js';
import { toldAgain } from '../../apps/projector/src/feed/index-feeds.js';

const PAGE = 500;

export interface Compared {
  readonly rows: number;
  /** In words; nothing where every row is as it is told again, and the numbers are 1 … n. */
  readonly wrong: readonly string[];
}

interface Of {
  readonly log: EventLog;
  readonly keys: Pick<Keys, 'of'>;
  readonly index: FeedIndex;
}

/** Reads the log from its beginning to the index's checkpoint. */
export async function comparedWithLog(of: Of): Promise<Compared> {
  const expected = await rowsOfLog(of);
  const feeds = await of.index.feeds();
  const wrong: string[] = [];
  let rows = 0;
  for (const { party } of feeds) {
    const found = (await everyRow(of.index, party)).map(rowInWords);
    rows += found.length;
    wrong.push(...firstDifference(party, found, expected.get(party) ?? []));
  }
  const none = [...expected.keys()].filter((party) => !feeds.some((feed) => feed.party === party));
  return { rows, wrong: [...wrong, ...none.map((party) => `${party} has no feed`)] };
}

function firstDifference(party: PartyId, found: readonly string[], expected: readonly string[]): readonly string[] {
  const length = Math.max(found.length, expected.length);
  for (let at = 0; at < length; at += 1)
    if (found[at] !== expected[at]) return [`${party}: ${found[at] ?? 'nothing'}, not ${expected[at] ?? 'nothing'}`];
  return [];
}

type Row = Pick<FeedEntry, 'sequence' | 'previous' | 'position' | 'stream' | 'revision' | 'version'>;

const rowInWords = ({ sequence, previous, position, stream, revision, version }: Row): string =>
  `${sequence}: ${position}, ${stream} ${revision}, after ${previous ?? 'none'}, by version ${version}`;

async function everyRow(index: FeedIndex, party: PartyId): Promise<readonly FeedEntry[]> {
  const rows: FeedEntry[] = [];
  for (;;) {
    const page = await index.page(party, rows.length, PAGE);
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
}

/** Numbered as they are told again. */
async function rowsOfLog({ log, keys, index }: Of): Promise<ReadonlyMap<PartyId, readonly string[]>> {
  const known = bearing({ log, keys, index: memoryBearingIndex() });
  const deps = { log, cache: streamCache({ log, keys }), bearing: known, name: nameOfThings };
  const [feeds, versions, upTo] = [await index.feeds(), await index.versions(), await index.checkpoint()];
  const rows = new Map<PartyId, string[]>();
  const last = new Map<string, number>();
  for (let after = log.start; upTo !== null && log.compare(after, upTo) < 0;) {
    const page = await log.readAll(after, { limit: PAGE });
    const events = ofSubjects(page.events).filter(({ position }) => log.compare(position, upTo) <= 0);
    for (const [version, some] of byVersion(events, versions, log))
      for (const { party, ...row } of await toldAgain(deps, version, { events: some, upTo: page.next, feeds, after })) {
        const of = rows.get(party) ?? [];
        const sequence = of.length + 1;
        const place = `${party} ${row.stream}`;
        rows.set(party, [...of, rowInWords({ ...row, sequence, previous: last.get(place) ?? null, version })]);
        last.set(place, sequence);
      }
    after = page.next;
  }
  return rows;
}

/** In the order of the log, by the version that counted where each stands. */
function byVersion(
  events: readonly RecordedEvent[],
  versions: readonly VersionSince[],
  { compare }: Pick<EventLog, 'compare'>,
): readonly (readonly [version: number, events: readonly RecordedEvent[]])[] {
  return versions.map(({ version, after }, at) => {
    const next = versions[at + 1];
    const isOfIt = ({ position }: RecordedEvent): boolean =>
      compare(after, position) < 0 && (!next || compare(position, next.after) <= 0);
    return [version, events.filter(isOfIt)] as const;
  });
}
