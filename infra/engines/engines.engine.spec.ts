/** The engines as specs and developers start them, with clients of other origin as witnesses: `psql` and `kcat`. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import kafkajs, { type SASLOptions } from 'kafkajs';
import { selfSigned } from '../../test/eventstore-protocol/self-signed.js';
import { kafkaForSpecs, ownName, postgresForSpecs } from '../../test/support/engines.js';
import { kcatOn } from '../../test/support/kcat.js';
import { temporaryFile, temporaryFolder } from '../../test/support/temporary-folder.js';
import { type KafkaOptions, type KafkaServer, startKafka, startPostgres } from './index.js';

const stopping: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stopping.splice(0).reverse()) await stop();
});

async function kafka(options: Partial<KafkaOptions> = {}): Promise<KafkaServer> {
  const server = await startKafka({ folder: temporaryFolder(), ...options });
  stopping.push(() => server.kill());
  return server;
}

async function psql(url: string, sql: string): Promise<string> {
  const { stdout } = await promisify(execFile)('psql', [url, '-qAtX', '-v', 'ON_ERROR_STOP=1', '-c', sql]);
  return stdout.trim();
}

describe('the servers that engine specs share', () => {
  it('answer', async () => {
    const { url } = await postgresForSpecs();
    expect(await psql(url, 'SELECT 1 + 1')).toBe('2');
    const kafka = await kafkaForSpecs();
    const topic = ownName('shared');
    await kafka.createTopics([topic]);
    expect(await kcatOn(kafka.brokers).consume(topic)).toEqual([]);
  });
});

describe('a PostgreSQL', () => {
  it('keeps what was committed when it is killed, and when it is stopped', async () => {
    const server = await startPostgres({ folder: temporaryFolder() });
    stopping.push(() => server.kill());
    expect(await psql(server.url, 'SHOW fsync')).toBe('on');
    await psql(server.url, "CREATE TABLE told (what text); INSERT INTO told VALUES ('before the kill')");
    await server.kill();
    await expect(psql(server.url, 'SELECT 1')).rejects.toThrow('Connection refused');
    await server.start();
    await psql(server.url, "INSERT INTO told VALUES ('before the stop')");
    await server.stop();
    await server.start();
    expect(await psql(server.url, 'SELECT what FROM told')).toBe('before the kill\nbefore the stop');
  });

  it('sorts as Swedish does, unless told otherwise', async () => {
    const { url } = await postgresForSpecs();
    const sorted = (collation: string) =>
      psql(url, `SELECT string_agg(x, '' ORDER BY x ${collation}) FROM unnest('{ä,Z,å,a}'::text[]) x`);
    expect(await sorted('')).toBe('aZåä');
    expect(await sorted('COLLATE "C"')).toBe('Zaäå');
  });
});

describe('an Apache Kafka', () => {
  it('gives kcat what kcat has sent, key by key in order, after a kill and after a stop', async () => {
    const server = await kafka();
    const kcat = kcatOn(server.brokers);
    await server.createTopics(['told']);
    await kcat.produce('told', [
      { key: 'a', value: 'one' },
      { key: 'b', value: 'två' },
    ]);
    await server.kill();
    await server.start();
    await kcat.produce('told', [{ key: 'a', value: 'three' }], { position: '17' });
    await server.stop();
    await server.start();
    const messages = await kcat.consume('told');
    expect(messages.filter(({ key }) => key === 'a').map(({ value }) => value)).toEqual(['one', 'three']);
    expect(messages.filter(({ key }) => key === 'b').map(({ value }) => value)).toEqual(['två']);
    expect(messages.map(({ headers }) => headers)).toContainEqual({ position: '17' });
  });

  it('makes no topic because somebody names it', async () => {
    const { brokers } = await kafkaForSpecs();
    const impatient = kcatOn(brokers, { 'topic.metadata.propagation.max.ms': '500' });
    await expect(impatient.produce(ownName('nobodys'), [{ key: 'a', value: 'x' }])).rejects.toThrow('Unknown topic');
  });

  it('of three nodes serves on while one is away', async () => {
    const server = await kafka({ nodes: 3 });
    const kcat = kcatOn(server.brokers);
    await server.createTopics(['told']);
    await kcat.produce('told', [{ key: 'a', value: 'one' }]);
    await server.kill(0);
    await kcat.produce('told', [{ key: 'a', value: 'two' }]);
    await server.start(0);
    expect((await kcat.consume('told')).map(({ value }) => value)).toEqual(['one', 'two']);
  });
});

describe('an Apache Kafka with users', () => {
  const KOMMUN = 'kommun-2080.socialnamnden';
  const REGION = 'region-20';
  const users: Readonly<Record<string, string>> = { [KOMMUN]: 'secret-k', [REGION]: 'secret-r' };
  const topic = `hvb.submissions.${KOMMUN}`;

  /** By PLAIN: librdkafka before 2.6.1 does not get into Kafka 4 by SCRAM, as it sends its nonce twice. */
  const kcatAs = (server: KafkaServer, user: string, password = users[user] ?? '') =>
    kcatOn(server.brokers, {
      'security.protocol': 'SASL_PLAINTEXT',
      'sasl.mechanism': 'PLAIN',
      'sasl.username': user,
      'sasl.password': password,
    });

  it('lets to a topic only who may: writing there is proof of who one is', async () => {
    const server = await kafka({ security: { users } });
    await server.createTopics([topic]);
    await server.allow([
      { user: KOMMUN, may: 'write', topic },
      { user: REGION, may: 'read', topic: 'hvb.*' },
    ]);
    const kommun = kcatAs(server, KOMMUN);
    const region = kcatAs(server, REGION);
    await kommun.produce(topic, [{ key: 'a', value: 'mine' }]);
    await expect(region.produce(topic, [{ key: 'a', value: 'forged' }])).rejects.toThrow('authorization failed');
    await expect(kommun.consume(topic)).rejects.toThrow('authorization failed');
    const impostor = kcatAs(server, KOMMUN, 'guessed');
    await expect(impostor.produce(topic, [{ key: 'a', value: 'forged' }])).rejects.toThrow('uthentication fail');
    expect((await region.consume(topic)).map(({ value }) => value)).toEqual(['mine']);
  });

  it('knows them by SCRAM too', async () => {
    const server = await kafka({ security: { users } });
    await server.createTopics([topic]);
    await server.allow([{ user: KOMMUN, may: 'describe', topic }]);
    const seenBy = async (mechanism: 'scram-sha-256' | 'scram-sha-512', password: string) => {
      const sasl = { mechanism, username: KOMMUN, password } as SASLOptions;
      const retry = { retries: 0 };
      const admin = new kafkajs.Kafka({
        brokers: [server.brokers],
        sasl,
        retry,
        logLevel: kafkajs.logLevel.NOTHING,
      }).admin();
      await admin.connect();
      return admin.listTopics().finally(() => admin.disconnect());
    };
    expect(await seenBy('scram-sha-256', 'secret-k')).toEqual([topic]);
    expect(await seenBy('scram-sha-512', 'secret-k')).toEqual([topic]);
    await expect(seenBy('scram-sha-512', 'guessed')).rejects.toThrow('authentication failed');
  });
});

describe('an Apache Kafka with TLS', () => {
  it('is trusted by its certificate', async () => {
    const tls = selfSigned();
    const caFile = temporaryFile('ca.pem');
    writeFileSync(caFile, tls.certificate);
    const server = await kafka({ security: { tls } });
    await server.createTopics(['told']);
    const kcat = kcatOn(server.brokers, { 'security.protocol': 'ssl', 'ssl.ca.location': caFile });
    await kcat.produce('told', [{ key: 'a', value: 'sealed' }]);
    expect((await kcat.consume('told')).map(({ value }) => value)).toEqual(['sealed']);
    await expect(kcatOn(server.brokers, { 'security.protocol': 'ssl' }).consume('told')).rejects.toThrow(
      'transport failure',
    );
  });
});
