/** What is asked of a broker by those who run it: whether it is there, topics, and who may do what. */
import kafkajs, { type Admin } from 'kafkajs';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes, Kafka, logLevel } = kafkajs;

/** What a user may do with a topic, or with a consumer group. A name that ends in `*` stands for all that begin so. */
export type Grant =
  | { readonly user: string; readonly may: 'read' | 'write' | 'describe'; readonly topic: string }
  | { readonly user: string; readonly may: 'read'; readonly group: string };

export interface TopicOptions {
  readonly partitions?: number;
  /** `max.message.bytes` and its like. */
  readonly config?: Readonly<Record<string, string>>;
}

const CONNECT_MS_MAX = 2_000;
const PARTITIONS = 3;
const OPERATIONS = {
  read: AclOperationTypes.READ,
  write: AclOperationTypes.WRITE,
  describe: AclOperationTypes.DESCRIBE,
};

async function asAdmin<Answer>(brokers: readonly string[], ask: (admin: Admin) => Promise<Answer>): Promise<Answer> {
  const kafka = new Kafka({
    brokers: [...brokers],
    clientId: 'hvb-engines',
    connectionTimeout: CONNECT_MS_MAX,
    logLevel: logLevel.NOTHING,
    retry: { retries: 3, initialRetryTime: 100 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await ask(admin);
  } finally {
    await admin.disconnect();
  }
}

/** How many brokers serve, as the cluster says; 0 where nobody answers yet. */
export async function brokersServing(brokers: readonly string[]): Promise<number> {
  return asAdmin(brokers, async (admin) => (await admin.describeCluster()).brokers.length).catch(() => 0);
}

/** Makes the topics that are not there; those that are stay as they are. Returns when their partitions have leaders. */
export async function createTopics(
  brokers: readonly string[],
  topics: readonly string[],
  { partitions = PARTITIONS, config = {} }: TopicOptions = {},
): Promise<void> {
  await asAdmin(brokers, async (admin) => {
    const there = new Set(await admin.listTopics());
    const missing = topics.filter((topic) => !there.has(topic));
    if (missing.length === 0) return;
    const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
    await admin.createTopics({
      topics: missing.map((topic) => ({ topic, numPartitions: partitions, replicationFactor: -1, configEntries })),
      waitForLeaders: true,
    });
  });
}

/** Allows what nobody may by default. Takes effect when every broker has heard of it, a moment later. */
export async function allow(brokers: readonly string[], grants: readonly Grant[]): Promise<void> {
  await asAdmin(brokers, async (admin) => {
    await admin.createAcls({ acl: grants.map(aclOf) });
  });
}

function aclOf(grant: Grant) {
  const [resourceType, name] =
    'topic' in grant ? [AclResourceTypes.TOPIC, grant.topic] : [AclResourceTypes.GROUP, grant.group];
  const prefixed = name.endsWith('*');
  return {
    resourceType,
    resourceName: prefixed ? name.slice(0, -1) : name,
    resourcePatternType: prefixed ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
    principal: `User:${grant.user}`,
    host: '*',
    operation: OPERATIONS[grant.may],
    permissionType: AclPermissionTypes.ALLOW,
  };
}
