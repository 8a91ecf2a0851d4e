/** That something is there is told to nobody by what is done before they are refused (A7): no time is measured here, each statement is. */
import { principalOf, type DoorName, type Principal } from '#access';
import { type Uuid } from '#domain';
import { type Position } from '#event-log';
import { aCase, uuid } from '../../../../test/support/case-builder.js';
import { aConcern } from '../../../../test/support/concern-builder.js';
import { aDischarge } from '../../../../test/support/discharge-builder.js';
import { auditorUnder, mandateOver } from '../../../../test/support/mandates.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, refusedWith, type SpecViews } from '../../../../test/support/open-views.js';
import { aSip, CONSENT } from '../../../../test/support/sip-builder.js';
import { tracedParts, type Traced } from '../../../../test/support/traced-parts.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';
import { answerWhatIf, type WhatIfQuestion } from '../audit/answer-what-if.js';
import { answerExplain } from '../explain/answer-explain.js';
import { VIEWS_UNDER } from './case-view.js';
import { entered } from './entered.js';
import { noted } from './noted.js';
import { type Eyes } from './showing.js';
import { answerCaseView, answerOf } from './subject-view.js';
import { THINGS } from './things.js';

const placed = aCase('P1')
  .registered({}, { id: 'r' })
  .deviation('2026-02-02', {}, { at: '2026-02-02' })
  .proposed('2026-02-03', {}, { at: '2026-02-03' });
const alone = aCase('P2').deviation('2026-02-02', {}, { of: '2' });
const unbound = (events: readonly WireEvent[]): WireEvent[] =>
  events.map((event) => {
    const { placementId: _none, ...data } = event.data as { readonly placementId?: string };
    return { ...event, data };
  });
const sip = aSip('S1').needed({}, { at: '2026-01-10' }).consent('2026-01-10');
const discharge = aDischarge('U1').admitted('2026-02-02 09:00');
const concern = aConcern('O1').reported('2026-02-02');

const NEVER = '99999999-9999-4999-8999-999999999999' as Uuid;
/** Of no part in anything of this, another county’s kommun; and an auditor who reads of it alone. */
const STRANGER_ID = 'kommun-1480.socialnamnden';
const STRANGER = principalOf(STRANGER_ID) as Principal;
const ITS_AUDITOR = auditorUnder('revision', mandateOver([STRANGER_ID]));

type Asks = (traced: Traced, eyes: Eyes, id: Uuid) => Promise<unknown>;

const viewAt =
  (view: (typeof VIEWS_UNDER)[number] | 'placement'): Asks =>
  ({ parts }, eyes, placementId) =>
    answerCaseView(parts, { view, placementId, eyes });
const thingAt =
  (thing: string): Asks =>
  ({ parts }, eyes, id) => {
    const found = THINGS.find(({ name }) => name === thing);
    return found ? found.answer(parts, { id, eyes }) : Promise.reject(new Error(`${thing} is no thing`));
  };
const ofAt =
  (view: 'deadlines' | 'findings' | 'timeline', kind: string): Asks =>
  ({ parts }, eyes, id) =>
    answerOf(parts, { view, of: `${kind}/${id}`, eyes });
const explainAt =
  (kind: string): Asks =>
  ({ parts }, eyes, id) =>
    answerExplain(parts, { of: `${kind}/${id}`, recipient: STRANGER_ID }, eyes);

const DEVIATIONS = [uuid('deviation/1'), uuid('deviation/2')] as const;
const [AGREEMENT] = dalarnaEvents().map(({ subject }) => subject.split('/')[1] as Uuid);

/** Every door that takes an id, with an id of another's. */
const DOORS: readonly (readonly [string, DoorName, Uuid, Asks])[] = [
  ...(['placement', ...VIEWS_UNDER] as const).map(
    (view) => [`the ${view} of a placement`, 'placements', placed.placementId, viewAt(view)] as const,
  ),
  ['a placement’s timeline by its name', 'timeline', placed.placementId, ofAt('timeline', 'placement')],
  ['the deadlines of costs', 'deadlines', placed.placementId, ofAt('deadlines', 'costAllocation')],
  ['the findings of a handover', 'findings', placed.placementId, ofAt('findings', 'handover')],
  ['a deviation with its placement', 'deviations', DEVIATIONS[0], thingAt('deviation')],
  ['the timeline of one', 'timeline', DEVIATIONS[0], ofAt('timeline', 'deviation')],
  ['a deviation by itself', 'deviations', DEVIATIONS[1], thingAt('deviation')],
  ['the findings of one', 'findings', DEVIATIONS[1], ofAt('findings', 'deviation')],
  ['a SIP', 'sips', sip.sipId, thingAt('sip')],
  ['the timeline of a SIP', 'timeline', sip.sipId, ofAt('timeline', 'sip')],
  ['a consent', 'consents', CONSENT, thingAt('consent')],
  ['a discharge', 'discharges', discharge.dischargeId, thingAt('discharge')],
  ['a report of concern', 'concerns', concern.concernId, thingAt('concern')],
  ['an agreement', 'agreements', AGREEMENT as Uuid, thingAt('agreement')],
  ['an explanation of a placement', 'explain', placed.placementId, explainAt('placement')],
  ['an explanation of a deviation', 'explain', DEVIATIONS[0], explainAt('deviation')],
  ['an explanation of a SIP', 'explain', sip.sipId, explainAt('sip')],
];
const OF_NOBODY: readonly string[] = ['an agreement'];

