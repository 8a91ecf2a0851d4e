import { randomBytes } from 'node:crypto';
import { openDatabase } from '#engines';
import { notStarted, type ProcessSettings } from '#http';
import { startHub } from '../../apps/hub/src/process.js';
import { startProjector } from '../../apps/projector/src/process.js';
import { startProtocolServer, type ProtocolServer } from '../eventstore-protocol/protocol-server.js';
import { storyOf, tell } from '../support/data-folders.js';
import { postgresForSpecs } from '../support/engines.js';
import { eventually } from '../support/eventually.js';
import { APPEND_BYTES_MAX } from '../support/story-hubs.js';
import { ownDatabase, type OwnDatabase } from '../support/own-database.postgres.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const SCHEMAS = ['hvb_bearing', 'hvb_feed_index', 'hvb_hub', 'hvb_keys', 'hvb_rows'];

describe('the database of an installation whose event log is another', () => {
  let database: OwnDatabase;
  const servers: ProtocolServer[] = [];
  const accessDir = temporaryFolder();
  const masterKey = randomBytes(32).toString('hex');
  const over = async (): Promise<ProcessSettings> => {
    const server = await startProtocolServer({ maxAppendSizeBytes: APPEND_BYTES_MAX });
    servers.push(server);
    const [eventStoreUrl, databaseUrl] = [server.connectionString, database.url];
    const unregistered = 'accepted';
    return { port: 0, logLevel: 'silent', accessDir, masterKey, eventStoreUrl, databaseUrl, unregistered };
  };
  beforeAll(async () => {
    database = await ownDatabase((await postgresForSpecs()).url);
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
    await database.drop();
  });

  /** Which schemas tell of a log, and how many logs they tell of. */
  const bound = async (): Promise<{ schemas: string[]; logs: number }> => {
    const asked = await openDatabase({ url: database.url, schema: 'public', migrations: [], connectionsMax: 1 });
    const ids: string[] = [];
    const schemas: string[] = [];
    for (const schema of SCHEMAS) {
      const [row] = await asked.query<{ id: string }>(`SELECT id FROM ${schema}.of_log`);
      if (row === undefined) continue;
      schemas.push(schema);
      ids.push(row.id);
    }
    await asked.close();
    return { schemas, logs: new Set(ids).size };
  };

  it('is bound to the log when it gets its first event, and opened by neither hub nor projector beside another', async () => {
    const settings = await over();
    const hub = await startHub(settings);
    const projector = await startProjector(settings);
    const as = async (who: string) => ({ authorization: `Bearer ${await hub.tokenOf(who)}` });
    expect((await tell({ url: hub.url, as }, storyOf('först')[0]!)).status).toBe(202);
    await eventually(async () => {
      expect(await bound()).toEqual({ schemas: SCHEMAS, logs: 1 });
    });
    await Promise.all([hub.stop(), projector.stop()]);

    const other = await over();
    for (const start of [startHub, startProjector]) {
      const fault = await start(other).catch((error: unknown) => error);
      expect(notStarted(fault)).toMatchObject({
        reason: 'unavailable',
        sentence: expect.stringMatching(/hvb_\w+ belongs to log/),
      });
    }
    expect(await bound()).toEqual({ schemas: SCHEMAS, logs: 1 });

    const again = await startHub(settings);
    expect((await tell({ url: again.url, as }, storyOf('sedan')[0]!)).status).toBe(202);
    await again.stop();
  });
});
