import fc from 'fast-check';
import { memoryKeys, type KeyStore } from '#access';
import { encodeDerived, KeyMissing, wireType, type StreamName } from '#contracts';
import { foldTold, type Controller, type Day, type Derived, type Instant, type Uuid } from '#domain';
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
import { always } from '../../../test/support/always.js';
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

  describe('a stream', () => {
    it('that was never written is empty, and has no key', async () => {
      const opened = await openStream({ log, keys }, stream, { want: 'assess' });
      expect(opened).toMatchObject({ revision: -1, position: null, recordedAt: null, facts: [], entries: [] });
      expect(opened.keys.size).toBe(0);
    });

    it('gives its facts as the law takes them, what the hub said apart, and all of it in order', async () => {
      await appendAll(events);
      const recordedAt = '2026-02-02T08:00:00.000Z' as Instant;
      const place = { stream, eventId: uuidOf('x'), type: wireType(derived.type) };
      const subject = { kind: 'placement', id: story.placementId } as const;
      const body = encodeDerived({ derived, subject }, place, await sealingOf({ keys }, stream, KOMMUN, PERSON));
      const saying = { eventId: place.eventId, type: place.type, recordedAt, body };
      await log.append(stream, [saying], events.length - 1);
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

    it('is read as it was at any position', async () => {
      const positions = await appendAll(events);
      for (const [index, upTo] of positions.entries()) {
        const opened = await openStream({ log, keys }, stream, { want: 'assess', upTo });
        expect(opened.facts).toHaveLength(index + 1);
      }
    });
  });

  describe('the cache', () => {
    const counting = (inner: EventLog) => {
      const counted = { reads: 0, events: 0 };
      const readStream: EventLog['readStream'] = async (...args) => {
        const result = await inner.readStream(...args);
        counted.reads += 1;
        counted.events += result.length;
        return result;
      };
      return { counted, log: { readStream, compare: (a: Position, b: Position) => inner.compare(a, b) } };
    };

    it('gives the same at every position as a stream read anew, whatever it knows already', async () => {
      const positions = await appendAll(events);
      const cache = streamCache({ log, keys });
      for (const upTo of [...positions, ...[...positions].reverse(), undefined]) {
        const fresh = await openStream({ log, keys }, stream, {
          want: 'assess',
          ...(upTo === undefined ? {} : { upTo }),
        });
        const { keys: _one, ...cached } = await cache.upToDate(stream, upTo);
        const { keys: _other, ...expected } = fresh;
        expect(cached).toEqual(expected);
      }
    });

    it('reads only what was appended since', async () => {
      await appendAll(events.slice(0, 3));
      const { counted, log: watched } = counting(log);
      const cache = streamCache({ log: watched, keys });
      await cache.upToDate(stream);
      await append(events[3]!);
      expect((await cache.upToDate(stream)).facts).toHaveLength(4);
      expect(counted).toEqual({ reads: 2, events: 4 });
      expect((await cache.lastKnown(stream)).facts).toHaveLength(4);
      expect(counted.reads).toBe(2);
    });

    const upToHead = (inner: Pick<EventLog, 'readStream' | 'compare'>, shownLateMsMax?: number) =>
      streamCache({ log: { ...inner, ...(shownLateMsMax === undefined ? {} : { shownLateMsMax }) }, keys });

    it('reads nothing where it has read up to there, until the head has moved', async () => {
      const [first, , third] = await appendAll(events.slice(0, 3));
      const { counted, log: watched } = counting(log);
      const cache = upToHead(watched, 0);
      await cache.upToDate(stream, third);
      expect((await cache.upToDate(stream, third)).facts).toHaveLength(3);
      expect((await cache.upToDate(stream, first)).facts).toHaveLength(1);
      expect(counted.reads).toBe(1);
      const other = await append(dalarnaEvents()[0]!);
      await cache.upToDate(stream, other);
      expect((await cache.upToDate(stream, other)).facts).toHaveLength(3);
      expect(counted.reads).toBe(2);
      const fourth = await append(events[3]!);
      expect((await cache.upToDate(stream, fourth)).facts).toHaveLength(4);
      expect((await cache.upToDate(stream, other)).facts).toHaveLength(3);
      expect((await cache.upToDate(stream, fourth)).facts).toHaveLength(4);
      expect(counted).toEqual({ reads: 3, events: 4 });
      expect((await cache.upToDate(stream)).facts).toHaveLength(4);
      expect(counted.reads).toBe(4);
    });

    it('reads each time where the log may show late what it has acknowledged, and of what another has kept', async () => {
      const positions = await appendAll(events.slice(0, 3));
      const head = positions.at(-1)!;
      for (const shownLateMsMax of [1, undefined]) {
        const { counted, log: watched } = counting(log);
        const cache = upToHead(watched, shownLateMsMax);
        for (const _time of [1, 2, 3]) await cache.upToDate(stream, head);
        expect(counted.reads).toBe(3);
      }
      const { counted, log: watched } = counting(log);
      const cache = upToHead(watched, 0);
      cache.keep(await openStream({ log, keys }, stream, { want: 'assess', upTo: positions[0]! }));
      expect((await cache.upToDate(stream, head)).facts).toHaveLength(3);
      expect(counted.reads).toBe(1);
    });

    it('gives what a stream read anew gives, in whatever order it is asked, kept, forgotten and told more', async () => {
      const turn = fc.constantFrom('tell', 'ask', 'askThen', 'askNow', 'keep', 'forget', 'know');
      const turns = fc.array(fc.tuple(turn, fc.nat({ max: 20 })), { minLength: 5, maxLength: 40 });
      const told = [...events, ...dalarnaEvents()].sort((a, b) => (a.id < b.id ? -1 : 1));
      await always(
        fc.asyncProperty(turns, async (all) => {
          log = memoryLog();
          keys = memoryKeys();
          const cache = upToHead(log, 0);
          const positions: Position[] = [log.start];
          const same = async (opened: { readonly entries: unknown }, upTo?: Position): Promise<void> => {
            const options = { want: 'assess', ...(upTo === undefined ? {} : { upTo }) } as const;
            expect(opened.entries).toEqual((await openStream({ log, keys }, stream, options)).entries);
          };
          const take: Record<(typeof all)[number][0], (at: number) => unknown> = {
            tell: async () => {
              const event = told[positions.length - 1];
              if (event) positions.push(await append(event));
            },
            ask: async () => same(await cache.upToDate(stream, await log.head()), await log.head()),
            askThen: async (at) => {
              const upTo = positions[at % positions.length]!;
              await same(await cache.upToDate(stream, upTo), upTo);
            },
            askNow: async () => same(await cache.upToDate(stream)),
            keep: async () => {
              cache.keep(await openStream({ log, keys }, stream, { want: 'assess' }));
            },
            forget: () => {
              cache.forget(stream);
            },
            know: () => cache.lastKnown(stream),
          };
          for (const [what, at] of all) await take[what](at);
          await same(await cache.upToDate(stream, await log.head()));
        }),
      );
    });

    it('reads anew what it was told to forget, and what did not fit', async () => {
      await appendAll(events);
      const { counted, log: watched } = counting(log);
      const cache = streamCache({ log: watched, keys });
      await cache.lastKnown(stream);
      cache.forget(stream);
      await cache.lastKnown(stream);
      expect(counted.reads).toBe(2);
      const small = streamCache({ log: watched, keys }, 2);
      await small.lastKnown(stream);
      expect((await small.lastKnown(stream)).facts).toHaveLength(events.length);
      expect(counted.reads).toBe(4);
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
  });
});
