/** What an auditor of the register sees under a mandate over some classes, at every door over HTTP, and what is entered of it (A16). */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { MANDATE_CLASSES } from '#access';
import { type DisclosureClass } from '#domain';
import { aCase, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { aConcern } from '../../../../test/support/concern-builder.js';
import { auditorUnder, mandateOver } from '../../../../test/support/mandates.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { recordingLedger, type RecordingLedger } from '../../../../test/support/recording-ledger.js';
import { aSip } from '../../../../test/support/sip-builder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

const OTHER_KOMMUN = 'kommun-0380.socialnamnden';
const story = aCase('P1')
  .emergency()
  .started('2026-01-15')
  .proposed('2026-01-20', {}, { at: '2026-01-20', by: REGION });
const theirs = aCase('P9').emergency({ registeredKommun: '0380' as never }, { by: OTHER_KOMMUN });
const sip = aSip('S1').needed({ placementId: story.placementId }).consent('2026-01-12').invited(REGION);
const concern = aConcern().reported('2026-02-02');
const PLACEMENT = `/v1/placements/${story.placementId}`;
const BEYOND_THE_CASE = ['/hvbId', '/hvbKommun', '/personId', '/registeredKommun'];
const FIRST = 'mandate/M1';
const SECOND = 'mandate/M2';
/** By whose name a mandate over all parties is of that class alone. */
const of = (one: DisclosureClass): string => `auditor-${one}`;

interface Left {
  readonly withheld?: readonly { readonly pointer: string; readonly reason: string; readonly class: string }[];
}
type Item = Readonly<Record<string, unknown>> & Left;

describe('an auditor with a mandate over some classes', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  let app: NestFastifyApplication;
  let url: string;
  let ledger: RecordingLedger;

  beforeAll(async () => {
    hub = await openSpecHub();
    const stories = [story, theirs, sip, concern].flatMap((one) => eventsOf(one));
    const told = await hub.tell([...dalarnaEvents(), ...stories]);
    expect(told.map(({ outcome, problem }) => problem ?? outcome)).toEqual(told.map(() => 'accepted'));
    rows = await openSpecRows(hub);
    ledger = recordingLedger();
    const others = new Map(
      [
        ...MANDATE_CLASSES.map((one) => auditorUnder(of(one), mandateOver('all', [one]))),
        auditorUnder('auditor-all', mandateOver('all')),
        auditorUnder('auditor-two', mandateOver([PLACING_PARTY], ['case']), mandateOver([REGION], ['cost'], SECOND)),
        auditorUnder(
          'auditor-apart',
          mandateOver([PLACING_PARTY], ['case']),
          mandateOver([OTHER_KOMMUN], ['place'], SECOND),
        ),
        auditorUnder('auditor-both', mandateOver('all', ['case']), mandateOver([OTHER_KOMMUN], ['place'], SECOND)),
        auditorUnder('auditor-judged', mandateOver('all', ['case', 'identity'])),
        auditorUnder('auditor-secrets', mandateOver('all', ['case', 'sensitive'])),
      ].map((who) => [who.kind === 'auditor' ? (who.auditor ?? '') : '', who] as const),
    );
    ({ app, url } = await openViewsDoor(hub, rows, [], { others, book: ledger.book }));
    await rows.all();
  });
  afterAll(async () => {
    await app.close();
    await hub.close();
  });

  const get = async <Answer = Item>(path: string, who: string): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${who}` } });
    expect([path, who, response.status]).toEqual([path, who, 200]);
    return (await response.json()) as Answer;
  };
  const members = (item: Item): readonly string[] => Object.keys(item).sort();
  const withheldOf = (item: Left): readonly string[] => (item.withheld ?? []).map(({ pointer }) => pointer).sort();

  it('sees of a placement the fields of its class, and is told of each of the rest that it is withheld', async () => {
    const ids = ['asOf', 'asOfPosition', 'placementId', 'placingParty', 'principals', 'thirdPayers'];
    const whole = await get(PLACEMENT, 'auditor-all');
    expect(whole.withheld).toBeUndefined();
    const own = { place: ['hvbId', 'hvbKommun', 'registeredKommun'], identity: ['personId'] };
    for (const one of ['place', 'identity'] as const)
      expect([one, members(await get(PLACEMENT, of(one)))]).toEqual([one, [...ids, ...own[one], 'withheld'].sort()]);
    for (const one of ['cost', 'sensitive', 'routing'] as const)
      expect([one, members(await get(PLACEMENT, of(one)))]).toEqual([
        one,
        ['asOf', 'asOfPosition', 'placementId', 'withheld'],
      ]);
    const byCase = await get(PLACEMENT, of('case'));
    expect(withheldOf(byCase)).toEqual(BEYOND_THE_CASE);
    expect(byCase.withheld?.map(({ reason }) => reason)).toEqual(BEYOND_THE_CASE.map(() => 'noGround'));
    expect(members({ ...whole, withheld: [] })).toEqual(
      [...members(byCase), ...BEYOND_THE_CASE.map((pointer) => pointer.slice(1))].sort(),
    );
  });

  it('sees of every view no more than its class, and is answered as is described', async () => {
    const views = [
      '',
      '/responsibility',
      '/costs',
      '/deadlines',
      '/findings',
      '/timeline',
      '/deviations',
      '/retention',
      '/handovers',
    ];
    const paths = [
      ...views.map((view) => `${PLACEMENT}${view}`),
      `/v1/sips/${sip.sipId}`,
      `/v1/concerns/${concern.concernId}`,
      ...['placements', 'deadlines', 'findings', 'handovers', 'deviations', 'worklist'].map((list) => `/v1/${list}`),
      '/v1/worklist/counts',
      `/v1/explain?recipient=${REGION}&of=placement/${story.placementId}`,
    ];
    for (const one of MANDATE_CLASSES) {
      for (const path of paths) {
        const text = JSON.stringify(await get<unknown>(path, of(one)));
        const isOwn = text.includes(`"reason":"noGround","class":"${one}"`);
        expect([path, one, isOwn]).toEqual([path, one, false]);
        if (one !== 'place') expect([path, one, text.includes('"registeredKommun":"')]).toEqual([path, one, false]);
        if (one !== 'sensitive') expect([path, one, text.includes('"goals":')]).toEqual([path, one, false]);
      }
    }
  });

  it('sees the costs where they are in its mandate, and nothing of them else', async () => {
    const open = await get(`${PLACEMENT}/costs`, of('cost'));
    expect([open['lines'], open['status'], withheldOf(open)]).toEqual([
      ...[expect.any(Array), undefined, ['/choices', '/negotiation', '/status']],
    ]);
    const closed = await get(`${PLACEMENT}/costs`, of('case'));
    expect([closed['lines'], closed.withheld?.some((one) => one.class === 'cost')]).toEqual([undefined, true]);
  });

  it('sees of each message on a timeline its class, and the message thin where nothing of it is', async () => {
    const { entries } = await get<{ readonly entries: readonly (Item & { readonly data?: Item })[] }>(
      `${PLACEMENT}/timeline`,
      of('identity'),
    );
    const registered = entries.find(({ type }) => String(type).includes('placement.registered'));
    expect(registered?.data).toHaveProperty('person');
    expect(registered?.data).not.toHaveProperty('hvb');
    const started = entries.find(({ type }) => String(type).includes('placement.started'));
    expect([started?.data, started?.withheld?.length]).toEqual([undefined, 1]);
  });

  it('finds in lists what it sees of a row, and no row of which nothing is left or by what is withheld', async () => {
    const listed = (path: string, who: string) => get<readonly Item[]>(path, who);
    const [first] = (await listed('/v1/placements', of('case'))).filter(
      (row) => row['placementId'] === story.placementId,
    );
    expect([first?.['status'], withheldOf(first ?? {})]).toEqual(['started', BEYOND_THE_CASE]);
    const subjects = (await listed('/v1/deadlines', of('cost'))).map(({ subject }) => String(subject).split('/')[0]);
    expect(subjects).toEqual(['agreement']);
    expect((await listed('/v1/deadlines', of('case'))).length).toBeGreaterThan(0);
    expect(await listed('/v1/placements?status=started', of('identity'))).toEqual([]);
    expect((await listed('/v1/placements?status=started', of('case'))).length).toBeGreaterThan(0);
  });

  it('sees by each mandate what is of the parties that it names, and the classes of all where several are over one', async () => {
    const costs = await get(`${PLACEMENT}/costs`, 'auditor-two');
    expect(costs).toMatchObject({ status: 'provisional' });
    expect(withheldOf(await get(PLACEMENT, 'auditor-two'))).toEqual(BEYOND_THE_CASE);
    for (const who of ['auditor-apart', 'auditor-both']) {
      const kommuner = (await get<readonly Item[]>('/v1/placements', who)).map((row) => [
        ...[row['placementId'], row['status'] !== undefined, withheldOf(row).includes('/hvbKommun')],
      ]);
      expect([who, Object.fromEntries(kommuner.map(([id, ...seen]) => [id, seen]))]).toEqual([
        who,
        {
          [story.placementId]: [true, true],
          [theirs.placementId]: [who === 'auditor-both', false],
        },
      ]);
    }
  });

  it('is told why of the fields that it sees itself, and by which decision only where secrets are in its mandate', async () => {
    interface Explained {
      readonly messages: readonly {
        readonly fields: readonly { readonly pointer: string; readonly class: string }[];
      }[];
    }
    const path = `/v1/explain?recipient=${REGION}&of=placement/${story.placementId}`;
    const classes = async (who: string): Promise<readonly string[]> => {
      const { messages } = await get<Explained>(path, who);
      return [...new Set(messages.flatMap(({ fields }) => fields.map((field) => field.class)))].sort();
    };
    expect(await classes('auditor-all')).toEqual(
      expect.arrayContaining(['case', 'identity', 'place', 'routing', 'sensitive']),
    );
    expect(await classes(of('case'))).toEqual(['case']);
    expect(await classes(of('place'))).toEqual(expect.arrayContaining(['place']));
  });

  it('is answered what if as far as a judgement of the case and of who somebody is, and the costs, are in it', async () => {
    const ask = async (who: string): Promise<Item> => {
      const headers = { authorization: `Bearer ${who}`, 'content-type': 'application/json' };
      const asked = JSON.stringify({ of: `placement/${story.placementId}`, settings: { emergencyMonths: 3 } });
      const response = await fetch(`${url}/v1/audit/what-if`, { method: 'POST', headers, body: asked });
      expect(response.status).toBe(200);
      return (await response.json()) as Item;
    };
    const whole = await ask('auditor-all');
    expect(whole.withheld).toBeUndefined();
    const judged = await ask('auditor-judged');
    expect(judged['differences']).toEqual(whole['differences']);
    const allButCosts = ['/base', '/other', '/differences', '/saidOnlyInBase', '/saidOnlyInOther'].sort();
    for (const one of ['case', 'identity'] as const) {
      const left = await ask(of(one));
      expect([one, members(left), withheldOf(left).filter((pointer) => pointer !== '/costs')]).toEqual([
        ...[one, ['asOf', 'asOfPosition', 'of', 'withheld']],
        allButCosts,
      ]);
    }
  });

  it('is entered with its mandate and the section of that as the ground, of ids and what is withheld, too', async () => {
    const before = ledger.entries.length;
    await get(PLACEMENT, of('case'));
    await get('/v1/placements', of('case'));
    await get(`${PLACEMENT}/costs`, 'auditor-two');
    const ground = (label: string) => ({
      ...{ kind: 'mandate', statute: { act: 'SoL 2025:400', section: '28:1' } },
      groundId: uuid(label),
    });
    const [view, first, second, costs] = ledger.entries.slice(before);
    expect(view).toMatchObject({
      ...{ controller: PLACING_PARTY, who: { party: 'auditor' }, outcome: 'reduced' },
      items: [{ classes: ['case', 'routing'], ground: ground(FIRST), withheld: 4 }],
    });
    const grounds = [first, second].flatMap((entry) => entry?.items.map((item) => item.ground));
    expect(grounds).toEqual(grounds.map(() => ground(FIRST)));
    expect([first?.controller, second?.controller].sort()).toEqual([OTHER_KOMMUN, PLACING_PARTY]);
    expect(costs?.items.map((item) => item.ground)).toEqual([ground(FIRST), ground(SECOND)]);
  });
});
