import {
  BrokerUnavailable,
  type Assignment,
  type Broker,
  type BrokerFaultCode,
  type ConsumeOptions,
  type PartitionProgress,
} from '#engines';
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
    code: 'BrokerAway' as BrokerFaultCode,
    stopped: 0,
    consumers,
    latest: (): ConsumeOptions => consumers.at(-1)!,
    give: (topic = TOPIC): void => {
      const assigned: Assignment = new Map([[topic, [0]]]);
      broker.latest().onAssigned(assigned);
    },
  };
  const answer = <T>(value: T): Promise<T> =>
    broker.away ? Promise.reject(new BrokerUnavailable('away', { code: broker.code })) : Promise.resolve(value);
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
  const lines: string[] = [];
  afterEach(() => consumer?.stop());

  function start(stallMs = 60_000) {
    const { broker, port } = triedBroker();
    const seen = { causes: [] as string[], gaveUp: [] as Error[], topics: [] as (readonly string[])[] };
    const started = steadyConsumer({
      ...{
        broker: port,
        group: 'g',
        partitionsAtOnce: 1,
        logger: hubLogger('spec', 'info', { write: (line) => void lines.push(line) }),
      },
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

  it('says aloud and with a code that the broker refuses it, once a minute, and goes on by itself when that is mended', async () => {
    lines.length = 0;
    const { broker, seen, consumer } = start();
    [broker.away, broker.code] = [true, 'BrokerRefusesLogin'];
    await eventually(() => {
      expect(consumer.ready()).toBe(false);
      expect(consumer.missing()).toBe('BrokerRefusesLogin');
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const said = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(said).toMatchObject([{ level: 'error', code: 'BrokerRefusesLogin' }]);
    expect(JSON.stringify(said)).toContain('HVB_KAFKA_PASSWORD');
    broker.away = false;
    await made(broker, 2);
    broker.give();
    await eventually(() => {
      expect([consumer.ready(), consumer.missing()]).toEqual([true, null]);
    });
    expect(seen.gaveUp).toEqual([]);
  });

  it('never gives up where its group is refused: it is tried until somebody allows it', async () => {
    const { broker, seen, consumer } = start();
    for (const times of [1, 2, 3, 4]) {
      await made(broker, times);
      broker.latest().onCrash(new BrokerUnavailable('refused', { code: 'BrokerForbids' }), false);
      await eventually(() => {
        expect([consumer.ready(), consumer.missing()]).toEqual([false, 'BrokerForbids']);
      });
    }
    await made(broker, 5);
    broker.give();
    expect([consumer.ready(), consumer.missing(), seen.gaveUp]).toEqual([true, null, []]);
  });

  it('rests a partition that cannot be read, aloud, and does not take it for a stall', async () => {
    lines.length = 0;
    const { broker, seen } = start(STALL_MS);
    await made(broker, 1);
    broker.give();
    broker.progress = [{ topic: TOPIC, partition: 0, committed: 3, end: 4 }];
    for (let tries = 1; tries < 9; tries++) {
      broker.latest().onDoubt({ topic: TOPIC, partition: 0, offset: 3, reason: 'CutShort', tries });
      await new Promise((resolve) => setTimeout(resolve, STALL_MS / 4));
    }
    expect(seen.causes).toEqual([]);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'warn',
      code: 'RecordNotRead',
      offset: 3,
      reason: 'CutShort',
    });
  });

  it('sees a partition that stands still among others that are done with (T-02)', async () => {
    const { broker, seen, consumer } = start(STALL_MS);
    await made(broker, 1);
    broker.give();
    let committed = 0;
    const moving = setInterval(() => {
      consumer.progressed();
      committed += 1;
      broker.progress = [
        { topic: TOPIC, partition: 0, committed: 3, end: 4 },
        { topic: NEW_TOPIC, partition: 0, committed, end: 1_000 },
      ];
    }, 5);
    await made(broker, 2);
    clearInterval(moving);
    expect(seen.causes).toEqual(['stall']);
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
