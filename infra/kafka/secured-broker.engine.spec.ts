/** What compose.yaml sets up, on one real broker: its own settings file, certificates, users, topics and access. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import kafkajs, { type Admin } from 'kafkajs';
import { freePorts } from '../engines/free-ports.js';
import { startOwned, type OwnedProcess } from '../engines/owned-process.js';
import { applyTopics, definitionsFile, type ApplyOptions } from './apply-topics.kafka.js';

const { ConfigResourceTypes, Kafka, logLevel } = kafkajs;
const PARTIES = ['region-20', 'region-20.bup'];
const JARS = resolve('.engines/kafka/*');
const START_MS_MAX = 90_000;

/** The settings of three brokers, made those of one on this machine: places, ports and how many copies. */
function settingsForOne(file: string, folder: string, port: number): string {
  const changed = {
    'node.id': '1',
    'controller.quorum.voters': `1@localhost:${port + 2}`,
    listeners: `CLIENT://127.0.0.1:${port},BROKER://127.0.0.1:${port + 1},CONTROLLER://127.0.0.1:${port + 2}`,
    'advertised.listeners': `CLIENT://localhost:${port},BROKER://localhost:${port + 1}`,
    'log.dirs': join(folder, 'data'),
    'ssl.keystore.location': join(folder, 'secrets/kafka-1/broker.pem'),
    'ssl.truststore.location': join(folder, 'secrets/kafka-1/ca.crt'),
    'default.replication.factor': '1',
    'min.insync.replicas': '1',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
  };
  // The later line counts, as with the image's own KAFKA_… variables.
  return [readFileSync(file, 'utf8'), ...Object.entries(changed).map(([name, value]) => `${name}=${value}\n`)].join('');
}

