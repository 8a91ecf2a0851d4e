/** The doors to a systematic check of an authority's own log of reads, over HTTP (HSLF-FS 2016:40 4:9). */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LedgerUnavailable, sqliteLedger, type SqliteLedger } from '#access';
import { type LogId } from '#event-log';
import { type EntryBook } from '#projector';
import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { eventsOf } from '../../../../test/support/wire-events.js';

const story = aCase('P1').emergency().started('2026-01-15');
const VIEW = `/v1/placements/${story.placementId}`;
const REVIEWER = `${PLACING_PARTY}@coordinator`;
const OTHER = 'kommun-2081.socialnamnden@coordinator';
const HANDLER = `${PLACING_PARTY}@caseWorker`;
const SEED = '7d0f1c62-9c1e-4a4f-8a54-0a2b53e6a6a1';
const READ_AT = '2026-11-30T08:00:00.000Z';
const NOW = '2026-11-30T09:00:00.000Z';
const FROM = '2026-11-01T00:00:00.000Z';
const PERIOD = `from=${FROM}&to=${NOW}`;

interface Drawn {
  readonly controller: string;
  readonly drawn: { readonly from: string; readonly to: string; readonly seed: string };
  readonly entries: readonly { readonly seq: number; readonly door: string }[];
}
interface Refused {
  readonly status: number;
  readonly code?: string;
  readonly pointer?: string;
}

