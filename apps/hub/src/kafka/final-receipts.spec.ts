import { type Instant, type PartyId } from '#domain';
import { BrokerUnavailable, type OutgoingRecord } from '#engines';
import { hubLogger } from '#http';
import { eventually } from '../../../../test/support/eventually.js';
import { type UntoldReceipt } from '../state/receipts.port.js';
import { tellFinalReceipts, type Teller } from './final-receipts.js';

const untold = (sequence: number, party = 'region-20'): UntoldReceipt => ({
  sequence,
  party: party as PartyId,
  receipt: { id: `m${sequence}`, subject: null, outcome: 'accepted', findings: [] },
  givenAt: '2026-01-15T08:00:00.000Z' as Instant,
});

describe('telling how what waited has ended', () => {
  let teller: Teller | undefined;
  afterEach(() => teller?.stop());

  function telling(waiting: UntoldReceipt[], { failing = 0, knows = true } = {}) {
    const seen = { published: [] as OutgoingRecord[], told: [] as number[], knows, failing };
    teller = tellFinalReceipts({
      outbox: {
        untold: (limit, without = []) =>
          Promise.resolve(waiting.filter(({ party }) => !without.includes(party)).slice(0, limit)),
        told: (sequences) => {
          seen.told.push(...sequences);
          for (const sequence of sequences)
            waiting.splice(
              waiting.findIndex((one) => one.sequence === sequence),
              1,
            );
          return Promise.resolve();
        },
      },
      publisher: {
        publish: (records) => {
          if (seen.failing-- > 0) return Promise.reject(new BrokerUnavailable('away'));
          const lame = records.filter(({ topic }) => topic === 'hvb.receipts.region-21').map(({ topic }) => topic);
          seen.published.push(...records.filter(({ topic }) => !lame.includes(topic)));
          if (lame.length > 0) return Promise.reject(new BrokerUnavailable('lame', { topics: lame }));
          return Promise.resolve();
        },
        close: () => Promise.resolve(),
      },
      isServed: (topic) => topic === 'hvb.receipts.region-20' || topic === 'hvb.receipts.region-21',
      knowsTopics: () => seen.knows,
      everyMs: 10,
      logger: hubLogger('spec', 'silent'),
    });
    return seen;
  }

  it('tells each in its turn, and marks it only then', async () => {
    const seen = telling([untold(1), untold(2)], { failing: 2 });
    await eventually(() => {
      expect(seen.told).toEqual([1, 2]);
    });
    expect(seen.published.map(({ topic }) => topic)).toEqual(['hvb.receipts.region-20', 'hvb.receipts.region-20']);
  });

  it('tells the others where the topic of a party cannot be written, however much waits for it', async () => {
    const lame = Array.from({ length: 450 }, (_, index) => untold(index + 1, 'region-21'));
    const seen = telling([...lame, untold(451), untold(452)]);
    await eventually(() => {
      expect(seen.told).toEqual([451, 452]);
    });
    expect(seen.published).toHaveLength(2);
  });

  it('goes through more than one turn holds', async () => {
    const seen = telling(Array.from({ length: 450 }, (_, index) => untold(index + 1)));
    await eventually(() => {
      expect(seen.told).toHaveLength(450);
    });
    expect(seen.published).toHaveLength(450);
  });

  it('leaves the receipts of a party without a topic to where it asks for them, out of the way of others', async () => {
    const seen = telling([untold(1, 'region-01'), untold(2)]);
    await eventually(() => {
      expect(seen.told).toEqual([1, 2]);
    });
    expect(seen.published).toHaveLength(1);
  });

  it('takes nobody for one without a topic before it knows the topics', async () => {
    const seen = telling([untold(1)], { knows: false });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen.told).toEqual([]);
    seen.knows = true;
    await eventually(() => {
      expect([seen.told, seen.published.length]).toEqual([[1], 1]);
    });
  });
});
