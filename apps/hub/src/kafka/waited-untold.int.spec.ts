import { BrokerUnavailable, type OutgoingRecord } from '#engines';
import { hubLogger, systemClock } from '#http';
import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { initiated } from '../../../../test/support/handover-steps.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { batchOf } from '../../../../test/support/submitted.js';
import { dalarnaEvents, eventsOf, sayerOf } from '../../../../test/support/wire-events.js';
import { type Receipt } from '../receipt/receipt.js';
import { batchTaker, type BatchTaker } from './batch-taker.js';

const story = initiated(
  aCase('W').emergency({}, { at: '2025-08-01' }).proposed('2025-08-05').approvedByBoth('2025-08-20'),
  '2025-09-01',
);
const told = eventsOf(story);
const ofKommun = told.filter((event) => sayerOf(event) === PLACING_PARTY);
/** The approval of what the kommun has yet to propose, and a handover, which waits for nothing. */
const ofRegion = told.filter((event) => sayerOf(event) === REGION);
const [registered, ...proposal] = ofKommun;

describe('what waits while its party cannot be told so', () => {
  let hub: SpecHub;
  let isAway = false;
  let published: OutgoingRecord[] = [];
  let taker: BatchTaker;

  beforeEach(async () => {
    hub = await openSpecHub({ startAt: '2026-06-01T08:00:00.000Z' });
    await hub.tell([...dalarnaEvents(), registered!]);
    published = [];
    taker = batchTaker({
      receive: hub.receive,
      publisher: {
        publish: (records) => {
          if (isAway) return Promise.reject(new BrokerUnavailable('away'));
          published.push(...records);
          return Promise.resolve();
        },
        close: () => Promise.resolve(),
      },
      ...{ clock: systemClock, logger: hubLogger('spec', 'silent'), isServed: () => true },
      ...{ onJudged: () => undefined, onUnreadable: () => undefined, onDone: () => undefined, patienceMs: 0 },
    });
  });
  afterEach(() => hub.close());

  const deliver = async (): Promise<readonly Receipt['outcome'][]> => {
    const batch = batchOf(REGION, ofRegion);
    await taker.take(batch);
    const receipts = published.splice(0).map(({ value }) => JSON.parse(Buffer.from(value).toString()) as object);
    return receipts.map((receipt) => (receipt as { readonly data: Receipt }).data.outcome);
  };
  const facts = async (): Promise<readonly string[]> =>
    (await hub.types()).filter((type) => /^(handover\.initiated|costAllocation\.(approved|proposed))$/.test(type));

  it('is told, where the broker is there, that it waits; what its party said after it is taken', async () => {
    isAway = false;
    expect(await deliver()).toEqual(['waiting', 'accepted']);
    await hub.tell(proposal);
    expect(await deliver()).toEqual(['duplicate', 'duplicate']);
    expect(await facts()).toEqual([
      'handover.initiated',
      'costAllocation.proposed',
      'costAllocation.approved',
      'costAllocation.approved',
    ]);
  });

  it('is a duplicate when it comes again, as is what was taken after it: nothing but its last word tells that it waited', async () => {
    isAway = true;
    expect(await deliver()).toEqual([]);
    await hub.tell(proposal);
    isAway = false;
    expect(await deliver()).toEqual(['duplicate', 'duplicate']);
    expect((await facts()).slice(0, 2)).toEqual(['handover.initiated', 'costAllocation.proposed']);
    const finals = await hub.receipts.after(REGION, 0, 10);
    expect(finals).toMatchObject([{ id: ofRegion[0]!.id, subject: ofRegion[0]!.subject, outcome: 'accepted' }]);
  });
});
