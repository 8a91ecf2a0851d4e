import { memoryKeys, type KeyStore } from '#access';
import { wireType } from '#contracts';
import { BEARING_CATEGORIES, heedsOf, legalPerson, prefixOf, type PartyId } from '#domain';
import { memoryLog, type EventLog, type Position } from '#event-log';
import {
  bearing,
  memoryBearingIndex,
  nameUuid,
  openStream,
  streamCache,
  streamReader,
  type Bearing,
  type BearingIndex,
} from '#cases';
import { aCase, day, PLACING_PARTY, REGION, uuid } from '../../../test/support/case-builder.js';
import { appendTold, messageOf } from '../../../test/support/told-log.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../test/support/wire-events.js';

const story = aCase('P1').emergency().started('2026-01-15');
const other = aCase('P2').emergency().started('2026-01-15');
const stream = messageOf(eventsOf(story)[0]!).stream;
const [registered, approval] = dalarnaEvents() as [WireEvent, WireEvent];
const agreement = messageOf(registered).stream;
const NAMES = [legalPerson(PLACING_PARTY)];
const FAR = 'kommun-1480' as PartyId;

/** An agreement between others, in another county. */
const elsewhere: WireEvent = {
  ...registered,
  id: 'elsewhere',
  source: '/party/region-14',
  subject: `agreement/${uuid('agreement/elsewhere')}`,
  data: { ...registered.data, parties: ['region-14', FAR] },
};

