/** A deviation stands where it was first reported, whichever hub took it: with one placement, or by itself. */
import { memoryKeys } from '#access';
import { AppendConflict, memoryLog, type EventLog } from '#event-log';
import { aCase, REGION, uuid } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';

const one = aCase('P1').registered().deviation('2026-02-02');
const [registered, report] = eventsOf(one) as [WireEvent, WireEvent];
const [other, elsewhere] = eventsOf(aCase('P2').registered().deviation('2026-02-02')) as [WireEvent, WireEvent];
const { placementId: _none, ...unbound } = report.data as { readonly placementId: string };
const byItself: WireEvent = { ...report, data: unbound };
const [, , investigated] = eventsOf(one.investigated('2026-02-03', {}, { by: REGION }));
const startAt = '2026-03-01T08:00:00.000Z';

const outcome = async (hub: SpecHub, event: WireEvent): Promise<string> => {
  const [receipt] = await hub.post([event]);
  return receipt?.problem?.code ?? receipt?.outcome ?? 'none';
};

describe('a deviation that has been reported', () => {
  let hub: SpecHub;
  beforeEach(async () => {
    hub = await openSpecHub({ startAt });
    for (const event of [registered, other]) expect(await outcome(hub, event)).toBe('accepted');
  });
  afterEach(() => hub.close());

  it('with one placement is refused with another, and by itself', async () => {
    expect(await outcome(hub, report)).toBe('accepted');
    expect(await hub.types()).toContain('deviation.boundToPlacement');
    expect(await outcome(hub, report)).toBe('duplicate');
    expect(await outcome(hub, { ...elsewhere, id: 'again' })).toBe('SubjectElsewhere');
    expect(await outcome(hub, byItself)).toBe('SubjectElsewhere');
    const { placementId: _here, ...there } = investigated!.data as { readonly placementId: string };
    expect(await outcome(hub, { ...investigated!, data: there })).toBe('SubjectElsewhere');
    expect(await outcome(hub, investigated!)).toBe('accepted');
  });

  it('by itself is refused with a placement', async () => {
    expect(await outcome(hub, byItself)).toBe('accepted');
    expect(await outcome(hub, { ...report, id: 'again' })).toBe('SubjectElsewhere');
    expect(await hub.types()).not.toContain('deviation.boundToPlacement');
  });

  it('stands nowhere while it is refused: what could not be reported may be reported elsewhere', async () => {
    expect(await outcome(hub, { ...elsewhere, source: '/party/region-21' })).toBe('NotYourFactToState');
    expect(await outcome(hub, report)).toBe('accepted');
  });
});

describe('two hubs that are told of one deviation for two placements at once', () => {
  it('take one of them, and the log says which', async () => {
    const log = memoryLog();
    const keys = memoryKeys();
    // The other hub is first, between what this one has read and what it appends.
    const behind: EventLog = {
      ...log,
      append: async (stream, events, revision) => {
        if (stream.startsWith('deviation-') && first) {
          const ahead = first;
          first = null;
          const [receipt] = await ahead.post([report]);
          expect(receipt?.outcome).toBe('accepted');
        }
        return log.append(stream, events, revision);
      },
    };
    let first: SpecHub | null = await openSpecHub({ log, keys, startAt });
    const taking = first;
    const late = await openSpecHub({ log: behind, keys, startAt });
    await taking.post([registered]);
    await taking.post([other]);
    expect(await outcome(late, { ...elsewhere, id: 'late' })).toBe('SubjectElsewhere');
    expect((await taking.types()).filter((type) => type === 'deviation.reported')).toHaveLength(1);
    for (const hub of [taking, late]) await hub.close();
  });

  it('whose append fails after it was settled is taken when it is sent again', async () => {
    const log = memoryLog();
    let isBroken = true;
    const breaking: EventLog = {
      ...log,
      append: (stream, events, revision) => {
        if (isBroken && stream.startsWith('case-') && events[0]?.type.includes('deviation.')) {
          isBroken = false;
          return Promise.reject(new AppendConflict(stream, revision, revision));
        }
        return log.append(stream, events, revision);
      },
    };
    const hub = await openSpecHub({ log: breaking, startAt });
    await hub.post([registered]);
    expect(await outcome(hub, report)).toBe('accepted');
    const types = await hub.types();
    expect(types.filter((type) => type === 'deviation.boundToPlacement')).toHaveLength(1);
    expect(types.filter((type) => type === 'deviation.reported')).toHaveLength(1);
    expect(uuid('deviation/1')).toBe(report.subject.slice('deviation/'.length));
    await hub.close();
  });
});
