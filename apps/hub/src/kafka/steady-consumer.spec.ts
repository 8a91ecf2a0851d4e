import { BrokerUnavailable, type Assignment, type Broker, type ConsumeOptions, type PartitionProgress } from '#engines';
import { hubLogger } from '#http';
import { eventually } from '../../../../test/support/eventually.js';
import { ConsumerStalled, steadyConsumer, type SteadyConsumer } from './steady-consumer.js';

const TOPIC = 'hvb.submissions.region-20';
const NEW_TOPIC = 'hvb.submissions.kommun-0980';
const STALL_MS = 200;

/** A broker that is told what to answer. */
function triedBroker() {
  const consumers: ConsumeOptions[] = [];
  const broker = {
    topics: [TOPIC] as readonly string[],
    progress: [] as readonly PartitionProgress[],
    away: false,
    stopped: 0,
    consumers,
    latest: (): ConsumeOptions => consumers.at(-1)!,
    give: (topic = TOPIC): void => {
      const assigned: Assignment = new Map([[topic, [0]]]);
      broker.latest().onAssigned(assigned);
    },
  };
  const answer = <T>(value: T): Promise<T> =>
    broker.away ? Promise.reject(new BrokerUnavailable('away')) : Promise.resolve(value);
  const port: Pick<Broker, 'topics' | 'progress' | 'consume'> = {
    topics: () => answer(broker.topics),
    progress: () => answer(broker.progress),
    consume: (options) => {
      consumers.push(options);
      const stop = (): Promise<void> => {
        broker.stopped += 1;
        return Promise.resolve();
      };
      return answer({ stop });
    },
  };
  return { broker, port };
}

describe('a consumer that is always there', () => {
  let consumer: SteadyConsumer | undefined;
  afterEach(() => consumer?.stop());

  function start(stallMs = 60_000) {
    const { broker, port } = triedBroker();
    const seen = { causes: [] as string[], gaveUp: [] as Error[], topics: [] as (readonly string[])[] };
    const started = steadyConsumer({
      ...{ broker: port, group: 'g', partitionsAtOnce: 1, logger: hubLogger('spec', 'silent') },
      take: () => Promise.resolve('taken'),
      topicsEveryMs: 10,
      stallMs,
      onTopics: (topics) => seen.topics.push(topics),
      onLook: () => undefined,
      onRebuilt: (cause) => seen.causes.push(cause),
      giveUp: (error) => seen.gaveUp.push(error),
    });
    consumer = started;
    return { broker, seen, consumer: started };
  }

  const made = (broker: ReturnType<typeof triedBroker>['broker'], times: number) =>
    eventually(() => {
      expect(broker.consumers).toHaveLength(times);
    });

  it('is ready when the group has given it its share, and at once where there is nothing to read', async () => {
    const { broker, consumer } = start();
    await made(broker, 1);
    expect(consumer.ready()).toBe(false);
    broker.give();
    expect(consumer.ready()).toBe(true);
    broker.topics = [];
    await eventually(() => {
      expect(broker.stopped).toBe(1);
      expect(consumer.ready()).toBe(true);
    });
  });

  it("takes up a new party's topic, and lets one go that has gone", async () => {
    const { broker, seen } = start();
    await made(broker, 1);
    broker.topics = [TOPIC, NEW_TOPIC, 'hvb.receipts.region-20', '__consumer_offsets'];
    await made(broker, 2);
    expect(broker.latest().topics).toEqual([NEW_TOPIC, TOPIC]);
    broker.topics = [NEW_TOPIC];
    await made(broker, 3);
    expect([broker.latest().topics, seen.causes, broker.stopped]).toEqual([[NEW_TOPIC], ['topics', 'topics'], 2]);
  });

  it('waits where the broker is away, is not ready when that lasts, and comes back by itself', async () => {
    const { broker, seen, consumer } = start();
    await made(broker, 1);
    broker.give();
    broker.away = true;
    await eventually(() => {
      expect(consumer.ready()).toBe(false);
    });
    broker.away = false;
    await eventually(() => {
      expect(consumer.ready()).toBe(true);
    });
    expect([seen.causes, seen.gaveUp]).toEqual([[], []]);
  });

  it('lets the client start again by itself where it says that it does', async () => {
    const { broker, seen, consumer } = start();
    await made(broker, 1);
    broker.give();
    broker.latest().onCrash(new Error('coordinator'), true);
    expect(consumer.ready()).toBe(false);
    broker.give();
    expect(consumer.ready()).toBe(true);
    expect(seen.causes).toEqual([]);
  });

  it('is made anew after a crash; gives up, unready, at the next one with nothing read in between', async () => {
    const { broker, seen, consumer } = start();
    await made(broker, 1);
    broker.give();
    broker.latest().onCrash(new Error('first'), false);
    await made(broker, 2);
    broker.give();
    const second = new Error('second');
    broker.latest().onCrash(second, false);
    await eventually(() => {
      expect(seen.gaveUp).toEqual([second]);
    });
    expect([consumer.ready(), seen.causes]).toEqual([false, ['crash']]);
    await eventually(() => {
      expect(broker.stopped).toBe(2);
    });
  });

  it('may crash again where something was read in between', async () => {
    const { broker, seen, consumer } = start();
    for (const times of [1, 2, 3]) {
      await made(broker, times);
      broker.give();
      consumer.progressed();
      broker.latest().onCrash(new Error(`crash ${times}`), false);
    }
    await made(broker, 4);
    expect(seen.gaveUp).toEqual([]);
  });

  it('may crash again where all has been well for as long as a stall takes', async () => {
    const { broker, seen } = start(STALL_MS);
    await made(broker, 1);
    broker.give();
    broker.latest().onCrash(new Error('first'), false);
    await made(broker, 2);
    broker.give();
    await new Promise((resolve) => setTimeout(resolve, 2 * STALL_MS));
    broker.latest().onCrash(new Error('long after'), false);
    await made(broker, 3);
    expect(seen.gaveUp).toEqual([]);
  });

  it('is made anew where it stands still without saying so, then gives up', async () => {
    const { broker, seen } = start(STALL_MS);
    await made(broker, 1);
    broker.give();
    broker.progress = [{ topic: TOPIC, partition: 0, committed: 3, end: 4 }];
    await made(broker, 2);
    expect(seen.causes).toEqual(['stall']);
    broker.give();
    await eventually(() => {
      expect(seen.gaveUp.map(({ name }) => name)).toEqual([ConsumerStalled.name]);
    });
  });

  it('does not take it for a stall where others stand still, or where the hub itself cannot take more', async () => {
    const { broker, seen } = start(STALL_MS);
    await made(broker, 1);
    broker.give();
    broker.progress = [{ topic: TOPIC, partition: 7, committed: 3, end: 4 }];
    await new Promise((resolve) => setTimeout(resolve, 2 * STALL_MS));
    expect(seen.causes).toEqual([]);
  });

  it('answers for all where it never got a share', async () => {
    const { broker, seen } = start(STALL_MS);
    await made(broker, 1);
    broker.progress = [{ topic: TOPIC, partition: 0, committed: 0, end: 4 }];
    await made(broker, 2);
    expect(seen.causes).toEqual(['stall']);
  });

  it('ends its consumer when it stops, and makes no other', async () => {
    const { broker, consumer } = start();
    await made(broker, 1);
    await consumer.stop();
    expect(broker.stopped).toBe(1);
    broker.topics = [NEW_TOPIC];
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(broker.consumers).toHaveLength(1);
  });
});
