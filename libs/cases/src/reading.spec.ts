import { memoryKeys, type KeyStore } from '#access';
import { encodeDerived, KeyMissing, wireType, type StreamName } from '#contracts';
import { addDays, foldTold, type Controller, type Day, type Derived, type Instant, type Uuid } from '#domain';
import { memoryLog, type EventLog, type Position } from '#event-log';
import {
  bearing,
  memoryBearingIndex,
  streamReader,
  emptyStream,
  extended,
  identityOf,
  isErasedWhole,
  metaOf,
  nameUuid,
  openStream,
  streamCache,
  uuidOf,
  withTold,
} from '#cases';
import { aCase, aRegistration, day, PLACING_PARTY, REGION } from '../../../test/support/case-builder.js';
import { appendTold, sealingOf } from '../../../test/support/told-log.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../test/support/wire-events.js';

const story = aCase('P1').emergency().started('2026-01-15').proposed('2026-01-20').approvedByBoth('2026-02-01');
const events = eventsOf(story);
const KOMMUN = PLACING_PARTY as Controller;
const PERSON = aRegistration.person.personId;
const stream = `case-${story.placementId}` as StreamName<'case'>;
describe('reading', () => {
  let log: EventLog;
  let keys: KeyStore;
  beforeEach(() => {
    log = memoryLog();
    keys = memoryKeys();
  });

  const append = (event: WireEvent, recordedAt?: string): Promise<Position> =>
    appendTold({ log, keys }, event, recordedAt);

  async function appendAll(all: readonly WireEvent[]): Promise<Position[]> {
    const positions: Position[] = [];
    for (const event of all) positions.push(await append(event));
    return positions;
  }

  const derived: Derived = {
    type: 'placement.findingResolved',
    thing: 'f1',
    data: { findingId: 'f1' as Uuid, rule: 'A-099', resolvedOn: '2026-02-01' as Day },
    why: { rule: 'A-099', agreement: null, rulePackVersion: null, causedBy: [] },
  };

  const recordedAt = '2026-02-02T08:00:00.000Z' as Instant;

  /** What the hub says after all events. */
  async function appendSaid(): Promise<void> {
    const place = { stream, eventId: uuidOf('x'), type: wireType(derived.type) };
    const subject = { kind: 'placement', id: story.placementId } as const;
    const body = encodeDerived({ derived, subject }, place, await sealingOf({ keys }, stream, KOMMUN, PERSON));
    const saying = { eventId: place.eventId, type: place.type, recordedAt, body };
    await log.append(stream, [saying], events.length - 1);
  }

  describe('a stream', () => {
    it('that was never written is empty, and has no key', async () => {
      const opened = await openStream({ log, keys }, stream, { want: 'assess' });
      expect(opened).toMatchObject({ revision: -1, position: null, recordedAt: null, facts: [], entries: [] });
      expect(opened.keys.size).toBe(0);
    });

    it('gives its facts as the law takes them, what the hub said apart, and all of it in order', async () => {
      await appendAll(events);
      await appendSaid();
      const opened = await openStream({ log, keys }, stream, { want: 'assess' });
      expect(opened.facts.map(({ type }) => type)).toEqual(story.facts.map(({ type }) => type));
      expect(opened.derived).toEqual([derived]);
      expect(opened.entries.map(({ kind }) => kind)).toEqual([...events.map(() => 'fact'), 'derived']);
      expect(opened).toMatchObject({ revision: events.length, recordedAt, position: await log.head() });
      expect(opened.told).toBeUndefined();
      expect(withTold(opened).told).toEqual(foldTold([derived]));
      expect(extended(withTold(emptyStream(stream, opened.keys)), opened.entries).told).toEqual(foldTold([derived]));
    });

    it('knows each message by source, subject and id', async () => {
      await appendAll(events);
      const { messages } = await openStream({ log, keys }, stream, { want: 'assess' });
      for (const { source, subject, id } of events) {
        expect(metaOf(messages.get(identityOf({ source, subject, id }))!).messageId).toBe(id);
        expect(messages.has(identityOf({ source: `${source}/other`, subject, id }))).toBe(false);
        expect(metaOf(messages.of({ source, subject, id })!).messageId).toBe(id);
        expect(messages.of({ source: `${source}/other`, subject, id })).toBeUndefined();
      }
      expect(messages.size).toBe(events.length);
    });

    it('opens a birth date to assess, free text only to show', async () => {
      await append(events[0]!);
      const assess = await openStream({ log, keys }, stream, { want: 'assess' });
      const show = await openStream({ log, keys }, stream, { want: 'show' });
      expect(assess.facts[0]!.data).toMatchObject({
        person: { birthDate: aRegistration.person.birthDate },
        goals: [''],
      });
      expect(show.facts[0]!.data).toMatchObject({ goals: aRegistration.goals });
    });

    it('is read after erasure with nothing of what its controller said, and all of what others did', async () => {
      await appendAll(events);
      const own = events.filter(({ source }) => source.startsWith(`/party/${REGION}`));
      expect(own.length).toBeGreaterThan(0);
      await keys.destroy(REGION, PERSON);
      const { entries, facts, erased, messages } = await openStream({ log, keys }, stream, { want: 'show' });
      expect(erased).toEqual([REGION]);
      expect(facts).toHaveLength(events.length - own.length);
      expect(facts[0]!.data).toMatchObject({ goals: aRegistration.goals });
      expect(entries.filter(({ kind }) => kind === 'erasedFact')).toHaveLength(own.length);
      for (const { source, subject, id } of own)
        expect(messages.of({ source, subject, id })).toMatchObject({ kind: 'erasedFact', meta: { messageId: id } });
    });

    it('is erased whole with the fact that opened it', async () => {
      await appendAll(events);
      await keys.destroy(KOMMUN, PERSON);
      const opened = await openStream({ log, keys }, stream, { want: 'show' });
      expect(isErasedWhole(opened)).toBe(true);
      expect(opened.erased).toEqual([KOMMUN]);
    });

    it('is not erased as of a position before anything that is', async () => {
      const positions = await appendAll(events);
      await keys.destroy(REGION, PERSON);
      const opened = await openStream({ log, keys }, stream, { want: 'assess', upTo: positions[0]! });
      expect(opened.erased).toEqual([]);
    });

    it('whose key is gone without a mark of erasure is a defect', async () => {
      await append(events[0]!);
      await expect(openStream({ log, keys: memoryKeys() }, stream, { want: 'assess' })).rejects.toThrow(KeyMissing);
    });

    it('opens nothing of what the hub said until somebody asks what, and then each once', async () => {
      await appendAll(events);
      await appendSaid();
      const opened = { count: 0 };
      const counting: Pick<KeyStore, 'of'> = {
        of: async (name) =>
          new Map(
            Array.from(await keys.of(name), ([owner, key]) => [
              owner,
              key === 'erased' ? key : { ...key, open: (...sealed) => (opened.count++, key.open(...sealed)) },
            ]),
          ),
      };
      const read = await openStream({ log, keys: counting }, stream, { want: 'assess' });
      expect([read.facts.length, opened.count]).toEqual([events.length, events.length]);
      const told = withTold(read);
      expect([read.derived, told.told, opened.count]).toEqual([[derived], foldTold([derived]), events.length + 1]);
      expect([withTold(told), told.derived]).toEqual([told, [derived]]);
      expect(withTold(told)).toBe(told);
      expect(opened.count).toBe(events.length + 1);
    });

    it('is read as it was at any position', async () => {
      const positions = await appendAll(events);
      for (const [index, upTo] of positions.entries()) {
        const opened = await openStream({ log, keys }, stream, { want: 'assess', upTo });
        expect(opened.facts).toHaveLength(index + 1);
      }
    });
  });

  describe('a case', () => {
    it('is assessed at any date and as of any position, the same each time', async () => {
      const positions = await appendAll([...dalarnaEvents(), ...events]);
      const known = bearing({ log, keys, index: memoryBearingIndex() });
      const deps = { cache: streamCache({ log, keys }), bearing: known, name: nameUuid() };
      const reader = streamReader(deps);
      const status = async (asOf: string, upTo?: Position): Promise<string> => {
        const { assessment } = await reader.read(stream, { asOf: day(asOf), ...(upTo === undefined ? {} : { upTo }) });
        return assessment.costs.status;
      };
      expect(await status('2026-01-31')).toBe('provisional');
      expect(await status('2026-02-01')).toBe('fixed');
      // The last approval was not yet known to the hub.
      expect(await status('2026-02-01', positions.at(-2))).toBe('provisional');
      expect(await status('2026-02-01')).toBe('fixed');
      const [one, other] = await Promise.all([1, 2].map(() => reader.read(stream, { asOf: day('2026-02-01') })));
      expect(one!.assessment).toBe(other!.assessment);
      expect(one!.assessment.placement?.agreement?.pack).toBe('dalarna-hvb-2025');
    });

    it('is remembered on the day asked of it last, however many others are read, until more is said or the day turns', async () => {
      const last = events.at(-1)!;
      await appendAll(events.slice(0, -1));
      const reader = streamReader({
        cache: streamCache({ log, keys }),
        bearing: bearing({ log, keys, index: memoryBearingIndex() }),
        name: nameUuid(),
      });
      const onDay = async (asOf: string) =>
        reader.onDay(await reader.read(stream, { asOf: day('2026-01-31') }), day(asOf));
      const before = await onDay('2026-02-01');
      expect(before.assessment.asOf).toBe('2026-02-01');
      // More than there are assessments remembered of all streams.
      for (let at = 0; at < 600; at += 1) await reader.read(stream, { asOf: addDays(day('2027-01-01'), at) });
      expect(await onDay('2026-02-01')).toBe(before);
      expect((await onDay('2026-02-02')).assessment.asOf).toBe('2026-02-02');
      expect((await onDay('2026-02-01')).assessment.costs.status).toBe('provisional');
      await append(last);
      expect((await onDay('2026-02-01')).assessment.costs.status).toBe('fixed');
      // By an agreement that has come to bear on it since.
      for (const event of dalarnaEvents()) await append(event);
      expect((await onDay('2026-02-01')).assessment.placement?.agreement?.pack).toBe('dalarna-hvb-2025');
    });
  });
});
