import { setTimeout as delay } from 'node:timers/promises';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { eventually } from '../../../../test/support/eventually.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { FEED_KEEPER } from '../projector.options.js';
import { WAITS_OF_PARTY_MAX } from './feed-waits.js';
import { type FeedKeeper } from './keep-feed-index.js';

const OTHER = 'region-21';
const PERSON = `${PLACING_PARTY}@caseWorker`;
const story = aCase().emergency().started('2026-01-15');

describe('the doors to a feed', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  let app: NestFastifyApplication;
  let url: string;
  let tokens: ReadonlyMap<string, string>;
  let keeper: FeedKeeper;
  beforeEach(async () => {
    hub = await openSpecHub();
    rows = await openSpecRows(hub);
    await hub.tell([...dalarnaEvents(), ...eventsOf(story)]);
    ({ app, url, tokens } = await openViewsDoor(hub, rows, [
      REGION,
      PLACING_PARTY,
      OTHER,
      PERSON,
      'auditor',
      'operator',
    ]));
    keeper = app.get<FeedKeeper>(FEED_KEEPER);
  });
  afterEach(async () => {
    await app.close();
    await rows.stop();
    await hub.close();
  });

  const get = (who: string, path: string, signal?: AbortSignal): Promise<Response> =>
    fetch(`${url}/v1/feed${path}`, {
      headers: { authorization: `Bearer ${tokens.get(who)}` },
      ...(signal ? { signal } : {}),
    });
  const page = async (who: string, path = ''): Promise<readonly { readonly sequence: number }[]> =>
    (await get(who, path)).json() as Promise<readonly { readonly sequence: number }[]>;
  const isWaiting = (count: number) =>
    eventually(() => {
      expect(keeper.waits.waiting()).toBe(count);
    });

  it('give a page to a party’s system, with the position at which it was decided', async () => {
    const answer = await get(REGION, '?limit=2');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('hvb-as-of-position')).toBe(await hub.log.head());
    expect(((await answer.json()) as readonly { readonly sequence: number }[]).map(({ sequence }) => sequence)).toEqual(
      [1, 2],
    );
  });

  it('give one entry by its number, and nothing of another’s', async () => {
    const { length } = await page(REGION);
    expect(await (await get(REGION, `/events/${length}`)).json()).toMatchObject({ sequence: length });
    for (const path of [`/events/${length + 1}`, '/events/x']) {
      const refused = await get(REGION, path);
      expect([refused.status, ((await refused.json()) as { readonly code: string }).code]).toEqual([404, 'NotFound']);
    }
    expect((await get(OTHER, '/events/1')).status).toBe(404);
  });

  it.each([PERSON, 'auditor', 'operator'])('are shut to who is no system of a party: %s (D-028)', async (who) => {
    expect((await get(who, '')).status).toBe(403);
    expect((await get(who, '/events/1')).status).toBe(403);
  });

  it('answer at once where something is there, whatever is waited for', async () => {
    expect((await page(REGION, '?wait=30')).length).toBeGreaterThan(0);
    expect(keeper.waits.waiting()).toBe(0);
  });

  it('wait until something comes, and answer with that', async () => {
    const { length } = await page(REGION);
    const waiting = page(REGION, `?after=${length}&wait=30`);
    await isWaiting(1);
    await hub.tell(eventsOf(story.proposed('2026-01-20', {}, { at: '2026-01-20' })).slice(-1));
    const [first] = await waiting;
    expect(first).toMatchObject({ sequence: length + 1 });
    await isWaiting(0);
  });

  it('are not woken by what is another’s', async () => {
    const { length } = await page(REGION);
    const waiting = page(REGION, `?after=${length}&wait=30`);
    await isWaiting(1);
    await hub.tell(
      eventsOf(aCase('P2').registered({ registeredKommun: '0380' as never }, { by: 'kommun-0380.socialnamnden' })),
    );
    expect(await keeper.caughtUp(await hub.log.head(), 60_000)).toBe(true);
    await delay(200);
    expect(keeper.waits.waiting()).toBe(1);
    await hub.tell(eventsOf(story.proposed('2026-01-20', {}, { at: '2026-01-20' })).slice(-1));
    expect((await waiting)[0]).toMatchObject({ sequence: length + 1 });
  });

  it('answer with nothing when the time is up', async () => {
    const { length } = await page(REGION);
    expect(await page(REGION, `?after=${length}&wait=1`)).toEqual([]);
  });

  it('answer with nothing when the process stops, so that nobody holds it up', async () => {
    const { length } = await page(REGION);
    const waiting = page(REGION, `?after=${length}&wait=30`);
    await isWaiting(1);
    const closed = app.close();
    expect(await waiting).toEqual([]);
    await closed;
  });

  it('wait no longer for whoever has left', async () => {
    const { length } = await page(REGION);
    const leaving = new AbortController();
    const left = get(REGION, `?after=${length}&wait=30`, leaving.signal).catch(() => 'left');
    await isWaiting(1);
    leaving.abort();
    expect(await left).toBe('left');
    await isWaiting(0);
  });

  it('let so many of one party wait at once, and no more; of another none the fewer', async () => {
    const { length } = await page(REGION);
    const all = Array.from({ length: WAITS_OF_PARTY_MAX }, () => page(REGION, `?after=${length}&wait=30`));
    await isWaiting(WAITS_OF_PARTY_MAX);
    const refused = await get(REGION, `?after=${length}&wait=30`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
    expect((await get(REGION, `?after=${length}`)).status).toBe(200);
    const other = page(OTHER, '?wait=30');
    await isWaiting(WAITS_OF_PARTY_MAX + 1);
    const closed = app.close();
    expect(await Promise.all([...all, other])).toEqual([...all, other].map(() => []));
    await closed;
  });

  it('refuse a number that was never given, and a word that they do not know', async () => {
    for (const path of ['?after=9999', '?after=x', '?limit=0', '?wait=31', '?since=1'])
      expect([path, (await get(REGION, path)).status]).toEqual([path, 400]);
  });
});
