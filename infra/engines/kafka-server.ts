/** A real Apache Kafka from its published artifacts and the machine's Java, one node or three: for specs and developers. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { EngineMissing } from './engine-missing.js';
import { freePorts, HOST } from './free-ports.js';
import { allow, brokersServing, createTopics, type Grant, type TopicOptions } from './kafka-admin.kafka.js';
import { innerPort, type KafkaNode, type KafkaSecurity, keyStoreFile, PORTS_OF_NODE } from './kafka-settings.js';
import { propertiesFile, SCRAMS, settingsOf, trustStoreFile } from './kafka-settings.js';
import { type OwnedProcess, startOwned } from './owned-process.js';

export interface KafkaOptions {
  /** Of this cluster and nothing else; made where it is not there. A cluster already in it is started with its data. */
  readonly folder: string;
  /** Of the first node, whose two next ports are its own too; the next nodes follow. Any free ones by default. */
  readonly port?: number;
  /** One by default. With three every topic is kept three times, and one may be away. */
  readonly nodes?: 1 | 3;
  readonly security?: KafkaSecurity;
}

export interface KafkaServer {
  /** `host:port`, of every node, with commas between. */
  readonly brokers: string;
  /** In order, SIGTERM; all nodes, or one, counted from 0. */
  stop(node?: number): Promise<void>;
  /** SIGKILL: the next start recovers from what is on disk. */
  kill(node?: number): Promise<void>;
  /** Again, with the same ports and data; waits until as many serve as should. Nothing for a node that runs. */
  start(node?: number): Promise<void>;
  /** Makes those that are not there; none is ever made by being named. */
  createTopics(topics: readonly string[], options?: TopicOptions): Promise<void>;
  /** With `security.users`: allows what nobody may by default. */
  allow(grants: readonly Grant[]): Promise<void>;
}

const run = promisify(execFile);
const JARS = '.engines/kafka';
/** The same for all: a cluster is told from another by its ports. */
const CLUSTER_ID = 'hvb-engines-for-specsA';
const START_MS_MAX = 120_000;
const POLL_MS = 200;
const JVM = ['-Xms128m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dlog4j2.level=WARN'];

/** Starts an Apache Kafka and waits until all nodes serve. Throws {@link EngineMissing}. */
export async function startKafka({ folder, port, nodes = 1, security = {} }: KafkaOptions): Promise<KafkaServer> {
  if (!existsSync(join(JARS, 'made-of'))) throw new EngineMissing('Apache Kafka');
  const first = port ?? (await freePorts(nodes * PORTS_OF_NODE));
  const members = Array.from({ length: nodes }, (_, index) => ({
    id: index + 1,
    folder: join(resolve(folder), `node-${index + 1}`),
    port: first + index * PORTS_OF_NODE,
  }));
  await Promise.all(members.map((node) => prepare(node, members, security)));
  const processes: OwnedProcess[] = [];
  const inner = members.map((node) => `${HOST}:${innerPort(node)}`);
  const chosen = (node?: number): readonly number[] => (node === undefined ? [...members.keys()] : [node]);
  const end = (signal: NodeJS.Signals, node?: number) =>
    Promise.all(chosen(node).map(async (index) => processes[index]?.end(signal))).then(() => undefined);
  const start = async (node?: number) => {
    for (const [index, member] of members.entries())
      if (chosen(node).includes(index) && processes[index]?.isRunning() !== true) processes[index] = spawnNode(member);
    await allServe(inner, processes);
  };
  await start();
  return {
    brokers: members.map((node) => `${HOST}:${node.port}`).join(','),
    stop: (node) => end('SIGTERM', node),
    kill: (node) => end('SIGKILL', node),
    start,
    createTopics: (topics, options) => createTopics(inner, topics, options),
    allow: (grants) => allow(inner, grants),
  };
}

const java = (main: string, ...args: readonly string[]): readonly string[] => [
  ...JVM,
  '-cp',
  `${resolve(JARS)}/*`,
  main,
  ...args,
];

/** Writes a node's settings, and formats its storage the first time. */
async function prepare(node: KafkaNode, nodes: readonly KafkaNode[], security: KafkaSecurity): Promise<void> {
  mkdirSync(node.folder, { recursive: true });
  writeFileSync(propertiesFile(node), settingsOf(node, nodes, security));
  const { tls, users = {} } = security;
  if (tls) writeFileSync(keyStoreFile(node), `${tls.key.toString()}\n${tls.certificate.toString()}`, { mode: 0o600 });
  if (tls?.clientCa !== undefined) writeFileSync(trustStoreFile(node), tls.clientCa);
  if (existsSync(join(node.folder, 'data', 'meta.properties'))) return;
  const scrams = SCRAMS.flatMap((mechanism) =>
    Object.entries(users).flatMap(([user, password]) => [
      '--add-scram',
      `${mechanism}=[name=${user},password=${password}]`,
    ]),
  );
  const format = ['format', '-t', CLUSTER_ID, '-c', propertiesFile(node), ...scrams];
  await run('java', java('kafka.tools.StorageTool', ...format)).catch((error: unknown) => {
    throw (error as { code?: unknown }).code === 'ENOENT' ? new EngineMissing('Java') : error;
  });
}

function spawnNode(node: KafkaNode): OwnedProcess {
  return startOwned({
    command: 'java',
    args: java('kafka.Kafka', propertiesFile(node)),
    outputFile: join(node.folder, 'output.log'),
  });
}

/** A node serves when the cluster names it; those that were stopped before are not waited for. */
async function allServe(inner: readonly string[], processes: readonly OwnedProcess[]): Promise<void> {
  const until = performance.now() + START_MS_MAX;
  const started = processes.filter((one) => one.isRunning());
  const addresses = inner.filter((_, index) => processes[index]?.isRunning());
  while (performance.now() < until) {
    if ((await brokersServing(addresses)) >= started.length) return;
    const ended = started.find((one) => !one.isRunning());
    if (ended) throw new Error(`Apache Kafka did not start:\n${ended.output()}`);
    await wait(POLL_MS);
  }
  throw new Error(`Apache Kafka did not answer:\n${started[0]?.output() ?? ''}`);
}