describe('what bears on a case', () => {
  let log: EventLog;
  let keys: KeyStore;
  let index: BearingIndex;
  let known: Bearing;
  let positions: Position[];
  const reads = { all: 0, streams: 0 };
  /** The log, its reads counted. */
  const counted = (): EventLog => ({
    ...log,
    readAll: (...asked) => {
      reads.all += 1;
      return log.readAll(...asked);
    },
    readStream: (...asked) => {
      reads.streams += 1;
      return log.readStream(...asked);
    },
  });
  const append = (event: WireEvent): Promise<Position> => appendTold({ log, keys }, event);
  beforeEach(async () => {
    log = memoryLog();
    keys = memoryKeys();
    index = memoryBearingIndex();
    known = bearing({ log: counted(), keys, index });
    positions = [];
    for (const event of [...dalarnaEvents(), ...eventsOf(story)]) positions.push(await append(event));
    Object.assign(reads, { all: 0, streams: 0 });
  });

  const approvalsAt = async (at: Position): Promise<number> =>
    (await known.at(NAMES, at)).surroundings.agreements[0]?.approvals.length ?? -1;

  it('is told as it stood at a position', async () => {
    expect((await known.at(NAMES, log.start)).surroundings.agreements).toEqual([]);
    for (const [at, approvals] of [0, 1, 2].map((n) => [positions[n]!, n] as const))
      expect(await approvalsAt(at)).toBe(approvals);
    expect(await approvalsAt(positions[0]!)).toBe(0);
  });

  it('is told apart by who bears and how far each has come, and is the same thing where that is the same', async () => {
    const { key, surroundings } = await known.at(NAMES, positions[2]!);
    expect(key).toBe(`${agreement}@2`);
    const last = await known.at(NAMES, positions.at(-1)!);
    expect(last.key).toBe(key);
    expect(last.surroundings).toBe(surroundings);
    expect((await known.at(NAMES, positions[1]!)).key).not.toBe(key);
  });

  it('is only as far as it has been read, until it is refreshed', async () => {
    const approvals = async () => (await known.of(NAMES)).surroundings.agreements[0]!.approvals.length;
    await known.refresh();
    expect(await approvals()).toBe(2);
    await append({ ...approval, id: 'late', source: '/party/kommun-2081.socialnamnden' });
    expect(await approvals()).toBe(2);
    await known.refresh();
    expect(await approvals()).toBe(3);
  });

  it('is seen when it was appended before it was asked, also when it is asked many times at once', async () => {
    const first = known.refresh();
    await append({ ...approval, id: 'late', source: '/party/kommun-2081.socialnamnden' });
    const asked = async () => {
      await known.refresh();
      return (await known.of(NAMES)).surroundings.agreements[0]!.approvals.length;
    };
    expect(await Promise.all([asked(), asked()])).toEqual([3, 3]);
    await first;
  });

  it('is remembered by every name that was ever named, also when it is taken back', async () => {
    const annulled = { annulsId: registered.id, reason: 'Felregistrering' };
    await append({ ...registered, id: 'back', type: wireType('agreement.annulled'), data: annulled });
    await known.refresh();
    expect((await known.of(NAMES)).surroundings.agreements).toEqual([]);
    expect(await known.namesOf(agreement)).toContain(legalPerson(REGION));
  });

  it('is whoever is named, a stream as well as a party: the next kind that bears is one more entry', async () => {
    await known.refresh();
    await index.commit({
      bears: [{ bearer: agreement, bearsOn: stream, position: positions[0]! }],
      prefix: prefixOf('agreement'),
      next: positions.at(-1)!,
    });
    const again = bearing({ log, keys, index });
    expect((await again.of([stream])).surroundings.agreements).toHaveLength(1);
    expect((await again.of(['case-none'])).surroundings.agreements).toEqual([]);
    expect(await again.namesOf(agreement)).toContain(stream);
  });

  it('is none of a stream that heeds nobody', async () => {
    expect((await known.of([])).key).toBe('');
    expect((await known.at([], positions[0]!)).surroundings.agreements).toEqual([]);
    expect(reads).toEqual({ all: 0, streams: 0 });
  });

  it('is found for the legal person of whoever has registered the case', async () => {
    const opened = await openStream({ log, keys }, stream, { want: 'assess' });
    expect(heedsOf(opened)).toEqual([...NAMES, stream]);
    expect(heedsOf({ category: 'case', stream, facts: [] })).toEqual([stream]);
  });

  it('is not read again for what others have been told: not for another case, not for an agreement elsewhere', async () => {
    await known.refresh();
    const before = await known.of(NAMES);
    const cache = streamCache({ log, keys });
    const reader = streamReader({ cache, bearing: known, name: nameUuid() });
    const asked = { asOf: day('2026-03-01') };
    const { assessment } = await reader.read(stream, asked);
    for (const event of eventsOf(other)) await append(event);
    await append(elsewhere);
    await known.refresh();
    expect((await known.of(NAMES)).key).toBe(before.key);
    // The very same: it was not made again.
    expect((await reader.read(stream, asked)).assessment).toBe(assessment);
    expect((await known.of(NAMES)).surroundings).toBe(before.surroundings);
    await append({ ...approval, id: 'late', source: '/party/kommun-2081.socialnamnden' });
    expect((await reader.read(stream, asked)).assessment).not.toBe(assessment);
  });

  describe('at the next start', () => {
    it('is there without the log being read from its beginning, and without any stream but those that bear', async () => {
      for (const event of [...eventsOf(other), elsewhere]) await append(event);
      await known.refresh();
      const head = await log.head();
      Object.assign(reads, { all: 0, streams: 0 });
      const from: Position[] = [];
      const again = bearing({
        log: { ...counted(), readAll: (after, options) => (from.push(after), log.readAll(after, options)) },
        keys,
        index,
      });
      await again.refresh();
      expect((await again.of(NAMES)).surroundings.agreements).toHaveLength(1);
      expect(from).toEqual(BEARING_CATEGORIES.map(() => head));
      expect(reads.streams).toBe(1);
    });

    it('takes what a follower hands over, and reads only what lies between', async () => {
      const [first] = positions as [Position];
      const page = await log.readAll(first, { limit: 100 });
      await known.took(page.events, { from: first, next: page.next });
      // What lies before was never seen: from there on it is read, once for each kind that bears.
      expect(reads.all).toBe(BEARING_CATEGORIES.length);
      expect(await approvalsAt(positions[2]!)).toBe(2);
      await known.took(page.events, { from: first, next: page.next });
      expect(reads.all).toBe(BEARING_CATEGORIES.length);
      expect(await index.checkpoint(prefixOf('agreement'))).toBe(page.next);
    });
  });
});