describe('what is another’s (A7)', () => {
  let hub: SpecHub;
  let views: SpecViews;
  let traced: Traced;
  beforeAll(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    const all = [
      ...[...dalarnaEvents(), ...eventsOf(placed), ...unbound(eventsOf(alone))],
      ...[sip, discharge, concern].flatMap((one) => eventsOf(one)),
    ];
    const told = await hub.tell(all);
    expect(told.map(({ outcome, problem }) => problem ?? outcome)).toEqual(told.map(() => 'accepted'));
    await views.rows.all();
    traced = tracedParts(views.parts);
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  /** With what it is refused, what is done until then, and what is entered of it but for the id. */
  async function refused(ask: (eyes: Eyes) => Promise<unknown>, door: DoorName, caller: Principal): Promise<unknown> {
    traced.taken();
    const before = views.entered.length;
    const refusal = await refusedWith(entered(traced.parts, { caller, door }, ask));
    const told = views.entered.slice(before).map(({ request: _own, ...entry }) => entry);
    return { refusal, done: traced.taken(), told };
  }

  describe.each(DOORS)('%s', (what, door, id, asks) => {
    const others = OF_NOBODY.includes(what) ? [] : ([['an auditor of others', ITS_AUDITOR]] as const);
    it.each([['a stranger', STRANGER] as const, ...others])(
      'is refused %s by what an id is refused by that never was, and nothing of it is opened',
      async (_who, caller) => {
        const ofAnothers = await refused((eyes) => asks(traced, eyes, id), door, caller);
        const ofNone = await refused((eyes) => asks(traced, eyes, NEVER), door, caller);
        expect(ofAnothers).toEqual(ofNone);
        expect(ofAnothers).toMatchObject({ refusal: { code: 'NotFound' }, told: [{ outcome: 'denied' }] });
        const { done } = ofAnothers as { readonly done: readonly string[] };
        expect(done).toContain('rows.isKnown');
        expect(done.filter((one) => /^(reader|keys)\.|readStream|readAll/.test(one))).toEqual([]);
      },
    );

    it('is opened to an auditor of all, of whom it is not asked', async () => {
      const caller = principalOf('auditor') as Principal;
      traced.taken();
      const asking = entered(traced.parts, { caller, door }, (its) => asks(traced, its, id));
      await expect(asking).resolves.toBeDefined();
      const done = traced.taken();
      expect(done).not.toContain('rows.isKnown');
      expect(done).toContain('reader.read');
    });
  });

  it('is explained to a stranger by its position as one is that nobody has', async () => {
    const explained = (event: Position) =>
      refused((eyes) => answerExplain(traced.parts, { event, recipient: STRANGER_ID }, eyes), 'explain', STRANGER);
    const [first] = (await hub.log.readAll(hub.log.start, { limit: 1 })).events;
    const ofAnothers = await explained(first!.position);
    expect(ofAnothers).toEqual(await explained(String(Number(await hub.log.head()) + 1_000) as Position));
    expect(ofAnothers).toMatchObject({ refusal: { code: 'NotFound' } });
  });

  it('is judged anew for no auditor of others, as what never was is for none', async () => {
    const judged = (id: Uuid) => {
      const asked = { of: `placement/${id}`, settings: {} } as unknown as WhatIfQuestion['asked'];
      const deps = { ...traced.parts, slices: { rest: () => Promise.resolve() } };
      return refused((eyes) => answerWhatIf(deps, { asked, eyes }), 'whatIf', ITS_AUDITOR);
    };
    const ofAnothers = await judged(placed.placementId);
    expect(ofAnothers).toEqual(await judged(NEVER));
    expect(ofAnothers).toMatchObject({ refusal: { code: 'NotFound' } });
  });

  it('is an agreement, which is about nobody, to no auditor', async () => {
    const eyes: Eyes = { caller: ITS_AUDITOR, noted: noted() };
    await expect(thingAt('agreement')(traced, eyes, AGREEMENT as Uuid)).resolves.toBeDefined();
  });
});
