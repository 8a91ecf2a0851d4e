import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LedgerUnavailable, sqliteLedger, type Principal, type SqliteLedger } from '#access';
import { type LogId } from '#event-log';
import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { auditorUnder, mandateOver } from '../../../../test/support/mandates.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { eventsOf } from '../../../../test/support/wire-events.js';
import { type EntryBook } from '../views/entered.js';

const story = aCase('P1').emergency().started('2026-01-15');
const VIEW = `/v1/placements/${story.placementId}`;
const PERSON = story.theCase.facts.flatMap((fact) =>
  fact.type === 'placement.registered' ? [fact.data.person.personId] : [],
)[0];
const REVIEWER = `${PLACING_PARTY}@coordinator`;
const OTHER = 'kommun-2081.socialnamnden@coordinator';
const MANDATE = mandateOver([PLACING_PARTY], ['case']);
const SUPERVISES = 'auditor-ivo.a-1';
const SUPERVISES_BY_MACHINE = 'auditor-ivo';
/** A person of an auditor, and its system, which names no user. */
const AUDITORS: ReadonlyMap<string, Principal> = new Map<string, Principal>([
  [SUPERVISES, { ...auditorUnder('auditor-ivo', MANDATE), person: 'a-1' }],
  [SUPERVISES_BY_MACHINE, { ...auditorUnder('auditor-ivo', MANDATE), userRequiredFor: ['identity'] }],
]);

