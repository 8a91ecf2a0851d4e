/** A denial is told to whose data it was about, afterwards and once (A7). */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  LEDGER_PAGE_MAX,
  LedgerUnavailable,
  sqliteLedger,
  type DenialBook,
  type Recorded,
  type SqliteLedger,
} from '#access';
import { streamCache } from '#cases';
import { type Controller, type Subject } from '#domain';
import { type LogId, type Position } from '#event-log';
import { type FollowerState } from '#follow';
import { aCase, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { aConcern } from '../../../../test/support/concern-builder.js';
import { eventually } from '../../../../test/support/eventually.js';
import { ownRead } from '../../../../test/support/ledger-entries.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { aSip } from '../../../../test/support/sip-builder.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { tellDenials, type DenialTeller } from './tell-denials.js';
import { whoseData } from './whose-data.js';

const STRANGER = 'region-21' as Controller;
const NEVER = '99999999-9999-4999-8999-999999999999';
const placed = aCase('P1')
  .registered({}, { id: 'r' })
  .deviation('2026-02-02', {}, { at: '2026-02-02', by: REGION })
  .proposed('2026-02-03', {}, { at: '2026-02-03' });
const sip = aSip('S1').needed({}, { at: '2026-01-10' });
const concern = aConcern('O1').reported('2026-02-02');
const PLACEMENT: Subject = { kind: 'placement', id: placed.placementId };
const DEVIATION: Subject = { kind: 'deviation', id: uuid('deviation/1') };

let hub: SpecHub;
let store: SqliteLedger;
beforeEach(async () => {
  hub = await openSpecHub();
  await hub.tell([...dalarnaEvents(), ...eventsOf(placed), ...eventsOf(sip), ...eventsOf(concern)]);
  store = sqliteLedger({
    ...{ file: temporaryFile('ledger.db'), masterKey: new Uint8Array(32).fill(7) },
    logId: (await hub.log.identity()) as LogId,
  });
});
afterEach(async () => {
  await hub.close();
  await store.close();
});

const of = (controller: string): Promise<readonly Recorded[]> =>
  store.page({ controller: controller as Controller, after: 0, limit: LEDGER_PAGE_MAX });
const whose = (subject: Subject, upTo: Position): Promise<readonly Controller[]> =>
  whoseData(streamCache({ log: hub.log, keys: hub.keys }), subject, upTo);

describe('whose data a thing was', () => {
  const now = async (subject: Subject): Promise<readonly Controller[]> => whose(subject, await hub.log.head());

  it('is told by those who have said anything of it, and of whoever places', async () => {
    expect(await now(PLACEMENT)).toEqual([PLACING_PARTY, REGION]);
    expect(await now({ kind: 'costAllocation', id: placed.placementId })).toEqual([PLACING_PARTY, REGION]);
    expect(await now({ kind: 'concern', id: concern.concernId })).toEqual([REGION]);
  });

  it('is of a deviation that stands with its placement those who have told of it, and whoever has placed', async () => {
    expect(await now(DEVIATION)).toEqual([PLACING_PARTY, REGION]);
  });

  it('is nobody’s of what never was, and of what had not been told yet', async () => {
    expect(await now({ kind: 'placement', id: NEVER as never })).toEqual([]);
    expect(await now({ kind: 'deviation', id: NEVER as never })).toEqual([]);
    expect(await whose(PLACEMENT, hub.log.start)).toEqual([]);
  });
});

/** Told from now on, by one that the spec ends. */
function telling(ledger: DenialBook = store): DenialTeller & { readonly states: FollowerState['kind'][] } {
  const states: FollowerState['kind'][] = [];
  const asked = { named: () => Promise.resolve([]), whose };
  const teller = tellDenials({ ledger, log: hub.log, ...asked, onState: ({ kind }) => states.push(kind) });
  return { ...teller, states };
}

describe('at the doors', () => {
  let rows: SpecRows;
  let app: NestFastifyApplication;
  let url: string;
  let tokens: ReadonlyMap<string, string>;
  let denials: DenialBook;

  async function open(): Promise<void> {
    rows = await openSpecRows(hub);
    await rows.all();
    const book = { ledger: store, now: () => '2026-11-30T08:00:00.000Z' as never, codeVersion: '0.1.0' };
    ({ app, url, tokens } = await openViewsDoor(hub, rows, [STRANGER, PLACING_PARTY, REGION, 'auditor'], {
      book,
      denials,
    }));
  }
  beforeEach(() => (denials = store));
  afterEach(async () => {
    await app.close();
    await rows.stop();
  });
  const statusOf = async (path: string, who: string = STRANGER): Promise<number> =>
    (await fetch(url + path, { headers: { authorization: `Bearer ${tokens.get(who) ?? ''}` } })).status;
  /** When all that was denied has been told. */
  const allTold = (): Promise<void> =>
    eventually(async () => {
      expect(await store.denied(await store.toldTo(), 1)).toEqual([]);
    });

  const ABOUT = [
    ['a placement', `/v1/placements/${placed.placementId}`, PLACEMENT, [PLACING_PARTY, REGION]],
    ['a part of one', `/v1/placements/${placed.placementId}/costs`, PLACEMENT, [PLACING_PARTY, REGION]],
    ['a deviation of one', `/v1/deviations/${DEVIATION.id}`, DEVIATION, [PLACING_PARTY, REGION]],
    ['its findings', `/v1/findings?of=deviation/${DEVIATION.id}`, DEVIATION, [PLACING_PARTY, REGION]],
    ['a SIP', `/v1/sips/${sip.sipId}`, { kind: 'sip', id: sip.sipId }, [PLACING_PARTY]],
    ['a report of concern', `/v1/concerns/${concern.concernId}`, { kind: 'concern', id: concern.concernId }, [REGION]],
    [
      ...(['an explanation', `/v1/explain?recipient=${STRANGER}&of=placement/${placed.placementId}`] as const),
      ...[PLACEMENT, [PLACING_PARTY, REGION]],
    ],
  ] as const;
  it.each(ABOUT)(
    'of %s it stands with whoever asked, and then with whose it is',
    async (_what, path, subject, others) => {
      await open();
      expect(await statusOf(path as string)).toBe(404);
      await allTold();
      const [own] = await of(STRANGER);
      expect(await of(STRANGER)).toHaveLength(1);
      expect(own).toMatchObject({
        controller: STRANGER,
        outcome: 'denied',
        items: [{ subject }],
        who: { party: STRANGER },
      });
      for (const other of others as readonly string[])
        expect(await of(other)).toEqual([
          { ...own, controller: other, seq: 1, receiver: STRANGER, who: { party: STRANGER, machine: true } },
        ]);
    },
  );

  it('of an id that never was nothing more is written', async () => {
    await open();
    for (const kind of ['placements', 'deviations', 'sips']) expect(await statusOf(`/v1/${kind}/${NEVER}`)).toBe(404);
    await allTold();
    expect(await of(STRANGER)).toHaveLength(3);
    for (const other of [PLACING_PARTY, REGION, 'hub']) expect(await of(other)).toEqual([]);
  });

  it('of a party of the case is told to the others, and not to itself again', async () => {
    await open();
    expect(await statusOf(`/v1/sips/${sip.sipId}`, REGION)).toBe(404);
    await allTold();
    expect((await of(REGION)).map(({ seq, is }) => [seq, is])).toEqual([[1, 'access']]);
    expect(await of(PLACING_PARTY)).toMatchObject([{ outcome: 'denied', receiver: REGION }]);
  });

  it('keeps no answer waiting, though nobody can be told', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    denials = { ...book(store), tell: (told) => held.then(() => store.tell(told)) };
    await open();
    for (let asked = 1; asked <= 3; asked += 1) {
      expect(await statusOf(`/v1/placements/${placed.placementId}`)).toBe(404);
      expect(await of(STRANGER)).toHaveLength(asked);
    }
    expect(await of(PLACING_PARTY)).toEqual([]);
    letGo();
    await allTold();
    expect(await of(PLACING_PARTY)).toHaveLength(3);
  });

  it('is said of by readiness where it cannot be told', async () => {
    denials = { ...book(store), denied: () => Promise.reject(new Error('not as it was written')) };
    await open();
    await eventually(async () => {
      expect(await (await fetch(`${url}/health/ready`)).text()).toContain('denials');
    });
    expect(await statusOf(`/v1/placements/${placed.placementId}`)).toBe(404);
  });
});

