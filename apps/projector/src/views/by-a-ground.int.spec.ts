/** Whom a ground names that has no part in a thing: it reads what the ground opens while it is in force, and before and after that it is nobody. */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Instant, type PartyId, type Uuid } from '#domain';
import { aCase, aLine, day, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { aConcern } from '../../../../test/support/concern-builder.js';
import { aDischarge } from '../../../../test/support/discharge-builder.js';
import { endOf, groundOf } from '../../../../test/support/grounds.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { recordingLedger, type RecordingLedger } from '../../../../test/support/recording-ledger.js';
import { aSip } from '../../../../test/support/sip-builder.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';
import { VIEWS_UNDER } from './case-view.js';

/** Named by a ground of the first to the tenth of February, by one that is ended on the sixth, and by one of one message. */
const NAMED = 'region-21' as PartyId;
const ENDED = 'region-03' as PartyId;
const OF_ONE = 'region-17' as PartyId;
/** Named by a ground of a deviation with its placement, and of the costs. */
const OF_DEVIATION = 'region-18' as PartyId;
const OF_COSTS = 'region-19' as PartyId;
/** A payer, of which a ground opens the case too. */
const PAYER = 'region-01' as PartyId;
const ASKERS = [NAMED, ENDED, OF_ONE, OF_DEVIATION, OF_COSTS, PAYER];
const NEVER = uuid('placement/never');

const decided = (recipient: PartyId, label: string, more: object = {}) =>
  groundOf('2026-01-20', { recipient, groundId: uuid(`ground/${label}`), from: day('2026-02-01'), ...more });
const { statute: _none, ...aTrial } = decided(OF_ONE, 'G3', {
  ...{ ground: 'harmTest', outcome: 'noHarm', covers: { messages: ['heard'] } },
});
const AT = { at: '2026-01-20' };
const story = aCase('P1')
  .registered({}, { id: 'r' })
  .childHeard('2026-01-13', { id: 'heard' })
  .deviation('2026-01-14', {}, { at: '2026-01-14' })
  .proposed('2026-01-15', { lines: [aLine('housing', { [PLACING_PARTY]: 500, [PAYER]: 500 })] }, { at: '2026-01-15' })
  .said('placement.disclosureDecided', decided(NAMED, 'G1', { to: day('2026-02-10') }), AT)
  .said('placement.disclosureDecided', decided(ENDED, 'G2'), AT)
  .said('placement.disclosureDecided', aTrial, AT)
  .said('deviation.disclosureDecided', decided(OF_DEVIATION, 'G4'), AT)
  .said('costAllocation.disclosureDecided', decided(OF_COSTS, 'G5', { covers: { classes: ['cost'] } }), AT)
  .said('placement.disclosureDecided', decided(PAYER, 'G6'), AT);
const ended = story.said('placement.disclosureEnded', endOf('2026-02-06', { groundId: uuid('ground/G2') }), {
  at: '2026-02-06',
});
const DEVIATION = uuid('deviation/1');

const THING_AT = { at: '2026-01-20' };
const toNamed = decided(NAMED, 'G1', { to: day('2026-02-10') });
const discharge = aDischarge('U1')
  .admitted('2026-01-12 09:00', {}, { at: '2026-01-12' })
  .said('discharge.disclosureDecided', toNamed, { ...THING_AT, by: REGION });
const concern = aConcern('O1')
  .reported('2026-01-12', {}, { by: REGION, at: '2026-01-12' })
  .said('concern.disclosureDecided', toNamed, { ...THING_AT, by: REGION });
const sip = aSip('S1')
  .needed({}, { at: '2026-01-10' })
  .said('sip.disclosureDecided', toNamed, { ...THING_AT, by: PLACING_PARTY });
const DEVIATION_ALONE = uuid('deviation/2');
const deviating = aCase('P2')
  .deviation('2026-01-14', {}, { of: '2', at: '2026-01-14' })
  .said('deviation.disclosureDecided', toNamed, { ...THING_AT, of: '2' });
/** Of no placement. */
const unbound = (events: readonly WireEvent[]): WireEvent[] =>
  events.map((event) => {
    const { placementId: _none, ...data } = event.data as { readonly placementId?: string };
    return { ...event, data };
  });

const ofSubject = (subject: string): readonly string[] =>
  ['timeline', 'deadlines', 'findings'].map((view) => `/v1/${view}?of=${subject}`);
/** Every door of one placement, as somebody asks at it. */
const doorsOf = (placementId: Uuid, who: PartyId): readonly string[] => [
  `/v1/placements/${placementId}`,
  ...VIEWS_UNDER.map((view) => `/v1/placements/${placementId}/${view}`),
  ...ofSubject(`placement/${placementId}`),
  `/v1/explain?of=placement/${placementId}&recipient=${who}`,
];
const withPlacement = (id: Uuid, who: PartyId): readonly string[] => [
  `/v1/deviations/${id}`,
  ...ofSubject(`deviation/${id}`),
  `/v1/explain?of=deviation/${id}&recipient=${who}`,
];

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}
interface Entry {
  readonly type: string;
  readonly position: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

describe('whom a ground names that has no part (D-022, A4)', () => {
  let hub: SpecHub;
  let app: NestFastifyApplication;
  let url: string;
  let tokens: ReadonlyMap<string, string>;
  let book: RecordingLedger;

  beforeEach(async () => {
    hub = await openSpecHub();
    book = recordingLedger();
    ({ app, url, tokens } = await openViewsDoor(hub, await openSpecRows(hub), [...ASKERS, REGION], book));
    await tell([
      ...[...dalarnaEvents(), ...eventsOf(story), ...unbound(eventsOf(deviating))],
      ...[discharge, concern, sip].flatMap((one) => eventsOf(one)),
    ]);
  });
  afterEach(async () => {
    await app.close();
    await hub.close();
  });

  const tell = async (events: readonly WireEvent[]): Promise<void> => {
    const told = await hub.tell(events);
    expect(told.map(({ outcome, problem }) => problem ?? outcome)).toEqual(told.map(() => 'accepted'));
  };
  const on = (moment: string): Promise<unknown> => hub.time.moveTo(moment as Instant);
  const ask = async (path: string, who: string): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${tokens.get(who) ?? ''}` } });
    const { instance: _itsOwn, ...body } = (await response.json()) as Readonly<Record<string, unknown>>;
    return { status: response.status, body: Array.isArray(body) ? {} : body };
  };
  const answersAt = async (paths: readonly string[], who: PartyId): Promise<readonly Answer[]> => {
    const answers: Answer[] = [];
    for (const path of paths) answers.push(await ask(path, who));
    return answers;
  };
  const statusesAt = async (paths: readonly string[], who: PartyId): Promise<readonly number[]> =>
    (await answersAt(paths, who)).map(({ status }) => status);
  const open = (paths: readonly string[]): readonly number[] => paths.map(() => 200);
  /** Answered at each door as nobody is of an id that never was. */
  async function isNobody(doors: (id: Uuid, who: PartyId) => readonly string[], id: Uuid, who: PartyId): Promise<void> {
    const answers = await answersAt(doors(id, who), who);
    expect(answers).toEqual(await answersAt(doors(NEVER, who), who));
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body['code'])}`))).toEqual(
      new Set(['404 NotFound']),
    );
  }
  const of = story.placementId;
  const entriesOf = async (path: string, who: PartyId): Promise<readonly Entry[]> =>
    (await ask(path, who)).body['entries'] as readonly Entry[];
  const short = ({ type }: Entry): string => type.replace(/^se\.hvbhub\.|\.v1$/g, '');

  it('reads at every door of the case from the first day to the last, and is nobody the day before and the day after', async () => {
    const doors = doorsOf(of, NAMED);
    await on('2026-01-31T22:59:59.999Z');
    await isNobody(doorsOf, of, NAMED);
    await on('2026-01-31T23:00:00.000Z');
    expect(await statusesAt(doors, NAMED)).toEqual(open(doors));
    await on('2026-02-10T22:59:59.999Z');
    expect(await statusesAt(doors, NAMED)).toEqual(open(doors));
    await on('2026-02-10T23:00:00.000Z');
    await isNobody(doorsOf, of, NAMED);
  });

  it('is nobody from the day on which the ground is ended, on whatever day it asks about (B20)', async () => {
    const doors = doorsOf(of, ENDED);
    await on('2026-02-05T12:00:00.000Z');
    expect(await statusesAt(doors, ENDED)).toEqual(open(doors));
    await tell(eventsOf(ended).slice(eventsOf(story).length));
    await isNobody(doorsOf, of, ENDED);
    expect((await ask(`/v1/placements/${of}?asOf=2026-02-05`, ENDED)).status).toBe(404);
  });

  it('is shown what the ground opens, and what else stands there is withheld', async () => {
    await on('2026-02-01T12:00:00.000Z');
    const { body } = await ask(`/v1/placements/${of}`, NAMED);
    expect(body).toMatchObject({ placementId: of, status: 'registered', mode: 'planned' });
    expect(body['withheld']).toEqual(
      expect.arrayContaining([
        { pointer: '/personId', reason: 'noGround', class: 'identity' },
        { pointer: '/registeredKommun', reason: 'noGround', class: 'place' },
      ]),
    );
    for (const one of ['personId', 'registeredKommun', 'hvb', 'goals']) expect(body).not.toHaveProperty(one);
    const entries = await entriesOf(`/v1/placements/${of}/timeline`, NAMED);
    expect(entries.find((one) => short(one) === 'placement.registered')).toMatchObject({
      data: { mode: 'planned' },
      withheld: expect.arrayContaining([{ pointer: '/data/goals', reason: 'noGround', class: 'sensitive' }]) as object,
    });
    // Of another subject in the case nothing is there for it.
    expect(entries.map(short).filter((one) => !one.startsWith('placement.'))).toEqual([]);
    for (const path of withPlacement(DEVIATION, NAMED))
      expect([path, (await ask(path, NAMED)).status]).toEqual([path, 404]);
  });

  it('is told in the case of what was opened to itself, and of no ground of another’s', async () => {
    await on('2026-02-01T12:00:00.000Z');
    const entries = await entriesOf(`/v1/placements/${of}/timeline`, NAMED);
    expect(entries.filter((one) => short(one) === 'placement.disclosureWidened').map(({ data }) => data)).toEqual([
      expect.objectContaining({ recipient: NAMED, discloser: PLACING_PARTY, classes: ['case'] }),
    ]);
  });

  it('reads one message by a ground of that alone; every view is there, and of what is computed nothing is open', async () => {
    await on('2026-02-01T12:00:00.000Z');
    const doors = doorsOf(of, OF_ONE);
    expect(await statusesAt(doors, OF_ONE)).toEqual(open(doors));
    const entries = await entriesOf(`/v1/placements/${of}/timeline`, OF_ONE);
    expect(entries.map(short)).toEqual(['placement.childHeard', 'placement.disclosureWidened']);
    expect((await ask(`/v1/placements/${of}`, OF_ONE)).body).toEqual({
      ...{ placementId: of, asOf: '2026-02-01', asOfPosition: expect.any(String) as string },
      withheld: [{ pointer: '', reason: 'noGround', class: 'case' }],
    });
    expect((await ask(`/v1/placements/${of}/retention`, OF_ONE)).body['documents']).toEqual([]);
  });

  it('is explained that message by its position, and no other: as one that nobody has', async () => {
    await on('2026-02-01T12:00:00.000Z');
    const { events } = await hub.log.readStream(`case-${of}` as never).then((events) => ({ events }));
    const explained = async (type: string): Promise<number> => {
      const { position } = events.find((one) => one.type === `se.hvbhub.${type}.v1`)!;
      return (await ask(`/v1/explain?event=${position}&recipient=${OF_ONE}`, OF_ONE)).status;
    };
    expect([await explained('placement.childHeard'), await explained('placement.registered')]).toEqual([200, 404]);
  });

  it('reads a deviation with its placement by a ground of that, and of the placement nothing but that it is there', async () => {
    await on('2026-02-01T12:00:00.000Z');
    const doors = withPlacement(DEVIATION, OF_DEVIATION);
    expect(await statusesAt(doors, OF_DEVIATION)).toEqual(open(doors));
    expect((await ask(`/v1/deviations/${DEVIATION}`, OF_DEVIATION)).body).toMatchObject({ status: 'reported' });
    const { body } = await ask(`/v1/placements/${of}`, OF_DEVIATION);
    expect(body['withheld']).toEqual([{ pointer: '', reason: 'noGround', class: 'case' }]);
    expect(body).not.toHaveProperty('status');
  });

  it('reads the costs by a ground of these, and nothing of the placement (A-094)', async () => {
    await on('2026-02-01T12:00:00.000Z');
    const types = (await entriesOf(`/v1/placements/${of}/timeline`, OF_COSTS)).map(short);
    expect(types).toEqual(['costAllocation.proposed', 'costAllocation.disclosureWidened']);
    expect((await ask(`/v1/placements/${of}`, OF_COSTS)).body).not.toHaveProperty('status');
  });

  it('reads as a payer the costs, and what a ground opens of the case while it is in force', async () => {
    await on('2026-01-31T12:00:00.000Z');
    const before = await statusesAt([`/v1/placements/${of}/costs`, `/v1/placements/${of}`], PAYER);
    expect(before).toEqual([200, 404]);
    await on('2026-02-01T12:00:00.000Z');
    expect((await ask(`/v1/placements/${of}`, PAYER)).body).toMatchObject({ status: 'registered' });
    const entries = await entriesOf(`/v1/placements/${of}/timeline`, PAYER);
    // It has a part in the costs, and in nothing else: of another's deviation not even the type is told.
    expect(new Set(entries.map((one) => short(one).split('.')[0]))).toEqual(new Set(['placement', 'costAllocation']));
  });

  it.each<readonly [string, Uuid, (id: Uuid, who: PartyId) => readonly string[]]>([
    ['a SIP', sip.sipId, (id) => [`/v1/sips/${id}`, ...ofSubject(`sip/${id}`)]],
    ['a discharge', discharge.dischargeId, (id) => [`/v1/discharges/${id}`, ...ofSubject(`discharge/${id}`)]],
    ['a report of concern', concern.concernId, (id) => [`/v1/concerns/${id}`, ...ofSubject(`concern/${id}`)]],
    ['a deviation by itself', DEVIATION_ALONE, withPlacement],
  ])('reads %s by a ground of it, on the days of that and on no others', async (_what, id, doors) => {
    await on('2026-01-31T22:59:59.999Z');
    await isNobody(doors, id, NAMED);
    await on('2026-01-31T23:00:00.000Z');
    const paths = doors(id, NAMED);
    expect(await statusesAt(paths, NAMED)).toEqual(open(paths));
    await on('2026-02-10T23:00:00.000Z');
    await isNobody(doors, id, NAMED);
  });

  it('is entered with the ground, and where nothing is open that it was asked after (HSLF-FS 2016:40 4:9)', async () => {
    await on('2026-02-01T12:00:00.000Z');
    await ask(`/v1/placements/${of}`, NAMED);
    expect(book.entries.at(-1)).toMatchObject({
      ...{ controller: PLACING_PARTY, receiver: NAMED, outcome: 'reduced' },
      items: expect.arrayContaining([
        expect.objectContaining({
          ground: expect.objectContaining({ kind: 'duty', groundId: uuid('ground/G1') }) as object,
        }),
      ]) as object,
    });
    await ask(`/v1/placements/${of}`, OF_ONE);
    expect(book.entries.at(-1)).toMatchObject({
      ...{ controller: PLACING_PARTY, receiver: OF_ONE, outcome: 'thin' },
      items: [{ subject: { kind: 'placement', id: of }, classes: ['routing'], ground: null, withheld: 0 }],
    });
    await on('2026-02-10T23:00:00.000Z');
    await ask(`/v1/placements/${of}`, NAMED);
    expect(book.entries.at(-1)).toMatchObject({ controller: NAMED, outcome: 'denied' });
  });
});
