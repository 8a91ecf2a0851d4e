/** Decision A11, over the engines: by their own tools, in the order of the operations guide, under full ingest. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ProcessSettings } from '#http';
import { startHub } from '../../apps/hub/src/process.js';
import { startProjector } from '../../apps/projector/src/process.js';
import { startProtocolServer, type ProtocolServer } from '../eventstore-protocol/protocol-server.js';
import { type FolderHub } from '../support/data-folders.js';
import { postgresForSpecs } from '../support/engines.js';
import { eventually } from '../support/eventually.js';
import { ownDatabase, type OwnDatabase } from '../support/own-database.postgres.js';
import { APPEND_BYTES_MAX } from '../support/story-hubs.js';
import { answerTo, tellOn } from '../support/tellers.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const MS_MAX = 900_000;
const FIRST = 24;
const run = promisify(execFile);

/** As the guide has them: what follows the log before it, what the log needs after it. */
const BEFORE_THE_LOG = ['hvb_hub', 'hvb_feed_index', 'hvb_proofs'];
const AFTER_THE_LOG = ['hvb_keys', 'hvb_ledger'];

const dump = (url: string, schemas: readonly string[], to: string): Promise<unknown> =>
  run('pg_dump', ['-d', url, '-Fc', '-f', to, ...schemas.flatMap((schema) => ['-n', schema])]);
const restored = (url: string, from: string): Promise<unknown> =>
  run('pg_restore', ['-d', url, '--exit-on-error', '--no-owner', from]);

describe('a backup of an installation over the engines, under full ingest', () => {
  const folder = temporaryFolder();
  const masterKey = randomBytes(32).toString('hex');
  const databases: OwnDatabase[] = [];
  const servers: ProtocolServer[] = [];
  afterAll(async () => {
    for (const server of servers) await server.stop();
    for (const database of databases) await database.drop();
  });

  const world = async (file: string): Promise<ProcessSettings> => {
    const server = await startProtocolServer({ maxAppendSizeBytes: APPEND_BYTES_MAX, file });
    servers.push(server);
    const database = await ownDatabase((await postgresForSpecs()).url);
    databases.push(database);
    const [eventStoreUrl, databaseUrl] = [server.connectionString, database.url];
    const accessDir = join(folder, 'access');
    return { port: 0, logLevel: 'silent', accessDir, masterKey, eventStoreUrl, databaseUrl, unregistered: 'accepted' };
  };

  it(
    'put back into an empty database beside a copy of the log, knows all that had been acknowledged when it began',
    async () => {
      const log = join(folder, 'log');
      const settings = await world(log);
      const hub = await startHub(settings);
      const projector = await startProjector(settings);
      const door: FolderHub = {
        url: hub.url,
        as: async (who) => ({ authorization: `Bearer ${await hub.tokenOf(who)}` }),
      };
      const tellers = tellOn((event) => answerTo(door, event), 'motor');
      await tellers.more(FIRST);
      const before = tellers.acknowledged.map(({ event }) => event);
      const [first, second, copy] = ['first.dump', 'second.dump', 'log.copy'].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      await dump(settings.databaseUrl, BEFORE_THE_LOG, first);
      copyFileSync(log, copy);
      await dump(settings.databaseUrl, AFTER_THE_LOG, second);
      await tellers.more(1);
      await tellers.end();
      await Promise.all([hub.stop(), projector.stop()]);

      const back = await world(copy);
      for (const file of [first, second]) await restored(back.databaseUrl, file);
      const again = await startHub(back);
      const reading = await startProjector(back);
      const after: FolderHub = {
        url: again.url,
        as: async (who) => ({ authorization: `Bearer ${await again.tokenOf(who)}` }),
      };
      const outcomes = new Set<string | undefined>();
      for (const event of before) outcomes.add((await answerTo(after, event))?.outcome);
      expect(outcomes).toEqual(new Set(['duplicate']));
      // The rows are made anew from the log, and every case of it can be read with the keys that were put back.
      await eventually(async () => {
        const answer = await fetch(`${reading.url}/v1/placements?limit=1000`, { headers: await after.as('auditor') });
        expect(answer.status).toBe(200);
        const cases = new Set(before.map(({ subject }) => subject.split('/')[1]));
        const shown = ((await answer.json()) as { placementId: string }[]).map(({ placementId }) => placementId);
        expect([...cases].filter((id) => !shown.includes(id ?? ''))).toEqual([]);
      });
      await Promise.all([again.stop(), reading.stop()]);
    },
    MS_MAX,
  );
});
