/** The doors of the lists over rows that are not of the log, or not whole: what is answered, counted and told of readiness. */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Position } from '#event-log';
import { aCase, PLACING_PARTY } from '../../../../test/support/case-builder.js';
import { eventually } from '../../../../test/support/eventually.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { eventsOf } from '../../../../test/support/wire-events.js';
import { LIST_NAMES } from '../lists/lists.js';
import { openSqliteRows } from '../rows/row-store.sqlite.js';

const story = aCase('P1').emergency().started('2026-01-15');
const VIEW = `/v1/placements/${story.placementId}`;

const DOORS = [...LIST_NAMES, 'worklist', 'worklist/counts'] as const;

describe('the doors of the lists', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  let app: NestFastifyApplication;
  let url: string;
  let tokens: ReadonlyMap<string, string>;

  /** Over a hub's log, and rows in this file. */
  const openOver = async (path: string): Promise<void> => {
    hub = await openSpecHub();
    await hub.tell(eventsOf(story));
    rows = await openSpecRows(hub, { path });
    ({ app, url, tokens } = await openViewsDoor(hub, rows, [PLACING_PARTY, 'auditor', 'operator']));
  };
  afterEach(async () => {
    await app.close();
    await hub.close();
  });

  const get = (path: string, who: string = PLACING_PARTY): Promise<Response> =>
    fetch(url + path, { headers: { authorization: `Bearer ${tokens.get(who) ?? ''}` } });
  const isReady = async (): Promise<boolean> => (await get('/health/ready')).status === 200;

  it.each(DOORS)('answers %s from rows of this log, and is ready', async (name) => {
    await openOver(temporaryFile('rows.db'));
    await eventually(async () => {
      expect((await get(`/v1/${name}`)).status).toBe(200);
      expect(await isReady()).toBe(true);
    });
  });

  it.each(DOORS)(
    'refuses %s with OfAnotherLog where the rows go further than the log, to everyone; cases are still shown',
    async (name) => {
      const path = temporaryFile('rows.db');
      const ahead = openSqliteRows(path);
      await ahead.commit({ before: null, next: '999' as Position }, []);
      await ahead.close();
      await openOver(path);
      await eventually(() => {
        expect(rows.state().kind).toBe('defect');
        return Promise.resolve();
      });
      for (const who of [PLACING_PARTY, 'auditor']) {
        const answer = await get(`/v1/${name}`, who);
        expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'OfAnotherLog' }]);
        expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
      }
      const metrics = await (await get('/metrics', 'operator')).text();
      expect(metrics).toMatch(/^hvb_integrity_total\{code="OfAnotherLog"[^}]*\} [1-9]/m);
      expect(await isReady()).toBe(false);
      expect((await get(VIEW)).status).toBe(200);
      expect(rows.defects.map(({ name: found }) => found)).toEqual(['OfAnotherLog']);
    },
  );

  it('give the worklist page by page by its link, and say that the hub’s own state was not looked into (ADR 51)', async () => {
    await openOver(temporaryFile('rows.db'));
    const all = (await (await get(`/v1/worklist?waitFor=${await hub.log.head()}`)).json()) as { id: string }[];
    const ids: string[] = [];
    let next = '/v1/worklist?limit=4&mine=true';
    for (let pages = 0; next !== '' && pages < all.length; pages += 1) {
      const page = await get(next);
      expect(page.headers.get('hvb-worklist-sources')).toBe('deadlines, findings, waiting');
      expect(page.headers.get('hvb-as-of-position')).toBe(await hub.log.head());
      ids.push(...((await page.json()) as { id: string }[]).map(({ id }) => id));
      next = /^<(.*)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1] ?? '';
    }
    expect(ids.length).toBeGreaterThan(4);
    expect(ids).toEqual(all.map(({ id }) => id));
    const counts = await get('/v1/worklist/counts');
    expect(counts.headers.get('hvb-worklist-sources')).toBe('deadlines, findings, waiting');
    expect(await counts.json()).toMatchObject({ isWhole: true, waiting: { mine: 0, others: 0 } });
  });

  it('refuse the worklist to an operator, a word that it does not take, and another method', async () => {
    await openOver(temporaryFile('rows.db'));
    expect((await get('/v1/worklist', 'operator')).status).toBe(403);
    expect((await get('/v1/worklist/counts', 'operator')).status).toBe(403);
    expect((await get('/v1/worklist?party=region-20')).status).toBe(400);
    expect((await get('/v1/worklist/counts?mine=true')).status).toBe(400);
  });
});
