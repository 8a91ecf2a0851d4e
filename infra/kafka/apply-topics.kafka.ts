/** `npm run topics -- --brokers host:port --party region-20`: topics and access as `topics.yaml` says; run twice it changes nothing. */
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import kafkajs, { type Kafka, type SASLOptions } from 'kafkajs';
import { BadSetting, brokerSettings, type BrokerSettings, type Environment } from '#engines';
import { bringAbout, type Done } from './broker-state.kafka.js';
import { wantedOf } from './definitions.js';

export interface ApplyOptions {
  /** `host:port,…`; `HVB_KAFKA_BROKERS` where it is not given. */
  readonly brokers?: string;
  readonly party: readonly string[];
  readonly replicas: number;
  /** The hub's consumer group; `HVB_KAFKA_GROUP` where it is not given. */
  readonly group?: string;
  /** A file in the form of `topics.yaml`. */
  readonly definitions: string;
}

const EXIT = { ok: 0, wrong: 1, usage: 2, unavailable: 3 } as const;
const REPLICAS_DEFAULT = 3;
const CONNECT_MS_MAX = 10_000;
const RETRIES_MAX = 5;

/** Applies the definitions, with TLS and SASL as `HVB_KAFKA_…` say, and gives what was done. Throws `BadSetting`, `RangeError`. */
export async function applyTopics(options: ApplyOptions, environment: Environment): Promise<readonly Done[]> {
  const settings = brokerSettings({
    ...environment,
    ...(options.brokers === undefined ? {} : { HVB_KAFKA_BROKERS: options.brokers }),
    ...(options.group === undefined ? {} : { HVB_KAFKA_GROUP: options.group }),
  });
  if (settings === undefined) throw new BadSetting('--brokers host:port,…');
  const wanted = wantedOf(readFileSync(options.definitions, 'utf8'), {
    parties: options.party,
    replicas: options.replicas,
    group: settings.group,
  });
  const admin = clientOf(settings).admin();
  await admin.connect();
  try {
    return await bringAbout(admin, wanted);
  } finally {
    await admin.disconnect();
  }
}

function clientOf({ brokers, tls, sasl }: BrokerSettings): Kafka {
  return new kafkajs.Kafka({
    clientId: 'hvb-topics',
    brokers: [...brokers],
    connectionTimeout: CONNECT_MS_MAX,
    retry: { retries: RETRIES_MAX },
    // At first contact the client logs errors that it gets over; what matters is thrown.
    logLevel: kafkajs.logLevel.NOTHING,
    ...(tls === undefined ? {} : { ssl: { ...tls } }),
    ...(sasl === undefined ? {} : { sasl: { ...sasl } as SASLOptions }),
  });
}

/** Where `topics.yaml` lies: beside this file's source, whether it runs from there or built. */
export function definitionsFile(module = fileURLToPath(import.meta.url)): string {
  return module.replace(/[/\\]dist([/\\]infra[/\\]kafka[/\\])/, '$1').replace(/[^/\\]+$/, 'topics.yaml');
}

function replicasOf(text: string): number {
  if (/^[1-9]$/.test(text)) return Number(text);
  throw new InvalidArgumentError('1–9');
}

const collect = (one: string, before: readonly string[]): readonly string[] => [...before, one];

function optionsOf(args: readonly string[]): ApplyOptions {
  return new Command('topics')
    .description('Gör ämnen och behörigheter i Kafka som topics.yaml säger (topics and access as topics.yaml says)')
    .option('--brokers <host:port,…>', 'broker addresses; HVB_KAFKA_BROKERS by default')
    .option('--party <id>', 'a party to make topics for; may be repeated', collect, [])
    .option('--replicas <count>', 'copies of each partition', replicasOf, REPLICAS_DEFAULT)
    .option('--group <name>', "the hub's consumer group; HVB_KAFKA_GROUP by default")
    .option('--definitions <file>', 'another definitions file', definitionsFile())
    .addHelpText('after', '\nTLS and SASL as for the hub: HVB_KAFKA_TLS, HVB_KAFKA_CA_FILE, HVB_KAFKA_SASL, …')
    .parse(args)
    .opts<ApplyOptions & Record<string, unknown>>();
}

async function main(): Promise<number> {
  const options = optionsOf(process.argv);
  try {
    const done = await applyTopics(options, process.env);
    for (const { what, name, detail } of done) process.stdout.write(`${`${what} ${name} ${detail}`.trimEnd()}\n`);
    return done.some(({ what }) => what === 'wrong') ? EXIT.wrong : EXIT.ok;
  } catch (error) {
    process.stderr.write(`topics: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof BadSetting || error instanceof RangeError ? EXIT.usage : EXIT.unavailable;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main();