/** The store’s own, to be handed on changed. */
const book = (ledger: SqliteLedger): DenialBook => ({
  denied: (after, limit) => ledger.denied(after, limit),
  toldTo: () => ledger.toldTo(),
  tell: (told) => ledger.tell(told),
});

describe('whoever tells', () => {
  const denied = (subject: Subject, position: Position) =>
    ownRead({
      ...{ controller: STRANGER, who: { party: STRANGER as never, machine: true }, outcome: 'denied', position },
      items: [{ subject, person: null, classes: [], ground: null, withheld: 0, extractTo: 'self' }],
    });
  let tellers: DenialTeller[];
  beforeEach(() => (tellers = []));
  afterEach(async () => {
    for (const teller of tellers) await teller.stop();
  });
  const begun = (ledger?: DenialBook) => {
    const teller = telling(ledger);
    tellers.push(teller);
    return teller;
  };
  const toldAll = (): Promise<void> =>
    eventually(async () => {
      expect(await store.denied(await store.toldTo(), 1)).toEqual([]);
    });

  it('tells of as many as there are, in their order, and of those that come', async () => {
    const head = await hub.log.head();
    const before = Array.from({ length: 120 }, () => denied(PLACEMENT, head));
    await store.write(before);
    begun();
    await toldAll();
    const after = denied(PLACEMENT, head);
    await store.write([after]);
    await toldAll();
    expect((await of(PLACING_PARTY)).map(({ request }) => request)).toEqual(
      [...before, after].map((one) => one.request),
    );
  });

  it('tells as of when it was denied: of what came to be afterwards nobody had asked', async () => {
    await store.write([denied(PLACEMENT, hub.log.start)]);
    begun();
    await toldAll();
    expect(await of(PLACING_PARTY)).toEqual([]);
  });

  const STEPS = ['toldTo', 'denied', 'tell'] as const;
  const ENDS = STEPS.flatMap((step) => [[step, 'before'] as const, [step, 'after'] as const]);
  it.each(ENDS)('that is ended at %s, %s it, leaves nothing out and tells nothing twice', async (step, when) => {
    const head = await hub.log.head();
    await store.write([denied(PLACEMENT, head), denied(DEVIATION, head)]);
    const ended = new Error('the process is gone');
    const asked = book(store);
    const atIts = async <T>(name: (typeof STEPS)[number], ask: () => Promise<T>): Promise<T> => {
      if (name === step && when === 'before') throw ended;
      const answer = await ask();
      if (name === step) throw ended;
      return answer;
    };
    const first = begun({
      denied: (after, limit) => atIts('denied', () => asked.denied(after, limit)),
      toldTo: () => atIts('toldTo', () => asked.toldTo()),
      tell: (told) => atIts('tell', () => asked.tell(told)),
    });
    await eventually(() => {
      expect(first.states).toContain('defect');
    });
    expect(first.ready()).toBe(false);
    begun();
    await toldAll();
    expect((await of(PLACING_PARTY)).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('waits where the ledger is away, and goes on', async () => {
    let isAway = true;
    await store.write([denied(PLACEMENT, await hub.log.head())]);
    const away = {
      ...book(store),
      toldTo: () => (isAway ? Promise.reject(new LedgerUnavailable('away')) : store.toldTo()),
    };
    const teller = begun(away);
    await eventually(() => {
      expect(teller.states).toContain('retrying');
    });
    isAway = false;
    await toldAll();
    expect(await of(PLACING_PARTY)).toHaveLength(1);
    expect(teller.ready()).toBe(true);
  });

  it('that is two tells once', async () => {
    const head = await hub.log.head();
    await store.write(Array.from({ length: 60 }, () => denied(PLACEMENT, head)));
    begun();
    begun();
    await toldAll();
    expect((await of(REGION)).map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
  });

  it('stops at an entry that tells of a position which the log never gave', async () => {
    await store.write([denied(PLACEMENT, 'zz' as Position)]);
    const teller = begun();
    await eventually(() => {
      expect(teller.states).toContain('defect');
    });
    expect(await store.toldTo()).toBeNull();
  });
});