describe('the log of reads', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  let app: NestFastifyApplication;
  let url: string;
  let tokens: ReadonlyMap<string, string>;
  let store: SqliteLedger;
  /** What comes before each write: nothing, a fault, or a wait. */
  let before: () => Promise<void>;

  beforeEach(async () => {
    hub = await openSpecHub();
    await hub.tell(eventsOf(story));
    rows = await openSpecRows(hub);
    store = sqliteLedger({
      ...{ file: temporaryFile('ledger.db'), masterKey: new Uint8Array(32).fill(7) },
      logId: (await hub.log.identity()) as LogId,
    });
    before = () => Promise.resolve();
    const ledger: EntryBook['ledger'] = {
      write: async (entries) => before().then(() => store.write(entries)),
      page: (asked) => store.page(asked),
      readsOf: (asked) => store.readsOf(asked),
      ofPerson: (asked) => store.ofPerson(asked),
      draw: (asked) => store.draw(asked),
    };
    const book = { ledger, now: () => '2026-11-30T08:00:00.000Z' as never, codeVersion: '0.1.0' };
    ({ app, url, tokens } = await openViewsDoor(hub, rows, [PLACING_PARTY, REGION, REVIEWER, OTHER, 'region-21'], {
      book,
      others: AUDITORS,
    }));
  });
  afterEach(async () => {
    await app.close();
    await rows.stop();
    await hub.close();
    await store.close();
  });

  const get = (path: string, who: string): Promise<Response> =>
    fetch(url + path, {
      headers: {
        authorization: `Bearer ${tokens.get(who) ?? who}`,
        ...(who.includes('@') || who === SUPERVISES ? { 'hvb-purpose': 'audit' } : {}),
      },
    });
  const log = async (
    who: string,
    query = '',
  ): Promise<{ readonly entries?: readonly object[]; readonly accesses?: readonly object[]; readonly next?: number }> =>
    (await (await get(`/v1/audit/access-log${query}`, who)).json()) as never;

  it('tells an authority who has read of its data, when, for what and by which ground, and not whose eyes at another (4:9)', async () => {
    expect((await get(VIEW, REGION)).status).toBe(200);
    expect((await get(VIEW, PLACING_PARTY)).status).toBe(200);
    expect((await get(VIEW, 'region-21')).status).toBe(404);
    expect((await log(REVIEWER)).entries).toMatchObject([
      {
        seq: 1,
        who: { party: REGION },
        receiver: REGION,
        door: 'placements',
        outcome: 'reduced',
        purpose: 'caseHandling',
      },
      { seq: 2, who: { party: PLACING_PARTY, machine: true }, outcome: 'disclosed' },
    ]);
    expect((await log(OTHER)).entries).toEqual([]);
  });

  it('tells an authority of a read under a mandate by which mandate and section, and that nobody names a user (A16)', async () => {
    for (const who of [SUPERVISES, SUPERVISES_BY_MACHINE]) expect((await get(VIEW, who)).status).toBe(200);
    const ground = {
      ...{ kind: 'mandate', statute: { act: 'SoL 2025:400', section: '28:1' } },
      groundId: MANDATE.mandateId,
    };
    const { entries } = await log(REVIEWER);
    expect(entries).toMatchObject([
      { who: { party: 'auditor', person: expect.any(String) as string }, outcome: 'reduced', items: [{ ground }] },
      { who: { party: 'auditor', machine: true, unattended: true }, outcome: 'reduced', items: [{ ground }] },
    ]);
    expect((await log(REVIEWER, `?person=${PERSON ?? ''}`)).accesses).toMatchObject(
      Array(2).fill({ party: 'auditor' }),
    );
  });

  it('has that it was itself read, before that is answered', async () => {
    await log(REVIEWER);
    expect((await log(REVIEWER)).entries).toMatchObject([
      {
        door: 'accessLog',
        purpose: 'audit',
        items: [],
        who: { party: PLACING_PARTY, person: expect.any(String) as string },
      },
    ]);
  });

  it('is read page by page, and of one person as a registerutdrag: units and times (4:10)', async () => {
    await get(VIEW, REGION);
    await get(`${VIEW}/costs`, REGION);
    const first = await log(REVIEWER, '?limit=1');
    expect([first.entries?.length, first.next]).toEqual([1, 1]);
    expect((await log(REVIEWER, '?limit=1&after=1')).entries).toMatchObject([{ seq: 2, door: 'costs' }]);
    const told = await log(REVIEWER, `?person=${PERSON ?? ''}`);
    expect(told.accesses).toMatchObject([
      { party: REGION, purpose: 'caseHandling', readAt: '2026-11-30T08:00:00.000Z' },
      { party: REGION, purpose: 'costs' },
    ]);
    expect(JSON.stringify(told)).not.toContain('person"');
  });

  it('is for who reviews, and for no system; what is not in its form is refused', async () => {
    expect((await get('/v1/audit/access-log', REGION)).status).toBe(403);
    for (const query of ['?after=-1', '?limit=0', '?limit=1001', '?person=anna', '?extractTo=all'])
      expect((await get(`/v1/audit/access-log${query}`, REVIEWER)).status).toBe(400);
  });

  it.each([
    VIEW,
    `${VIEW}/timeline`,
    '/v1/placements',
    '/v1/deadlines',
    '/v1/worklist',
    '/v1/statistics?by=legalSex',
    `/v1/timeline?of=placement/${story.placementId}`,
  ])(
    'has %s answered with 503 and nothing that was read while it cannot be written, and facts are told all the same',
    async (path) => {
      before = () => Promise.reject(new LedgerUnavailable('the disk is full'));
      const answer = await get(path, PLACING_PARTY);
      const body = await answer.text();
      expect([answer.status, JSON.parse(body)]).toMatchObject([503, { code: 'LedgerUnavailable' }]);
      expect(body).not.toContain(story.placementId);
      const [receipt] = await hub.tell(eventsOf(aCase('P2').emergency()));
      expect(receipt?.outcome).toBe('accepted');
    },
  );

  it('is denied, and entered so, also of an id that nobody could have given', async () => {
    const odd = '00000000-4000-8090-0010-905010807060';
    for (const path of [`/v1/deadlines?of=handover/${odd}`, `/v1/placements/${odd}`, `/v1/sips/${odd}`])
      expect([path, (await get(path, PLACING_PARTY)).status]).toEqual([path, 404]);
    expect((await log(REVIEWER)).entries).toMatchObject(Array(3).fill({ outcome: 'denied', items: [] }));
  });

  it('has the entry before a byte of the answer leaves', async () => {
    let durable = (): void => undefined;
    before = () => new Promise((resolve) => (durable = resolve));
    let isAnswered = false;
    const asked = get(VIEW, REGION).then((answer) => {
      isAnswered = true;
      return answer;
    });
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(isAnswered).toBe(false);
    durable();
    expect((await asked).status).toBe(200);
  });
});
