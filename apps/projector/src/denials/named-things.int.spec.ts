/** What is asked after by a name that is no subject's is told, when it is denied, to whose it is; and who asked has only what it asked after (A7). */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LEDGER_PAGE_MAX, sqliteLedger, type AskedAfter, type RecordedAccess, type SqliteLedger } from '#access';
import { bearing, memoryBearingIndex, streamCache, type Bearing } from '#cases';
import { type Controller, type Subject, type Uuid } from '#domain';
import { type LogId, type Position } from '#event-log';
import { aCase, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { aConcern } from '../../../../test/support/concern-builder.js';
import { eventually } from '../../../../test/support/eventually.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { aSip, CONSENT } from '../../../../test/support/sip-builder.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { subjectsAskedAfter } from './named-things.js';

const STRANGER = 'region-21' as Controller;
const NEVER = '99999999-9999-4999-8999-999999999999' as Uuid;
const NUMBER = '191212121212';
const placed = aCase('P1').registered({}, { id: 'r' }).deviation('2026-02-02', {}, { at: '2026-02-02', by: REGION });
const sip = aSip('S1').needed({}, { at: '2026-01-10' }).consent('2026-01-12', {}, { at: '2026-01-12' });
const concern = aConcern('O1').reported('2026-02-02');
const SIP: Subject = { kind: 'sip', id: sip.sipId };
const CONCERN: Subject = { kind: 'concern', id: concern.concernId };

let hub: SpecHub;
beforeEach(async () => {
  hub = await openSpecHub();
  await hub.tell([...dalarnaEvents(), ...[placed, sip, concern].flatMap((one) => eventsOf(one))]);
});
afterEach(() => hub.close());

/** The position of the first event of that type. */
async function at(type: string): Promise<Position> {
  const { events } = await hub.log.readAll(hub.log.start, { limit: 1_000 });
  const found = events.find((one) => one.type === `se.hvbhub.${type}.v1`);
  if (!found) throw new Error(`no ${type}`);
  return found.position;
}

describe('what was asked after by another name', () => {
  let bears: Bearing;
  beforeEach(() => (bears = bearing({ log: hub.log, keys: hub.keys, index: memoryBearingIndex() })));
  afterEach(() => bears.close());
  const named = (asked: AskedAfter, upTo: Position): Promise<readonly Subject[]> => {
    const cache = streamCache({ log: hub.log, keys: hub.keys });
    return subjectsAskedAfter({ log: hub.log, bearing: bears, cache }, asked, upTo);
  };

  it('is the SIP in which a consent had been given, and none before it was, nor of an id that never was', async () => {
    expect(await named({ consent: CONSENT }, await hub.log.head())).toEqual([SIP]);
    expect(await named({ consent: CONSENT }, await at('sip.consentGiven'))).toEqual([SIP]);
    expect(await named({ consent: CONSENT }, await at('sip.needIdentified'))).toEqual([]);
    expect(await named({ consent: NEVER }, await hub.log.head())).toEqual([]);
  });

  it('is still that SIP where what gave it is erased', async () => {
    await bears.refresh();
    await hub.keys.destroy(PLACING_PARTY, uuid('person/A'));
    expect(await named({ consent: CONSENT }, await hub.log.head())).toEqual([SIP]);
  });

  it('is the subject of the event at a position, and none of one that stood there later, or never', async () => {
    const deviation = await at('deviation.reported');
    expect(await named({ event: deviation }, deviation)).toEqual([{ kind: 'deviation', id: uuid('deviation/1') }]);
    expect(await named({ event: deviation }, await at('placement.registered'))).toEqual([]);
    for (const event of ['999999', 'zz', hub.log.start])
      expect(await named({ event: event as Position }, await hub.log.head())).toEqual([]);
  });
});

describe('a denial of it', () => {
  let store: SqliteLedger;
  let rows: SpecRows;
  let app: NestFastifyApplication;
  let url: string;
  let token: string;
  beforeEach(async () => {
    store = sqliteLedger({
      ...{ file: temporaryFile('ledger.db'), masterKey: new Uint8Array(32).fill(7) },
      logId: (await hub.log.identity()) as LogId,
    });
    rows = await openSpecRows(hub);
    await rows.all();
    const book = { ledger: store, now: () => '2026-11-30T08:00:00.000Z' as never, codeVersion: '0.1.0' };
    const door = await openViewsDoor(hub, rows, [STRANGER], { book, denials: store });
    ({ app, url } = door);
    token = door.tokens.get(STRANGER) ?? '';
  });
  afterEach(async () => {
    await app.close();
    await rows.stop();
    await store.close();
  });

  const denied = async (path: string): Promise<void> => {
    expect((await fetch(url + path, { headers: { authorization: `Bearer ${token}` } })).status).toBe(404);
  };
  const explanation = (event: string): string => `/v1/explain?recipient=${STRANGER}&event=${event}`;
  const allTold = (): Promise<void> =>
    eventually(async () => {
      expect(await store.denied(await store.toldTo(), 1)).toEqual([]);
    });
  const of = async (controller: string): Promise<readonly RecordedAccess[]> =>
    (await store.page({ controller: controller as Controller, after: 0, limit: LEDGER_PAGE_MAX })) as RecordedAccess[];

  const ASKED = [
    {
      what: 'a consent',
      path: () => Promise.resolve(`/v1/consents/${CONSENT}`),
      ...{ asked: { consent: CONSENT }, subject: SIP, whose: PLACING_PARTY, other: REGION },
    },
    {
      what: 'an event by its position',
      path: async () => explanation(await at('concern.reported')),
      asked: { event: expect.any(String) as string },
      ...{ subject: CONCERN, whose: REGION, other: PLACING_PARTY },
    },
  ];
  it.each(ASKED)('of $what names what that is of to whose it is, and to nobody else', async (one) => {
    await denied(await one.path());
    await allTold();
    const [own] = await of(STRANGER);
    expect(own).toMatchObject({ outcome: 'denied', items: [], asked: one.asked });
    expect(await of(one.whose)).toEqual([
      {
        ...{ ...own, controller: one.whose, seq: 1, receiver: STRANGER, who: { party: STRANGER, machine: true } },
        items: [{ subject: one.subject, person: null, classes: [], ground: null, withheld: 0, extractTo: 'self' }],
      },
    ]);
    expect(await of(one.other)).toEqual([]);
  });

  it('is entered alike of what never was, and told to nobody', async () => {
    await denied(`/v1/consents/${NEVER}`);
    await denied(explanation('999999'));
    await allTold();
    expect((await of(STRANGER)).map(({ asked, items, outcome }) => [asked, items, outcome])).toEqual([
      [{ consent: NEVER }, [], 'denied'],
      [{ event: '999999' }, [], 'denied'],
    ]);
    for (const other of [PLACING_PARTY, REGION, 'hub']) expect(await of(other)).toEqual([]);
  });

  it('holds no position that could be somebody’s number (A6)', async () => {
    await denied(explanation(NUMBER));
    const [own] = await of(STRANGER);
    expect(own).toMatchObject({ outcome: 'denied', items: [] });
    expect(JSON.stringify(own)).not.toContain(NUMBER);
  });
});
