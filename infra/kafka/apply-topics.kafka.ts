/** `npm run topics -- --brokers host:port --party region-20`: topics and access as `topics.yaml` says; run twice it changes nothing. */
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { Kafka, logLevel, type KafkaConfig, type SASLOptions } from 'kafkajs';
import { BadSetting, fileIn, given, required, wordOf, type Environment } from '#engines';
import { bringAbout, type Done } from './broker-state.kafka.js';
import { wantedOf, type WantedOptions } from './definitions.js';

const EXIT = { ok: 0, wrong: 1, usage: 2, unavailable: 3 } as const;
const REPLICAS_DEFAULT = 3;
const GROUP_DEFAULT = 'hvb-hub';
const CONNECTION_MS_MAX = 10_000;
const RETRIES_MAX = 5;

interface ApplyOptions extends Omit<WantedOptions, 'parties'> {
  readonly brokers: string;
  readonly party: readonly string[];
  readonly definitions: string;
}

/** Applies the definitions to the brokers, with TLS and SASL as `HVB_KAFKA_…` say, and gives what was done. */
export async function applyTopics(options: ApplyOptions, environment: Environment): Promise<readonly Done[]> {
  const { brokers, party, definitions, replicas, group } = options;
  const wanted = wantedOf(readFileSync(definitions, 'utf8'), { parties: party, replicas, group });
  const admin = new Kafka(connectionOf(brokers, environment)).admin();
  await admin.connect();
  try {
    return await bringAbout(admin, wanted);
  } finally {
    await admin.disconnect();
  }
}

function connectionOf(brokers: string, environment: Environment): KafkaConfig {
  const ca = fileIn(environment, 'HVB_KAFKA_CA_FILE');
  const cert = fileIn(environment, 'HVB_KAFKA_CERT_FILE');
  const key = fileIn(environment, 'HVB_KAFKA_KEY_FILE');
  const tls = wordOf(environment, 'HVB_KAFKA_TLS', ['true', 'false'] as const) === 'true';
  const sasl = saslOf(environment);
  return {
    clientId: 'hvb-topics',
    brokers: brokers.split(',').map((broker) => broker.trim()),
    // kafkajs logs retriable errors at first contact; what matters is thrown.
    logLevel: logLevel.NOTHING,
    connectionTimeout: CONNECTION_MS_MAX,
    retry: { retries: RETRIES_MAX },
    ...(tls ? { ssl: { ...(ca && { ca: [ca] }), ...(cert && { cert }), ...(key && { key }) } } : {}),
    ...(sasl && { sasl }),
  };
}

function saslOf(environment: Environment): SASLOptions | undefined {
  const mechanism = wordOf(environment, 'HVB_KAFKA_SASL', ['plain', 'scram-sha-256', 'scram-sha-512'] as const);
  if (mechanism === undefined) return undefined;
  const username = required(environment, 'HVB_KAFKA_USERNAME', 'användarnamn hos mäklaren');
  return { mechanism, username, password: required(environment, 'HVB_KAFKA_PASSWORD', 'lösenord hos mäklaren') };
}

/** Where `topics.yaml` lies: beside this file's source, both when it runs from it and when it runs built. */
export function definitionsFile(module = fileURLToPath(import.meta.url)): string {
  return module.replace(/[/\\]dist([/\\]infra[/\\]kafka[/\\])/, '$1').replace(/[^/\\]+$/, 'topics.yaml');
}

function replicasOf(text: string): number {
  if (/^[1-9]$/.test(text)) return Number(text);
  throw new InvalidArgumentError('1 to 9');
}

const collect = (one: string, before: readonly string[]): readonly string[] => [...before, one];

async function main(): Promise<number> {
  const command = new Command('topics')
    .description('Gör ämnen och behörigheter i Kafka som topics.yaml säger (topics and access as topics.yaml says)')
    .option(
      '--brokers <host:port,…>',
      'broker addresses; HVB_KAFKA_BROKERS by default',
      given(process.env, 'HVB_KAFKA_BROKERS'),
    )
    .option('--party <id>', 'a party to make topics for; may be repeated', collect, [])
    .option('--replicas <count>', 'copies of each partition', replicasOf, REPLICAS_DEFAULT)
    .option('--group <name>', "the hub's consumer group", given(process.env, 'HVB_KAFKA_GROUP') ?? GROUP_DEFAULT)
    .option('--definitions <file>', 'another definitions file', definitionsFile())
    .addHelpText('after', '\nTLS and SASL as for the hub: HVB_KAFKA_TLS, HVB_KAFKA_CA_FILE, HVB_KAFKA_SASL, …');
  const options = command.parse().opts<Partial<ApplyOptions> & Omit<ApplyOptions, 'brokers'>>();
  try {
    const { brokers } = options;
    if (brokers === undefined) throw new BadSetting('--brokers: host:port,…');
    const done = await applyTopics({ ...options, brokers }, process.env);
    for (const { what, name, detail } of done) say(`${what} ${name} ${detail}`.trimEnd());
    return done.some(({ what }) => what === 'wrong') ? EXIT.wrong : EXIT.ok;
  } catch (error) {
    process.stderr.write(`topics: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof BadSetting || error instanceof RangeError ? EXIT.usage : EXIT.unavailable;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main();
