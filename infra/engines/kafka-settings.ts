/** The settings of a small Apache Kafka in KRaft mode, each node broker and controller at once, as its properties file. */
import { join } from 'node:path';
import { HOST } from './free-ports.js';

export interface KafkaSecurity {
  /**
   * Who may log in and with what, by PLAIN, SCRAM-SHA-256 and SCRAM-SHA-512; then nobody may do anything that is not
   * allowed by name. Without: everyone may do everything.
   */
  readonly users?: Readonly<Record<string, string>>;
  /** PEM; the key as PKCS 8. With `clientCa` a client must show a certificate of it. */
  readonly tls?: {
    readonly key: string | Buffer;
    readonly certificate: string | Buffer;
    readonly clientCa?: string | Buffer;
  };
}

export interface KafkaNode {
  readonly id: number;
  readonly folder: string;
  /** For clients; the two after it are the brokers' and the controllers' own. */
  readonly port: number;
}

export const PORTS_OF_NODE = 3;
export const innerPort = ({ port }: KafkaNode): number => port + 1;
const controllerPort = ({ port }: KafkaNode): number => port + 2;

export const propertiesFile = ({ folder }: KafkaNode): string => join(folder, 'server.properties');
export const keyStoreFile = ({ folder }: KafkaNode): string => join(folder, 'server.pem');
export const trustStoreFile = ({ folder }: KafkaNode): string => join(folder, 'clients.pem');

export const SCRAMS = ['SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;
const SEGMENT_BYTES = 16 * 1024 * 1024;

/** The text of a node's properties file. */
export function settingsOf(node: KafkaNode, nodes: readonly KafkaNode[], security: KafkaSecurity = {}): string {
  const all = {
    ...nodeSettings(node, nodes),
    ...sizes(nodes.length),
    ...speed,
    ...access(security),
    ...tls(node, security),
  };
  return Object.entries(all)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

type Settings = Readonly<Record<string, string | number | boolean>>;

const nodeSettings = (node: KafkaNode, nodes: readonly KafkaNode[]): Settings => ({
  'process.roles': 'broker,controller',
  'node.id': node.id,
  'log.dirs': join(node.folder, 'data'),
  'controller.quorum.voters': nodes.map((one) => `${one.id}@${HOST}:${controllerPort(one)}`).join(','),
  listeners: `CLIENTS://${HOST}:${node.port},INNER://${HOST}:${innerPort(node)},CONTROLLERS://${HOST}:${controllerPort(node)}`,
  'controller.listener.names': 'CONTROLLERS',
  'inter.broker.listener.name': 'INNER',
});

/** As infra's topics are: made by those who run it, never by who happens to name one. */
const sizes = (nodes: number): Settings => ({
  'auto.create.topics.enable': false,
  'num.partitions': 3,
  'default.replication.factor': nodes,
  'min.insync.replicas': Math.max(1, nodes - 1),
  'offsets.topic.replication.factor': nodes,
  'offsets.topic.num.partitions': 3,
  'transaction.state.log.replication.factor': nodes,
  'transaction.state.log.min.isr': Math.max(1, nodes - 1),
  'transaction.state.log.num.partitions': 3,
  'log.segment.bytes': SEGMENT_BYTES,
  'log.cleaner.dedupe.buffer.size': SEGMENT_BYTES,
  'num.network.threads': 2,
  'num.io.threads': 4,
});

/** Who has gone is missed soon: specs kill what a cluster in use would wait for. */
const speed: Settings = {
  'group.initial.rebalance.delay.ms': 0,
  'group.min.session.timeout.ms': 500,
  'broker.heartbeat.interval.ms': 500,
  'broker.session.timeout.ms': 3_000,
  'controlled.shutdown.retry.backoff.ms': 500,
};

/** The inner listener is the cluster's own, and who administers it comes in there; only clients have to say who they are. */
function access({ users, tls: withTls }: KafkaSecurity): Settings {
  const clients = `${users ? 'SASL_' : ''}${withTls ? 'SSL' : 'PLAINTEXT'}`;
  const protocols = { 'listener.security.protocol.map': `CLIENTS:${clients},INNER:PLAINTEXT,CONTROLLERS:PLAINTEXT` };
  if (!users) return protocols;
  const plainUsers = Object.entries(users).map(([user, password]) => `user_${user}="${password}"`);
  const scrams = SCRAMS.map((mechanism) => [
    `listener.name.clients.${mechanism.toLowerCase()}.sasl.jaas.config`,
    'org.apache.kafka.common.security.scram.ScramLoginModule required;',
  ]);
  return {
    ...protocols,
    'listener.name.clients.sasl.enabled.mechanisms': ['PLAIN', ...SCRAMS].join(','),
    'listener.name.clients.plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required ${plainUsers.join(' ')};`,
    ...(Object.fromEntries(scrams) as Record<string, string>),
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': 'User:ANONYMOUS',
  };
}

function tls(node: KafkaNode, { tls: given }: KafkaSecurity): Settings {
  if (!given) return {};
  const server = {
    'listener.name.clients.ssl.keystore.type': 'PEM',
    'listener.name.clients.ssl.keystore.location': keyStoreFile(node),
  };
  if (given.clientCa === undefined) return server;
  return {
    ...server,
    'listener.name.clients.ssl.client.auth': 'required',
    'listener.name.clients.ssl.truststore.type': 'PEM',
    'listener.name.clients.ssl.truststore.location': trustStoreFile(node),
  };
}
