/** Brings a broker's topics and access to what is wanted, and tells of each thing done; what is so already is left alone. */
import { setTimeout as wait } from 'node:timers/promises';
import kafkajs, { type AclEntry, type Admin } from 'kafkajs';
import { type Wanted, type WantedAccess, type WantedTopic } from './definitions.js';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ConfigResourceTypes, ResourcePatternTypes } = kafkajs;

/** One line of what was done, or of what was found and could not be mended. */
export interface Done {
  readonly what: 'created' | 'set' | 'allowed' | 'unchanged' | 'wrong';
  readonly name: string;
  readonly detail: string;
}

const DYNAMIC_TOPIC_CONFIG = 1;
/** Requests hold some hundred topics each: a county's parties in a handful. */
const TOPICS_PER_REQUEST_MAX = 200;
const KNOWN_MS_MAX = 30_000;
const POLL_MS = 100;

const RESOURCE = { topic: AclResourceTypes.TOPIC, group: AclResourceTypes.GROUP } as const;
const PATTERN = { literal: ResourcePatternTypes.LITERAL, prefixed: ResourcePatternTypes.PREFIXED } as const;
const OPERATION = {
  read: AclOperationTypes.READ,
  write: AclOperationTypes.WRITE,
  describe: AclOperationTypes.DESCRIBE,
} as const;

/**
 * Makes the broker so. Topics are created, settings that differ are set, access that is missing is given; nothing is
 * deleted, and a topic with another number of partitions is told of and left, since its messages' order depends on it.
 */
export async function bringAbout(admin: Admin, wanted: Wanted): Promise<readonly Done[]> {
  const there = new Set(await admin.listTopics());
  const missing = wanted.topics.filter(({ name }) => !there.has(name));
  const existing = wanted.topics.filter(({ name }) => there.has(name));
  return [
    ...(await createTopics(admin, missing)),
    ...(await comparePartitions(admin, existing)),
    ...(await setConfigs(admin, existing)),
    ...(await allow(admin, wanted.access)),
  ];
}

async function createTopics(admin: Admin, topics: readonly WantedTopic[]): Promise<readonly Done[]> {
  for (const some of inPieces(topics)) {
    await admin.createTopics({
      waitForLeaders: true,
      topics: some.map(({ name, partitions, replicas, config }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor: replicas,
        configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
      })),
    });
  }
  return topics.map(({ name, partitions, replicas }) => ({
    what: 'created',
    name,
    detail: `partitions ${partitions}, replicas ${replicas}`,
  }));
}

async function comparePartitions(admin: Admin, wanted: readonly WantedTopic[]): Promise<readonly Done[]> {
  const found = new Map<string, number>();
  for (const some of inPieces(wanted)) {
    const { topics } = await admin.fetchTopicMetadata({ topics: some.map(({ name }) => name) });
    for (const { name, partitions } of topics) found.set(name, partitions.length);
  }
  return wanted
    .filter(({ name, partitions }) => found.get(name) !== partitions)
    .map(({ name, partitions }) => ({
      what: 'wrong',
      name,
      detail: `has ${found.get(name) ?? 0} partitions, not ${partitions}: left as it is`,
    }));
}

async function setConfigs(admin: Admin, wanted: readonly WantedTopic[]): Promise<readonly Done[]> {
  const done: Done[] = [];
  for (const some of inPieces(wanted)) {
    const now = await configsOf(admin, some);
    const differing = some.filter(({ name, config }) => !isSame(now.get(name), config));
    if (differing.length > 0) await admin.alterConfigs({ validateOnly: false, resources: differing.map(asResource) });
    for (const { name, config } of some) {
      const detail = differences(now.get(name) ?? {}, config);
      done.push(detail === '' ? { what: 'unchanged', name, detail } : { what: 'set', name, detail });
    }
  }
  return done;
}

