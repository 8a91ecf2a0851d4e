/** Two hubs on one log: one is told of a case while the other is told of its SIP. Nothing is said twice, nothing is left unsaid. */
import fc from 'fast-check';
import { memoryKeys, type KeyStore } from '#access';
import { nameUuid, openStream } from '#cases';
import { assessmentOf, foldTold, say, streamNamed, type Derived, type StreamName } from '#domain';
import { memoryLog, type EventLog } from '#event-log';
import { always } from '../../../test/support/always.js';
import { aCase } from '../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../test/support/open-hub.js';
import { aSip, GUARDIAN } from '../../../test/support/sip-builder.js';
import { whatBearsOn } from '../../../test/support/what-bears.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../test/support/wire-events.js';

const startAt = '2026-06-20T08:00:00.000Z';
const masterKey = Buffer.alloc(32, 1);
const story = aCase('P1')
  .registered()
  .clarified({}, { at: '2026-01-12' })
  .started('2026-01-15')
  .childHeard('2026-01-20')
  .ended('2026-05-04');
const { placementId } = story;
const sip = aSip()
  .considered({ placementId }, { at: '2026-01-20', id: 'considered' })
  .needed({ placementId }, { at: '2026-02-02', id: 'needed' })
  .consent('2026-02-03')
  .invited('region-20', {}, { at: '2026-02-04' })
  .annulled('considered', { at: '2026-02-10' })
  .withdrawn('2026-03-01', GUARDIAN);
const [ofCase, ofSip] = [eventsOf(story), eventsOf(sip)];
const STREAMS = [streamNamed('case', placementId), streamNamed('sip', sip.sipId)];

interface Shared {
  readonly log: EventLog;
  readonly keys: KeyStore;
}

const opening = (shared: Shared): Promise<SpecHub> => openSpecHub({ ...shared, startAt, masterKey });

async function take(hub: SpecHub, event: WireEvent): Promise<void> {
  const [receipt] = await hub.post([event]);
  expect([event.type, receipt?.outcome, receipt?.problem?.code]).toEqual([event.type, 'accepted', undefined]);
}

/** Each says all that it has to, until none has anything. */
async function settled(hubs: readonly SpecHub[]): Promise<void> {
  for (const hub of [...hubs, ...hubs]) await hub.clock.run();
}

/** What the hubs have said of a stream, and what of that said nothing new; and what they would still say. */
async function said(shared: Shared, stream: StreamName) {
  const opened = await openStream(shared, stream, { want: 'assess' });
  const twice = opened.derived.filter((one, at) => {
    const before = foldTold(opened.derived.slice(0, at));
    return JSON.stringify(told(foldTold([one], before))) === JSON.stringify(told(before));
  });
  const surroundings = await whatBearsOn(shared, opened);
  const beside = { surroundings, today: startAt.slice(0, 10) as never, name: nameUuid() };
  const unsaid = say(foldTold(opened.derived), assessmentOf(opened, beside), beside.today);
  return { twice: typesOf(twice), unsaid: typesOf(unsaid), told: told(foldTold(opened.derived)) };
}

const typesOf = (derived: readonly Derived[]): readonly string[] => derived.map(({ type }) => type);

/** What stands said, by what it is about; not by which events it was first seen. */
function told({ deadlines, findings, expired, disclosures }: ReturnType<typeof foldTold>): object {
  return {
    deadlines: [...deadlines].map(([id, { why: _by, ...one }]) => [id, one]).sort(byId),
    findings: [...findings].map(([id, { why: _by, ...one }]) => [id, one]).sort(byId),
    expired: [...expired],
    disclosures: [...disclosures].map(([id, { open }]) => [id, open]).sort(byId),
  };
}

const byId = ([a]: readonly unknown[], [b]: readonly unknown[]): number => (String(a) < String(b) ? -1 : 1);

/** One hub that is told all of it, one after the other. */
async function inSequence(): Promise<readonly object[]> {
  const shared = { log: memoryLog(), keys: memoryKeys() };
  const hub = await opening(shared);
  for (const event of [...dalarnaEvents(), ...ofCase, ...ofSip]) await take(hub, event);
  await settled([hub]);
  const all = await Promise.all(STREAMS.map((stream) => said(shared, stream)));
  await hub.close();
  return all;
}

describe('two hubs, of which one is told of a case and the other of its SIP', () => {
  let alone: readonly object[];
  beforeAll(async () => {
    alone = await inSequence();
  });

  it('say together what one would that is told of both, and that says something of each', () => {
    for (const one of alone) expect(one).toMatchObject({ twice: [], unsaid: [] });
    expect(JSON.stringify(alone[0])).toContain('"A-024"');
    expect(JSON.stringify(alone[1])).toContain('consentExpiry');
  });

  it('at once, the SIP between what is read of the case and what is appended to it: the finding is raised by one and resolved by the other', async () => {
    const shared = { log: memoryLog(), keys: memoryKeys() };
    const other = await opening(shared);
    let ahead: readonly WireEvent[] = ofSip;
    const behind: EventLog = {
      ...shared.log,
      append: async (stream, events, revision) => {
        const first = events.some(({ type }) => type.includes('placement.started')) ? ahead : [];
        if (first.length > 0) ahead = [];
        for (const event of first) await take(other, event);
        return shared.log.append(stream, events, revision);
      },
    };
    const late = await opening({ ...shared, log: behind });
    for (const event of dalarnaEvents()) await take(other, event);
    for (const event of ofCase) await take(late, event);
    expect(ahead).toEqual([]);
    await settled([late, other]);
    expect(await Promise.all(STREAMS.map((stream) => said(shared, stream)))).toEqual(alone);
    for (const hub of [late, other]) await hub.close();
  });

  it('side by side, in whatever order the words of each come to their hub’s turn: nothing twice, nothing unsaid', async () => {
    const turns = fc.array(fc.constantFrom('case', 'sip', 'both', 'clocks'), { minLength: 4, maxLength: 24 });
    await always(
      fc.asyncProperty(turns, async (order) => {
        const shared = { log: memoryLog(), keys: memoryKeys() };
        const hubs = [await opening(shared), await opening(shared)] as const;
        for (const event of dalarnaEvents()) await take(hubs[0], event);
        const left = { case: [...ofCase], sip: [...ofSip] };
        const next = async (kind: 'case' | 'sip'): Promise<void> => {
          const event = left[kind].shift();
          if (event) await take(hubs[kind === 'case' ? 0 : 1], event);
        };
        const turn: Readonly<Record<string, () => Promise<unknown>>> = {
          case: () => next('case'),
          sip: () => next('sip'),
          both: () => Promise.all([next('case'), next('sip')]),
          clocks: () => Promise.all(hubs.map(({ clock }) => clock.run())),
        };
        for (const one of order) await turn[one]?.();
        while (left.case.length + left.sip.length > 0) await turn['both']?.();
        await settled(hubs);
        expect(await Promise.all(STREAMS.map((stream) => said(shared, stream)))).toEqual(alone);
        for (const hub of hubs) await hub.close();
      }),
      { numRuns: 25 },
    );
  });
});
