import { decodeEvent, traceOf } from '#cases';
import { type Instant } from '#domain';
import { aCase, PLACING_PARTY, REGION } from '../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../test/support/open-hub.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../test/support/wire-events.js';

const story = aCase('P1').emergency().started('2026-01-15').proposed('2026-01-20').approvedByBoth('2026-02-01');
const [registered, started, proposed, approvedByKommun, approvedByRegion] = eventsOf(story) as [
  WireEvent,
  WireEvent,
  WireEvent,
  WireEvent,
  WireEvent,
];

describe('the hub', () => {
  let hub: SpecHub;
  beforeEach(async () => {
    hub = await openSpecHub();
  });
  afterEach(() => hub.close());

  it('accepts a story told in order, and says what follows from it in the same append', async () => {
    const receipts = await hub.tell([...dalarnaEvents(), ...eventsOf(story)]);
    expect(receipts.map(({ outcome, problem }) => [outcome, problem?.code])).toEqual(
      receipts.map(() => ['accepted', undefined]),
    );
    const types = await hub.types();
    expect(types).toEqual(
      expect.arrayContaining([
        'placement.registered',
        'placement.deadlineSet',
        'costAllocation.fixed',
        'placement.deadlineMet',
      ]),
    );
    expect(types.indexOf('costAllocation.fixed')).toBeGreaterThan(types.lastIndexOf('costAllocation.approved'));
  });

  it('answers a position by which a view knows all of it', async () => {
    const [receipt] = await hub.tell([registered]);
    expect(receipt!.position).toBe(await hub.log.head());
  });

  it("gives what it says because of a message that message's trace", async () => {
    const traceparent = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
    await hub.tell([{ ...registered, traceparent }, started]);
    const { events } = await hub.log.readAll(hub.log.start, { limit: 100 });
    const untracedFrom = events.findIndex(({ type }) => type.endsWith('.started.v1'));
    expect(untracedFrom).toBeGreaterThan(1);
    for (const [index, event] of events.entries()) {
      const entry = decodeEvent(event, await hub.keys.of(event.stream), 'assess');
      expect(traceOf(entry)).toBe(index < untracedFrom ? traceparent : undefined);
    }
  });

  describe('the identity of a message', () => {
    it('is used up by acceptance: the same again is answered as the first time', async () => {
      const [first] = await hub.tell([registered]);
      await hub.tell([started]);
      const before = await hub.types();
      const [again] = await hub.post([registered]);
      expect(again).toEqual({ ...first, outcome: 'duplicate' });
      expect(first!.findings.length).toBeGreaterThan(0);
      expect(await hub.types()).toEqual(before);
    });

    it('is the same after a restart, and when only the trace or the order of fields differs', async () => {
      const { log, keys } = hub;
      const [first] = await hub.tell([registered]);
      await hub.close();
      hub = await openSpecHub({ log, keys, startAt: '2026-01-10T09:00:00.000Z' });
      const traced = Object.fromEntries(
        Object.entries({ ...registered, traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01` }).reverse(),
      );
      expect(await hub.post([traced])).toEqual([{ ...first, outcome: 'duplicate' }]);
    });

    it('is refused with other content', async () => {
      await hub.tell([registered]);
      const [other] = await hub.post([{ ...registered, time: '2026-01-10T08:00:01Z' }]);
      expect(other).toMatchObject({
        outcome: 'rejected',
        problem: { code: 'DuplicateIdDifferentContent', pointer: '/id' },
      });
    });

    it('is not used up by refusal: what was refused may be mended and sent again', async () => {
      await hub.tell([registered]);
      const [refused] = await hub.post([{ ...started, data: { startedOn: '2026-02-30' } }]);
      expect(refused).toMatchObject({
        outcome: 'rejected',
        problem: { code: 'InvalidValue', pointer: '/data/startedOn' },
      });
      expect(await hub.tell([started])).toMatchObject([{ outcome: 'accepted' }]);
    });

    it('is one message in a batch that holds it twice', async () => {
      await hub.time.moveTo(registered.time as Instant);
      expect(await hub.post([registered, registered])).toMatchObject([
        { outcome: 'accepted' },
        { outcome: 'duplicate' },
      ]);
    });
  });

  describe('a party', () => {
    it('speaks only as itself', async () => {
      expect(await hub.post([registered], REGION)).toMatchObject([
        { outcome: 'rejected', problem: { code: 'WrongSource', pointer: '/source', status: 403 } },
      ]);
      expect(await hub.post([registered], 'kommun-2080.aldrenamnden')).toMatchObject([
        { problem: { code: 'WrongSource' } },
      ]);
      expect(await hub.post([registered], 'kommun-2080')).toMatchObject([{ problem: { code: 'WrongSource' } }]);
      expect(await hub.types()).toEqual([]);
    });

    it('is refused what is not its to say, and finds it in its quarantine', async () => {
      await hub.tell([registered]);
      const theirs = { ...started, source: `/party/${REGION}` };
      const [refused] = await hub.tell([theirs]);
      expect(refused).toMatchObject({ outcome: 'rejected', problem: { code: 'NotYourFactToState' } });
      const kept = await hub.quarantine.read(REGION, refused!.quarantineId!);
      expect(JSON.parse(kept!.content!)).toEqual(theirs);
      expect(await hub.quarantine.list(PLACING_PARTY, 0, 10)).toEqual([]);
    });
  });

  describe('what comes before that which it names', () => {
    const early: WireEvent = { ...proposed, source: `/party/${REGION}`, time: '2026-01-08T07:00:00.000Z' };
    const masterKey = Buffer.alloc(32, 7);
    beforeEach(async () => {
      await hub.close();
      hub = await openSpecHub({ startAt: '2026-01-08T08:00:00.000Z', masterKey });
    });

    it('waits, and is judged when it arrives, before the answer to what arrived', async () => {
      const waiting = await hub.post([early]);
      expect(waiting).toEqual([
        {
          id: early.id,
          subject: early.subject,
          outcome: 'waiting',
          waitsFor: { what: 'placement' },
          until: '2026-01-15',
          findings: [],
        },
      ]);
      expect(await hub.types()).toEqual([]);
      await hub.tell([registered]);
      expect(await hub.types()).toContain('costAllocation.proposed');
      expect(await hub.room.size()).toBe(0);
      const [final] = await hub.receipts.after(REGION, 0, 10);
      expect(final).toMatchObject({ id: early.id, outcome: 'accepted', position: await hub.log.head() });
    });

    it('waits over a restart, also where the hub stopped between the two', async () => {
      await hub.post([early]);
      const { log, keys, folder } = hub;
      await hub.close();
      // The placement is accepted by a hub that knows nothing of the room, as if this one had stopped right after the append.
      const elsewhere = await openSpecHub({ log, keys, startAt: '2026-01-10T08:00:00.000Z' });
      await elsewhere.tell([registered]);
      await elsewhere.close();
      hub = await openSpecHub({ log, keys, folder, masterKey, startAt: '2026-01-10T09:00:00.000Z' });
      expect(await hub.room.size()).toBe(0);
      expect(await hub.receipts.after(REGION, 0, 10)).toMatchObject([{ id: early.id, outcome: 'accepted' }]);
    });

    it('is settled in whatever order the chain arrives', async () => {
      const both = eventsOf(aCase('P2').emergency().proposed('2026-01-20').approvedByBoth('2026-02-01'));
      await hub.time.moveTo('2026-02-02T08:00:00.000Z' as Instant);
      const [open, version, one, other] = both as [WireEvent, WireEvent, WireEvent, WireEvent];
      expect(await hub.post([other])).toMatchObject([{ outcome: 'waiting' }]);
      expect(await hub.post([{ ...version, source: `/party/${REGION}` }])).toMatchObject([{ outcome: 'waiting' }]);
      expect(await hub.post([open])).toMatchObject([{ outcome: 'accepted' }]);
      expect(await hub.post([one])).toMatchObject([{ outcome: 'accepted' }]);
      expect(await hub.room.size()).toBe(0);
      expect(await hub.types()).toContain('costAllocation.fixed');
    });

    it('is given back with its reason the day after its last', async () => {
      await hub.post([early]);
      await hub.time.moveTo('2026-01-15T22:59:59.999Z' as Instant);
      expect(await hub.room.size()).toBe(1);
      await hub.time.moveTo('2026-01-15T23:00:00.000Z' as Instant);
      expect(await hub.room.size()).toBe(0);
      const [final] = await hub.receipts.after(REGION, 0, 10);
      expect(final).toMatchObject({ id: early.id, outcome: 'rejected', problem: { code: 'WaitedInVain' } });
      expect(await hub.quarantine.read(REGION, final!.quarantineId!)).toMatchObject({ code: 'WaitedInVain' });
    });

    it('waits as long as the agreement in force says', async () => {
      await hub.tell(dalarnaEvents({ waitingDays: 3 }));
      expect(await hub.post([early])).toMatchObject([{ until: '2026-01-11' }]);
    });

    it('has its place taken by the same identity with new content', async () => {
      await hub.post([early]);
      const mended = { ...early, data: { ...early.data, documentRef: 'Dnr 2026:2' } };
      expect(await hub.post([mended])).toMatchObject([{ outcome: 'waiting' }]);
      await hub.tell([registered]);
      expect(await hub.post([mended])).toMatchObject([{ outcome: 'duplicate' }]);
      expect(await hub.post([early])).toMatchObject([{ problem: { code: 'DuplicateIdDifferentContent' } }]);
    });
  });

  describe('on one case at once', () => {
    it('takes 64 in turn, with no gap and no loss', async () => {
      await hub.tell([registered, started]);
      const reviews = Array.from({ length: 64 }, (_, index) => ({
        ...started,
        id: `review-${index}`,
        type: 'se.hvbhub.placement.schooling.v1',
        data: { phase: 'during', schoolKommun: '2081', on: '2026-01-15' },
      }));
      const receipts = await Promise.all(reviews.map((review) => hub.post([review])));
      expect(new Set(receipts.flat().map(({ outcome }) => outcome))).toEqual(new Set(['accepted']));
      const events = await hub.log.readStream(`case-${story.placementId}`);
      expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => index));
      expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
    });

    it('reads anew and tries again where another hub was faster', async () => {
      const other = await openSpecHub({ log: hub.log, keys: hub.keys, startAt: '2026-01-15T12:00:00.000Z' });
      await hub.tell([registered]);
      await other.tell([started]);
      const [receipt] = await hub.tell([proposed]);
      expect(receipt).toMatchObject({ outcome: 'accepted' });
      const [again] = await hub.post([started]);
      expect(again).toMatchObject({ outcome: 'duplicate' });
      await other.close();
    });
  });

  it('takes nothing back of what a party was told: the log holds what the receipts say', async () => {
    const told = await hub.tell([
      ...dalarnaEvents(),
      registered,
      started,
      proposed,
      approvedByKommun,
      approvedByRegion,
    ]);
    const positions = told.map(({ position }) => position!);
    expect([...positions].sort((a, b) => hub.log.compare(a, b))).toEqual(positions);
    expect(new Set(positions).size).toBe(positions.length);
  });

  it('makes no key for what is refused', async () => {
    await hub.post([started]);
    expect((await hub.keys.of(`case-${story.placementId}`)).size).toBe(0);
  });
});
