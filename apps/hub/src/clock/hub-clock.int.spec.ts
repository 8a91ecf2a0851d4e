import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStream } from '#cases';
import { birthday, type Day, type Instant } from '#domain';
import { aCase, aRegistration, uuid } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';

const story = aCase('P1').emergency().started('2026-01-15');
const [registered, started] = eventsOf(story) as [WireEvent, WireEvent];

describe('time', () => {
  let hub: SpecHub;
  beforeEach(async () => {
    hub = await openSpecHub();
  });
  afterEach(() => hub.close());

  describe('the clock', () => {
    const deadline = (types: readonly string[], what: string): number =>
      types.filter((type) => type === `placement.${what}`).length;

    it('says that a deadline was missed, at the beginning of the day after, without being asked', async () => {
      await hub.tell([...dalarnaEvents(), registered, started]);
      expect(deadline(await hub.types(), 'deadlineMissed')).toBe(0);
      await hub.time.moveTo('2026-04-01T10:00:00.000Z' as Instant);
      const { events } = await hub.log.readAll(hub.log.start, { limit: 1_000 });
      const missed = events.filter(({ type }) => type.includes('deadlineMissed'));
      // Two months from 2026-01-15; the day after begins at 23:00 UTC the evening before.
      expect(missed.map(({ recordedAt }) => recordedAt)).toContain('2026-03-15T23:00:00.000Z');
      expect(await hub.clock.idle()).toBe(true);
    });

    it('says nothing twice, though two hubs keep the time', async () => {
      await hub.tell([...dalarnaEvents(), registered, started]);
      const other = await openSpecHub({ log: hub.log, keys: hub.keys, startAt: hub.time.now() });
      await Promise.all([hub, other].map(({ time }) => time.moveTo('2026-04-01T10:00:00.000Z' as Instant)));
      const types = await hub.types();
      const once = await openSpecHub();
      await once.tell([...dalarnaEvents(), registered, started]);
      await once.time.moveTo('2026-04-01T10:00:00.000Z' as Instant);
      expect([...types].sort()).toEqual([...(await once.types())].sort());
      await other.close();
      await once.close();
    });

    it('catches up after downtime: what was missed and met meanwhile is said once', async () => {
      await hub.tell([...dalarnaEvents(), registered, started]);
      const { log, keys, folder } = hub;
      await hub.close();
      hub = await openSpecHub({ log, keys, folder, startAt: '2026-06-01T10:00:00.000Z' });
      await hub.clock.run();
      const types = await hub.types();
      expect(deadline(types, 'deadlineMissed')).toBeGreaterThan(0);
      await hub.clock.run();
      expect(await hub.types()).toEqual(types);
    });

    it('catches up after downtime also where its index was lost meanwhile', async () => {
      await hub.tell([...dalarnaEvents(), registered, started]);
      const { log, keys } = hub;
      await hub.close();
      hub = await openSpecHub({ log, keys, startAt: '2026-06-01T10:00:00.000Z' });
      await hub.clock.run();
      expect(deadline(await hub.types(), 'deadlineMissed')).toBeGreaterThan(0);
    });

    it('has its index again from the log when it is lost', async () => {
      await hub.tell([...dalarnaEvents(), registered, started]);
      await hub.clock.run();
      const before = await hub.index.sizes();
      const again = await openSpecHub({ log: hub.log, keys: hub.keys, startAt: hub.time.now() });
      await again.clock.run();
      expect(await again.index.sizes()).toEqual(before);
      await again.close();
    });
  });

  describe('a birthday', () => {
    const born = '2008-06-04' as Day;
    const growing = aCase('P2')
      .registered({ person: { ...aRegistration.person, birthDate: born } })
      .started('2026-01-15');
    const endsOfConsideration = async () => {
      const { events } = await hub.log.readAll(hub.log.start, { limit: 1_000 });
      return events.filter(({ type }) => type.includes('deadlineCancelled')).map(({ recordedAt }) => recordedAt);
    };

    it('is in no byte of the index before it, nor are later ones after it', async () => {
      const told = () => {
        const bytes = ['due.db', 'due.db-wal'].map((file) => readFileSync(join(hub.folder, file)));
        return [15, 18, 20, 21].filter((age) => bytes.some((one) => one.includes(birthday(born, age))));
      };
      await hub.tell([...dalarnaEvents(), ...eventsOf(growing)]);
      await hub.clock.run();
      expect(await hub.index.sizes()).toMatchObject({ due: 2 });
      expect(told()).toEqual([]);
      await hub.time.moveTo('2026-08-10T10:00:00.000Z' as Instant);
      // The day itself was "tomorrow" once, as every other day around it.
      expect(told()).toEqual([18]);
    });

    it('has what it ends said at its beginning: not the day before, and not the day after', async () => {
      await hub.tell([...dalarnaEvents(), ...eventsOf(growing)]);
      await hub.time.moveTo('2026-06-03T21:59:00.000Z' as Instant);
      expect(await endsOfConsideration()).toEqual([]);
      await hub.time.moveTo('2026-06-05T10:00:00.000Z' as Instant);
      expect(await endsOfConsideration()).toContain('2026-06-03T22:00:00.000Z');
    });

    it('is looked for day by day in the months around it, before and after alike', async () => {
      await hub.tell([...dalarnaEvents(), ...eventsOf(growing)]);
      const keptOn = async (at: string): Promise<Day | null> => {
        await hub.time.moveTo(at as Instant);
        return hub.index.firstDayAfter(at.slice(0, 10) as Day);
      };
      expect(await keptOn('2026-02-02T10:00:00.000Z')).toBe('2026-03-01');
      expect(await keptOn('2026-06-02T10:00:00.000Z')).toBe('2026-06-03');
      expect(await keptOn('2026-06-20T10:00:00.000Z')).toBe('2026-06-21');
      expect(await keptOn('2026-08-02T10:00:00.000Z')).toBe('2026-09-01');
    });
  });

  describe('an agreement that moves', () => {
    it('has the cases of its kommuner judged anew', async () => {
      await hub.tell([registered, started]);
      const before = (await hub.types()).length;
      await hub.tell(dalarnaEvents());
      await hub.clock.run();
      const later = (await hub.types()).slice(before);
      expect(later.filter((type) => type.startsWith('placement.')).length).toBeGreaterThan(0);
    });

    it('bears on what comes after it in the same batch', async () => {
      const own = await openSpecHub({ startAt: '2026-01-15T08:00:00.000Z' });
      const [byRegion, byKommun, approval] = dalarnaEvents() as [WireEvent, WireEvent, WireEvent];
      await own.tell([byRegion, approval]);
      await own.post([byKommun, registered, started]);
      const { derived } = await openStream(own, `case-${story.placementId}`, { want: 'assess' });
      const deadlines = derived.filter(({ type }) => type === 'placement.deadlineSet');
      expect(deadlines.map(({ why }) => why.agreement)).toContain(uuid('agreement/RÖK'));
      await own.close();
    });
  });
});