function asResource({ name, config }: WantedTopic): Parameters<Admin['alterConfigs']>[0]['resources'][number] {
  return {
    type: ConfigResourceTypes.TOPIC,
    name,
    configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
  };
}

/** The settings that topics have of their own, apart from the broker's defaults. */
async function configsOf(admin: Admin, topics: readonly WantedTopic[]): Promise<Map<string, Record<string, string>>> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map(({ name }) => ({ type: ConfigResourceTypes.TOPIC, name })),
  });
  return new Map(
    resources.map(({ resourceName, configEntries }) => [
      resourceName,
      Object.fromEntries(
        configEntries
          .filter(({ configSource }) => (configSource as number) === DYNAMIC_TOPIC_CONFIG)
          .map(({ configName, configValue }) => [configName, configValue]),
      ),
    ]),
  );
}

function isSame(now: Readonly<Record<string, string>> | undefined, wanted: Readonly<Record<string, string>>): boolean {
  return differences(now ?? {}, wanted) === '';
}

function differences(now: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): string {
  const names = [...new Set([...Object.keys(now), ...Object.keys(wanted)])].sort();
  return names
    .filter((name) => now[name] !== wanted[name])
    .map((name) => `${name} ${now[name] ?? '(default)'} → ${wanted[name] ?? '(default)'}`)
    .join(', ');
}

async function allow(admin: Admin, wanted: readonly WantedAccess[]): Promise<readonly Done[]> {
  const there = await existingAccess(admin);
  const missing = wanted.filter((entry) => !there.has(nameOf(entry)));
  if (missing.length > 0) {
    await admin.createAcls({ acl: missing.map(asAcl) });
    await known(admin, missing);
  }
  return missing.map((entry) => ({ what: 'allowed', name: entry.principal, detail: detailOf(entry) }));
}

/** What the controller has taken the brokers hear of a moment later; who uses it at once would be refused. */
async function known(admin: Admin, wanted: readonly WantedAccess[]): Promise<void> {
  const until = performance.now() + KNOWN_MS_MAX;
  while (performance.now() < until) {
    const there = await existingAccess(admin);
    if (wanted.every((entry) => there.has(nameOf(entry)))) return;
    await wait(POLL_MS);
  }
  throw new Error('access was given, and the brokers have not heard of it');
}

async function existingAccess(admin: Admin): Promise<ReadonlySet<string>> {
  const { resources } = await admin.describeAcls({
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ALLOW,
  });
  return new Set(
    resources.flatMap(({ resourceType, resourceName, resourcePatternType, acls }) =>
      acls
        .filter(({ host }) => host === ANY_HOST)
        .map(({ principal, operation }) =>
          [principal, resourceType, resourceName, resourcePatternType, operation].join(' '),
        ),
    ),
  );
}

const ANY_HOST = '*';

function nameOf({ principal, resource, name, pattern, operation }: WantedAccess): string {
  return [principal, RESOURCE[resource], name, PATTERN[pattern], OPERATION[operation]].join(' ');
}

function asAcl({ principal, resource, name, pattern, operation }: WantedAccess): AclEntry {
  return {
    principal,
    host: ANY_HOST,
    resourceType: RESOURCE[resource],
    resourceName: name,
    resourcePatternType: PATTERN[pattern],
    operation: OPERATION[operation],
    permissionType: AclPermissionTypes.ALLOW,
  };
}

function detailOf({ resource, name, pattern, operation }: WantedAccess): string {
  return `${operation} ${resource} ${name}${pattern === 'prefixed' ? '*' : ''}`;
}

function inPieces(topics: readonly WantedTopic[]): readonly (readonly WantedTopic[])[] {
  const count = Math.ceil(topics.length / TOPICS_PER_REQUEST_MAX);
  return Array.from({ length: count }, (_, index) =>
    topics.slice(index * TOPICS_PER_REQUEST_MAX, (index + 1) * TOPICS_PER_REQUEST_MAX),
  );
}
