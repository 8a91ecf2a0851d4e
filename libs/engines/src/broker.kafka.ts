/** Apache Kafka as the broker. */
import { type Admin, Kafka, type SASLOptions } from 'kafkajs';
import { type Logger } from 'pino';
import { logCreatorOn } from './broker-log.kafka.js';
import { type Broker, type PartitionProgress } from './broker.port.js';
import { type BrokerSettings } from './broker-settings.js';
import { consumeFrom } from './consumer.kafka.js';
import { asBrokerFault } from './faults.kafka.js';
import { publisherOn } from './publisher.kafka.js';

export interface BrokerOptions extends Omit<BrokerSettings, 'group'> {
  /** Names this process in the broker's own log and quotas. */
  readonly clientId: string;
  readonly logger: Logger;
}

const CONNECT_MS_MAX = 5_000;
const REQUEST_MS_MAX = 30_000;
const RETRY = { initialRetryTime: 200, maxRetryTime: 3_000, retries: 5 };

/** A broker by its settings. Nothing is asked of it before it is used. */
export function connectBroker({ brokers, clientId, tls, sasl, logger }: BrokerOptions): Broker {
  const kafka = new Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: CONNECT_MS_MAX,
    requestTimeout: REQUEST_MS_MAX,
    retry: RETRY,
    logCreator: logCreatorOn(logger),
    ...(tls === undefined ? {} : { ssl: { ...tls } }),
    ...(sasl === undefined ? {} : { sasl: sasl as SASLOptions }),
  });
  let admin: Promise<Admin> | null = null;

  const asked = async <T>(question: (admin: Admin) => Promise<T>): Promise<T> =>
    asBrokerFault(async () => {
      const asking = (admin ??= connectedAdmin(kafka));
      try {
        return await question(await asking);
      } catch (error) {
        if (admin === asking) admin = null;
        await asking.then((one) => one.disconnect()).catch(() => undefined);
        throw error;
      }
    });
  const topics = (): Promise<readonly string[]> => asked((one) => one.listTopics());

  return {
    publisher: () => publisherOn(kafka),
    consume: (options) => consumeFrom(kafka, options),
    topics,
    progress: (group, names) => asked((one) => progressOf(one, group, names)),
    close: async () => {
      const open = admin;
      admin = null;
      await open?.then((one) => one.disconnect()).catch(() => undefined);
    },
  };
}

async function connectedAdmin(kafka: Kafka): Promise<Admin> {
  const admin = kafka.admin();
  await admin.connect();
  return admin;
}

async function progressOf(
  admin: Admin,
  groupId: string,
  topics: readonly string[],
): Promise<readonly PartitionProgress[]> {
  if (topics.length === 0) return [];
  const groups = await admin.fetchOffsets({ groupId, topics: [...topics] });
  const all: PartitionProgress[] = [];
  for (const { topic, partitions } of groups) {
    const committed = new Map(partitions.map(({ partition, offset }) => [partition, Number(offset)]));
    for (const { partition, high, low } of await admin.fetchTopicOffsets(topic)) {
      // -1: nothing committed yet; what has been deleted by age is not waited for.
      const at = Math.max(committed.get(partition) ?? -1, Number(low));
      all.push({ topic, partition, committed: at, end: Number(high) });
    }
  }
  return all;
}
