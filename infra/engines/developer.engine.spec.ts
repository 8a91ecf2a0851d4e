/** `npm run engines`, as built: needs `npm run build`. */
import { execFile } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { promisify } from 'node:util';
import { topicOf } from '#contracts';
import { type PartyId } from '#domain/facts';
import { openEventStoreLog } from '#event-log/cluster';
import { kcatOn } from '../../test/support/kcat.js';
import { temporaryFile, temporaryFolder } from '../../test/support/temporary-folder.js';
import { startOwned } from './owned-process.js';

const START_MS_MAX = 90_000;
const END_MS_MAX = 20_000;
const TOPIC = topicOf('submissions', 'region-20' as PartyId);

async function engines(folder: string) {
  const outputFile = temporaryFile('output');
  const command = startOwned({
    command: process.execPath,
    args: ['dist/infra/engines/main.js', `--folder=${folder}`],
    outputFile,
  });
  const until = performance.now() + START_MS_MAX;
  const value = (name: string) => new RegExp(`^${name}=(\\S+)$`, 'm').exec(command.output())?.[1];
  while (value('HVB_EVENTSTORE_URL') === undefined) {
    if (!command.isRunning() || performance.now() > until) throw new Error(`no engines:\n${command.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const [database, brokers, eventStore] = ['DATABASE_URL', 'KAFKA_BROKERS', 'EVENTSTORE_URL'].map((name) =>
    value(`HVB_${name}`)!,
  );
  const psql = async (sql: string) => (await promisify(execFile)('psql', [database!, '-qAtXc', sql])).stdout.trim();
  return { psql, kafka: kcatOn(brokers!), eventStore: eventStore!, command };
}

/** The kernel ends what a killed command has started a moment after it. */
async function refused(ask: () => Promise<unknown>, reason: string): Promise<void> {
  const until = performance.now() + END_MS_MAX;
  for (;;) {
    const answer = await ask().then(
      () => 'an answer',
      (error: unknown) => String(error),
    );
    if (answer.includes(reason)) return;
    if (performance.now() > until) throw new Error(`instead of a refusal: ${answer}`);
  }
}

describe('the engines of a developer', () => {
  it('all answer, end with the command however it ends, and keep their data in the folder given', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    const first = await engines(folder);
    await first.psql("CREATE TABLE told (what text); INSERT INTO told VALUES ('kept')");
    await first.kafka.produce(TOPIC, [{ key: 'a', value: 'kept' }]);
    const log = openEventStoreLog({ connectionString: first.eventStore });
    expect(await log.head()).toBe(log.start);
    await log.close();
    await first.command.end('SIGKILL');
    await refused(() => first.psql('SELECT 1'), 'Connection refused');
    await refused(() => first.kafka.consume(TOPIC), 'transport failure');

    const second = await engines(folder);
    expect(await second.psql('SELECT what FROM told')).toBe('kept');
    expect((await second.kafka.consume(TOPIC)).map(({ value }) => value)).toEqual(['kept']);
    await second.command.end('SIGINT');
    await expect(second.psql('SELECT 1')).rejects.toThrow('Connection refused');
    await expect(second.kafka.consume(TOPIC)).rejects.toThrow('transport failure');
  });
});