describe('a broker set up as compose.yaml does', () => {
  let folder = '';
  let port = 0;
  let broker: OwnedProcess;
  let options: ApplyOptions;
  let environment: Record<string, string>;
  const secret = (...parts: string[]) => join(folder, 'secrets', ...parts);
  const ca = () => readFileSync(secret('topics/ca.crt'), 'utf8');
  const password = (user: string) => readFileSync(secret('passwords', `kafka-${user}`), 'utf8').trim();

  const clientOf = (user: string, word = password(user)) =>
    new Kafka({
      brokers: [`localhost:${port}`],
      ssl: { ca: [ca()] },
      sasl: { mechanism: 'scram-sha-512', username: user, password: word },
      logLevel: logLevel.NOTHING,
      retry: { retries: 2 },
    });
  const send = async (user: string, topic: string, text = 'x') => {
    const producer = clientOf(user).producer({ idempotent: true });
    await producer.connect();
    try {
      await producer.send({ topic, acks: -1, messages: [{ key: 'k', value: text }] });
    } finally {
      await producer.disconnect();
    }
  };
  const asAdmin = async <T>(work: (admin: Admin) => Promise<T>): Promise<T> => {
    const admin = new Kafka({
      brokers: [`localhost:${port + 1}`],
      ssl: {
        ca: [ca()],
        cert: readFileSync(secret('topics/tls.crt'), 'utf8'),
        key: readFileSync(secret('topics/tls.key'), 'utf8'),
      },
      logLevel: logLevel.NOTHING,
    }).admin();
    await admin.connect();
    return work(admin).finally(() => admin.disconnect());
  };

  const started = async () => {
    const until = performance.now() + START_MS_MAX;
    while (performance.now() < until && broker.isRunning()) {
      if (
        await asAdmin((admin) => admin.describeCluster()).then(
          () => true,
          () => false,
        )
      )
        return;
      await wait(300);
    }
    throw new Error(`the broker did not start:\n${broker.output()}`);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hvb-secured-'));
    port = await freePorts(3);
    execFileSync('sh', ['infra/compose/make-secrets.sh', secret()], {
      env: { ...process.env, HVB_PARTIES: PARTIES.join(' ') },
      stdio: 'ignore',
    });
    const settings = join(folder, 'server.properties');
    writeFileSync(settings, settingsForOne('infra/kafka/server.properties', folder, port));
    const java = (...args: string[]) => ['-Xmx384m', '-cp', JARS, ...args];
    execFileSync('java', java('kafka.tools.StorageTool', 'format', '-t', 'hvb-secured-brokerAAAA', '-c', settings));
    broker = startOwned({ command: 'java', args: java('kafka.Kafka', settings), outputFile: join(folder, 'log') });
    await started();
    makeUsers();
    options = {
      brokers: `localhost:${port + 1}`,
      party: PARTIES,
      replicas: 1,
      group: 'hvb-hub',
      definitions: definitionsFile(resolve('infra/kafka/apply-topics.kafka.ts')),
    };
    environment = {
      HVB_KAFKA_TLS: 'true',
      HVB_KAFKA_CA_FILE: secret('topics/ca.crt'),
      HVB_KAFKA_CERT_FILE: secret('topics/tls.crt'),
      HVB_KAFKA_KEY_FILE: secret('topics/tls.key'),
    };
  });

  /** The image's command is a class of the same artifacts. */
  function makeUsers(): void {
    const command = join(folder, 'kafka-configs.sh');
    writeFileSync(command, `#!/bin/sh\nexec java -cp '${JARS}' kafka.admin.ConfigCommand "$@"\n`);
    chmodSync(command, 0o755);
    const properties = readFileSync(secret('kafka-admin/client.properties'), 'utf8');
    writeFileSync(
      secret('kafka-admin/client.properties'),
      properties.replaceAll('/run/hvb/', `${secret('kafka-admin')}/`),
    );
    execFileSync('sh', ['infra/kafka/make-users.sh'], {
      env: {
        ...process.env,
        FOLDER: secret('kafka-admin'),
        KAFKA_CONFIGS: command,
        BROKERS: `localhost:${port + 1}`,
      },
    });
  }

  afterAll(async () => {
    await broker.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  it('gets topics and access as defined, and made twice they do not change', async () => {
    const first = await applyTopics(options, environment);
    expect(first.filter(({ what }) => what === 'created').map(({ name }) => name)).toHaveLength(8);
    const second = await applyTopics(options, environment);
    expect(second.map(({ what }) => what)).toEqual(Array(8).fill('unchanged'));
    await asAdmin(async (admin) => {
      expect(await admin.listTopics()).toContain('hvb.submissions.region-20.bup');
      const { topics } = await admin.fetchTopicMetadata({ topics: ['hvb.submissions.region-20'] });
      expect(topics[0]?.partitions).toHaveLength(6);
    });
  });

  it('has a setting put back that somebody changed, and told of', async () => {
    await applyTopics(options, environment);
    await asAdmin((admin) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [
          {
            type: ConfigResourceTypes.TOPIC,
            name: 'hvb.feed.region-20',
            configEntries: [{ name: 'retention.ms', value: '60000' }],
          },
        ],
      }),
    );
    const done = await applyTopics(options, environment);
    const set = done.filter(({ what }) => what !== 'unchanged');
    expect(set.map(({ what, name }) => `${what} ${name}`)).toEqual(['set hvb.feed.region-20']);
    expect(set[0]?.detail).toContain('retention.ms 60000 → 2592000000');
  });

  it('tells of a topic with another number of partitions, and leaves it', async () => {
    await asAdmin((admin) =>
      admin.createTopics({ topics: [{ topic: 'hvb.feed.region-01', numPartitions: 2, replicationFactor: 1 }] }),
    );
    const done = await applyTopics({ ...options, party: ['region-01'] }, environment);
    expect(done).toContainEqual({
      what: 'wrong',
      name: 'hvb.feed.region-01',
      detail: 'has 2 partitions, not 6: left as it is',
    });
  });

  it('lets a party write its own submissions, and nothing of another’s or of the hub’s', async () => {
    await applyTopics(options, environment);
    await send('region-20', 'hvb.submissions.region-20');
    for (const topic of ['hvb.submissions.region-20.bup', 'hvb.receipts.region-20', 'hvb.feed.region-20']) {
      await expect(send('region-20', topic)).rejects.toThrow(/authoriz/i);
    }
    await expect(send('region-20.bup', 'hvb.submissions.region-20')).rejects.toThrow(/authoriz/i);
  });

  it('lets the hub read submissions in its group and write receipts, the projector write feeds', async () => {
    await applyTopics(options, environment);
    await send('region-20', 'hvb.submissions.region-20', 'till navet');
    const consumer = clientOf('hvb-hub').consumer({ groupId: 'hvb-hub' });
    await consumer.connect();
    await consumer.subscribe({ topics: ['hvb.submissions.region-20'], fromBeginning: true });
    const heard = new Promise<string>((resolve) => {
      void consumer.run({
        eachMessage: async ({ message }) => {
          const text = message.value?.toString() ?? '';
          if (text === 'till navet') resolve(text);
          await Promise.resolve();
        },
      });
    });
    expect(await heard).toBe('till navet');
    await consumer.disconnect();
    await send('hvb-hub', 'hvb.receipts.region-20');
    await send('hvb-hub', 'hvb.quarantine.region-20');
    await send('hvb-projector', 'hvb.feed.region-20');
    await expect(send('hvb-hub', 'hvb.submissions.region-20')).rejects.toThrow(/authoriz/i);
    await expect(send('hvb-projector', 'hvb.receipts.region-20')).rejects.toThrow(/authoriz/i);
  });

  it('takes the largest event that the hub takes, and none much larger', async () => {
    await applyTopics(options, environment);
    await send('region-20', 'hvb.submissions.region-20', 'å'.repeat(131_072));
    await expect(send('region-20', 'hvb.submissions.region-20', 'å'.repeat(262_144))).rejects.toThrow(/large/i);
  });

  it('refuses a wrong password, a client without one, and a certificate of nobody’s on the brokers’ listener', async () => {
    const admin = clientOf('region-20', 'fel').admin();
    await expect(admin.connect()).rejects.toThrow(/authentic/i);
    await admin.disconnect();
    const nobody = new Kafka({
      brokers: [`localhost:${port + 1}`],
      ssl: { ca: [ca()] },
      logLevel: logLevel.NOTHING,
      retry: { retries: 0 },
    }).admin();
    await expect(nobody.connect()).rejects.toThrow();
    await nobody.disconnect();
  });

  it('keeps each reader’s secrets in a folder of its own that nobody else may enter', () => {
    expect(readdirSync(secret('hub')).sort()).toEqual(['ca.crt', 'secrets.env']);
    expect(readdirSync(secret('kafka-1'))).not.toContain('ca.key');
    const open = readdirSync(secret()).filter(
      (name) => name !== 'prometheus' && (statSync(secret(name)).mode & 0o77) !== 0,
    );
    expect(open).toEqual([]);
  });
});
