/** What a party's system is shown that names no user, where its party has users named, over HTTP, and what is entered of it (A6). */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { machineOf, type OfParty } from '#access';
import { type DisclosureClass } from '#domain';
import { aCase, PLACING_PARTY } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { recordingLedger, type RecordingLedger } from '../../../../test/support/recording-ledger.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

const story = aCase('P1').emergency().started('2026-01-15');
const PLACEMENT = `/v1/placements/${story.placementId}`;
const system = (...userRequiredFor: readonly DisclosureClass[]): OfParty => ({
  ...machineOf(PLACING_PARTY),
  userRequiredFor,
});
const ASKS = 'strict';
const OF_CASES = 'of-cases';
const OPEN = 'open';
const NURSE = { 'hvb-user': 'a-17' };

type Item = Readonly<Record<string, unknown>> & {
  readonly withheld?: readonly { readonly pointer: string; readonly reason: string }[];
};

describe('a system that names no user', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  let app: NestFastifyApplication;
  let url: string;
  let ledger: RecordingLedger;

  beforeAll(async () => {
    hub = await openSpecHub();
    await hub.tell([...dalarnaEvents(), ...eventsOf(story)]);
    rows = await openSpecRows(hub);
    ledger = recordingLedger();
    const others = new Map([
      [ASKS, system('identity', 'sensitive')],
      [OF_CASES, system('case')],
      [OPEN, machineOf(PLACING_PARTY)],
    ]);
    ({ app, url } = await openViewsDoor(hub, rows, [], { others, book: ledger.book }));
    await rows.all();
  });
  afterAll(async () => {
    await app.close();
    await rows.stop();
    await hub.close();
  });

  const get = async <Answer = Item>(path: string, who: string, headers = {}): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${who}`, ...headers } });
    expect([path, who, response.status]).toEqual([path, who, 200]);
    return (await response.json()) as Answer;
  };
  const withheldOf = ({ withheld = [] }: Item) => withheld.map(({ pointer, reason }) => [pointer, reason]);

  it('is not shown who its own person is, and is when it names one, or where its party asks for none', async () => {
    const closed = await get(PLACEMENT, ASKS);
    expect([closed['personId'], withheldOf(closed)]).toEqual([undefined, [['/personId', 'noUser']]]);
    expect(closed['status']).toBe('started');
    for (const [who, headers] of [
      [ASKS, NURSE],
      [OPEN, {}],
    ] as const) {
      const open = await get(PLACEMENT, who, headers);
      expect([who, open['personId'], withheldOf(open)]).toEqual([who, expect.any(String), []]);
    }
  });

  it('has in its own lists the rows without it, and no row of which nothing else is left', async () => {
    const [row] = await get<readonly Item[]>('/v1/placements', ASKS);
    expect([row?.['personId'], withheldOf(row ?? {})]).toEqual([undefined, [['/personId', 'noUser']]]);
    const [named] = await get<readonly Item[]>('/v1/placements', ASKS, NURSE);
    expect([typeof named?.['personId'], withheldOf(named ?? {})]).toEqual(['string', []]);
    const ofCase = async (who: string, headers = {}) =>
      (await get<readonly Item[]>('/v1/deadlines', who, headers)).filter(
        ({ placementId }) => placementId !== undefined,
      );
    expect(await ofCase(OF_CASES)).toEqual([]);
    expect((await ofCase(OF_CASES, NURSE)).length).toBeGreaterThan(0);
  });

  it('sees of a timeline its own messages without it', async () => {
    const { entries } = await get<{ readonly entries: readonly (Item & { readonly data?: Item })[] }>(
      `${PLACEMENT}/timeline`,
      ASKS,
    );
    const registered = entries.find(({ type }) => String(type).includes('placement.registered'));
    expect(registered?.data).not.toHaveProperty('person');
    expect(withheldOf(registered ?? {})).toContainEqual(['/data/person', 'noUser']);
  });

  it('is entered as unattended, and with whom it names as shown to that', async () => {
    const before = ledger.entries.length;
    await get(PLACEMENT, ASKS);
    await get(PLACEMENT, ASKS, NURSE);
    await get(PLACEMENT, OPEN);
    const [closed, shown, open] = ledger.entries.slice(before);
    expect(closed).toMatchObject({ outcome: 'reduced', items: [{ withheld: 1 }] });
    expect(closed?.who).toEqual({ party: PLACING_PARTY, machine: true, unattended: true });
    expect(shown).toMatchObject({ outcome: 'disclosed' });
    expect(shown?.who).toEqual({ party: PLACING_PARTY, machine: true, shownTo: expect.any(String) as string });
    expect(open?.who).toEqual({ party: PLACING_PARTY, machine: true });
  });

  it('does not look for anybody', async () => {
    const search = async (headers = {}): Promise<readonly unknown[]> => {
      const response = await fetch(`${url}/v1/search`, {
        ...{ method: 'POST', body: JSON.stringify({ number: '191212121212' }) },
        headers: {
          ...{ authorization: `Bearer ${ASKS}`, 'content-type': 'application/json', 'hvb-purpose': 'caseHandling' },
          ...headers,
        },
      });
      const { pointer } = (await response.json()) as { readonly pointer?: string };
      return [response.status, pointer];
    };
    expect(await search()).toEqual([400, '/HVB-User']);
    expect(await search(NURSE)).toEqual([200, undefined]);
  });
});