describe('a systematic check of the log of reads', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  let app: NestFastifyApplication;
  let url: string;
  let tokens: ReadonlyMap<string, string>;
  let store: SqliteLedger;
  let isAway: boolean;
  let time: string;

  beforeEach(async () => {
    hub = await openSpecHub();
    await hub.tell(eventsOf(story));
    rows = await openSpecRows(hub);
    store = sqliteLedger({
      ...{ file: temporaryFile('ledger.db'), masterKey: new Uint8Array(32).fill(7) },
      logId: (await hub.log.identity()) as LogId,
    });
    isAway = false;
    time = READ_AT;
    const ledger: EntryBook['ledger'] = {
      write: (entries) => (isAway ? Promise.reject(new LedgerUnavailable('away')) : store.write(entries)),
      page: (asked) => store.page(asked),
      readsOf: (asked) => store.readsOf(asked),
      ofPerson: (asked) => store.ofPerson(asked),
      draw: (asked) => store.draw(asked),
    };
    const book = { ledger, now: () => time as never, codeVersion: '0.1.0' };
    const askers = [PLACING_PARTY, REGION, REVIEWER, OTHER, HANDLER];
    ({ app, url, tokens } = await openViewsDoor(hub, rows, askers, { book }));
    for (const view of ['', '/costs', '/deadlines', '/findings', '/timeline']) await get(`${VIEW}${view}`, REGION);
    time = NOW;
  });
  afterEach(async () => {
    await app.close();
    await rows.stop();
    await hub.close();
    await store.close();
  });

  const headersOf = (who: string): Readonly<Record<string, string>> => ({
    authorization: `Bearer ${tokens.get(who) ?? ''}`,
    ...(who.includes('@') ? { 'hvb-purpose': 'audit' } : {}),
  });
  const get = (path: string, who: string): Promise<Response> => fetch(url + path, { headers: headersOf(who) });
  const drawn = async (query: string, who = REVIEWER): Promise<Drawn> => {
    const response = await get(`/v1/audit/access-log/draw?${query}`, who);
    expect([query, response.status]).toEqual([query, 200]);
    return (await response.json()) as Drawn;
  };
  const say = async (body: unknown, who = REVIEWER): Promise<Refused & { readonly reviewId?: string }> => {
    const response = await fetch(`${url}/v1/audit/access-log/reviews`, {
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: { ...headersOf(who), 'content-type': 'application/json' },
    });
    return { ...((await response.json()) as Refused), status: response.status };
  };
  const log = async (who = REVIEWER): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    ((await (await get('/v1/audit/access-log', who)).json()) as { entries: never[] }).entries;

  it('draws reads of one’s own log by chance, the same by the same seed, and says by which seed', async () => {
    const { controller, drawn: by, entries } = await drawn(`${PERIOD}&size=2`);
    expect([controller, by.from, by.to, entries.length]).toEqual([PLACING_PARTY, FROM, NOW, 2]);
    const again = await drawn(`${PERIOD}&size=2&seed=${by.seed}`);
    expect(again.entries).toEqual(entries);
    expect((await drawn(`${PERIOD}&seed=${SEED}`)).entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect((await drawn(`${PERIOD}&seed=${SEED}`, OTHER)).entries).toEqual([]);
    expect((await drawn(`${PERIOD}&size=1`)).drawn.seed).not.toBe((await drawn(`${PERIOD}&size=1`)).drawn.seed);
  });

  it('draws from the first instant of the period and until before its end', async () => {
    const seqs = async (from: string, to: string) => (await drawn(`from=${from}&to=${to}`)).entries.length;
    expect(await seqs(READ_AT, '2026-11-30T08:00:00.001Z')).toBe(5);
    expect(await seqs(FROM, READ_AT)).toBe(0);
    expect(await seqs('2026-11-30T08:00:00.001Z', NOW)).toBe(0);
  });

  it('stands itself in the log: that reads were drawn, and what was found', async () => {
    const { drawn: by, entries } = await drawn(`${PERIOD}&size=2`);
    const found = entries.map(({ seq }, at) => ({ seq, finding: at === 0 ? 'inOrder' : 'unexplained' }));
    const { status, reviewId } = await say({ drawn: by, found: [...found].reverse() });
    expect(status).toBe(201);
    expect((await log()).slice(5, 7)).toEqual([
      expect.objectContaining({ is: 'access', door: 'reviewReads', items: [], outcome: 'disclosed', purpose: 'audit' }),
      {
        ...{ is: 'review', seq: 7, controller: PLACING_PARTY, request: reviewId, readAt: NOW, codeVersion: '0.1.0' },
        who: { party: PLACING_PARTY, person: expect.any(String) as string },
        ...{ drawn: by, found },
      },
    ]);
    expect(await log(OTHER)).toEqual([]);
  });

  it('takes of what was drawn all and nothing else, so that nothing is left out', async () => {
    const { drawn: by, entries } = await drawn(`${PERIOD}&size=3&seed=${SEED}`);
    const found = entries.map(({ seq }) => ({ seq, finding: 'inOrder' }));
    const others = [1, 2, 3, 4, 5].filter((seq) => !found.some((one) => one.seq === seq));
    const refused = { status: 400, code: 'InvalidValue', pointer: '/found' };
    expect(await say({ drawn: by, found: [...found.slice(1), { seq: others[0], finding: 'inOrder' }] })).toMatchObject(
      refused,
    );
    expect(await say({ drawn: { ...by, seed: by.seed.replace('7', '8') }, found })).toMatchObject({ status: 400 });
    expect(await say({ drawn: by, found: [...found, { seq: 99, finding: 'inOrder' }] })).toMatchObject(refused);
    expect((await say({ drawn: by, found })).status).toBe(201);
  });

  it('takes on suspicion any read that is there, and no review or number that is none', async () => {
    const suspected = (seq: unknown) => say({ drawn: null, found: [{ seq, finding: 'reported' }] });
    expect((await suspected(2)).status).toBe(201);
    expect(await suspected(6)).toMatchObject({ status: 400, code: 'InvalidValue', pointer: '/found/0/seq' });
    expect(await suspected(7)).toMatchObject({ status: 400, pointer: '/found/0/seq' });
    const elsewhere = await say({ drawn: null, found: [{ seq: 1, finding: 'reported' }] }, OTHER);
    expect(elsewhere).toMatchObject({ status: 400, pointer: '/found/0/seq' });
  });

  it.each([
    [{ found: [{ seq: 1, finding: 'inOrder' }] }, 'MissingField', '/drawn'],
    [{ drawn: null }, 'MissingField', '/found'],
    [{ drawn: null, found: 7 }, 'WrongType', '/found'],
    [{ drawn: null, found: [] }, 'InvalidValue', '/found'],
    [{ drawn: null, found: [7] }, 'InvalidValue', '/found/0'],
    [{ drawn: null, found: [{ seq: 0, finding: 'inOrder' }] }, 'InvalidValue', '/found/0'],
    [{ drawn: null, found: [{ seq: 1, finding: 'fine' }] }, 'InvalidValue', '/found/0'],
    [{ drawn: null, found: [{ seq: 1, finding: 'inOrder', by: 'Anna' }] }, 'InvalidValue', '/found/0'],
    [{ drawn: null, found: Array(2).fill({ seq: 1, finding: 'inOrder' }) }, 'InvalidValue', '/found'],
    [{ drawn: 7, found: [{ seq: 1, finding: 'inOrder' }] }, 'InvalidValue', '/drawn'],
    [{ drawn: { from: FROM, to: NOW }, found: [{ seq: 1, finding: 'inOrder' }] }, 'InvalidValue', '/drawn'],
    [
      { drawn: { from: FROM, to: NOW, seed: 'anna' }, found: [{ seq: 1, finding: 'inOrder' }] },
      'InvalidValue',
      '/drawn',
    ],
    [
      { drawn: { from: 'igår', to: NOW, seed: SEED }, found: [{ seq: 1, finding: 'inOrder' }] },
      'BadRequest',
      '/drawn/from',
    ],
    [{ drawn: null, found: [{ seq: 1, finding: 'inOrder' }], note: 'x' }, 'UnknownField', '/note'],
  ])('refuses %j (%s)', async (body, code, pointer) => {
    expect(await say(body)).toMatchObject({ status: 400, code, pointer });
  });

  it('refuses a draw without a period, and of a time that has not been: nobody could draw the same again', async () => {
    for (const [query, pointer] of [
      ['', '/from'],
      [`from=${FROM}`, '/to'],
      [`from=${FROM}&to=2026-11-30T09:00:00.001Z`, '/to'],
      [`from=${NOW}&to=${NOW}`, '/from'],
      [`${PERIOD}&size=0`, '/size'],
      [`${PERIOD}&size=1001`, '/size'],
      [`${PERIOD}&seed=anna`, '/seed'],
    ] as const) {
      const response = await get(`/v1/audit/access-log/draw?${query}`, REVIEWER);
      expect([query, response.status, ((await response.json()) as Refused).pointer]).toEqual([query, 400, pointer]);
    }
  });

  it('is for who reviews, and is answered nothing while the log cannot be written', async () => {
    const body = { drawn: null, found: [{ seq: 1, finding: 'inOrder' }] };
    for (const who of [REGION, HANDLER, PLACING_PARTY]) {
      expect([who, (await get(`/v1/audit/access-log/draw?${PERIOD}`, who)).status]).toEqual([who, 403]);
      expect([who, (await say(body, who)).status]).toEqual([who, 403]);
    }
    isAway = true;
    expect((await get(`/v1/audit/access-log/draw?${PERIOD}`, REVIEWER)).status).toBe(503);
    expect(await say(body)).toMatchObject({ status: 503, code: 'LedgerUnavailable' });
  });
});
