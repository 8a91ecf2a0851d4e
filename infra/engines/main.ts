/**
 * `npm run engines`: PostgreSQL, Apache Kafka with the demo parties' topics, and in EventStoreDB's place the protocol server
 * of the tests, until Ctrl-C. `-- --folder=… --postgres-port=… --kafka-port=… --eventstore-port=…`: kept data, fixed ports.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_PARTIES } from '#access';
import { TOPIC_KINDS, topicOf } from '#contracts';
import { startProtocolServer } from '../../test/eventstore-protocol/protocol-server.js';
import { startKafka } from './kafka-server.js';
import { startPostgres } from './postgres-server.js';

/** As the log needs it of a server: the default of 1 MiB, which its version has, refuses what the port allows. */
const APPEND_BYTES_MAX = 8 * 1024 * 1024;

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    'postgres-port': { type: 'string' },
    'kafka-port': { type: 'string' },
    'eventstore-port': { type: 'string' },
  },
});

const port = (given: string | undefined) => (given === undefined ? {} : { port: Number(given) });
const folder = values.folder === undefined ? mkdtempSync(join(tmpdir(), 'hvb-engines-')) : resolve(values.folder);
mkdirSync(folder, { recursive: true });
// PostgreSQL's user has to get through, which the mode of a temporary folder forbids.
if (values.folder === undefined) chmodSync(folder, 0o711);

async function run(): Promise<() => Promise<void>> {
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), ...port(values['postgres-port']) });
  const kafka = await startKafka({ folder: join(folder, 'kafka'), ...port(values['kafka-port']) });
  await kafka.createTopics(DEMO_PARTIES.flatMap((party) => TOPIC_KINDS.map((kind) => topicOf(kind, party))));
  const eventStore = await startProtocolServer({
    ...port(values['eventstore-port']),
    file: join(folder, 'eventstore-protocol'),
    maxAppendSizeBytes: APPEND_BYTES_MAX,
  });
  const lines = [
    `# PostgreSQL and Apache Kafka (one node, topics of ${DEMO_PARTIES.length} demo parties), data under ${folder}`,
    '# EventStoreDB is not among them: in its place a server of its protocol, made for tests, not for data that matters',
    `HVB_DATABASE_URL=${postgres.url}`,
    `HVB_KAFKA_BROKERS=${kafka.brokers}`,
    `HVB_EVENTSTORE_URL=${eventStore.connectionString}`,
    `# for specs: HVB_TEST_DATABASE_URL=${postgres.url} HVB_TEST_KAFKA_BROKERS=${kafka.brokers}`,
    '# Ctrl-C stops them all',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return async () => {
    await Promise.all([postgres.stop(), kafka.stop(), eventStore.stop()]);
  };
}

const running = run();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void running
      .then((stop) => stop())
      .then(() => {
        if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
        process.exit(0);
      });
  });
}
await running.catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
