import { join } from 'node:path';
import { sqliteKeys } from '#access';
import { openDatabase, SchemaOfAnotherLog, type Database } from '#engines';
import { openSqliteLog, type LogId } from '#event-log';
import { aCase } from '../../../../test/support/case-builder.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows } from '../../../../test/support/open-rows.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { eventsOf } from '../../../../test/support/wire-events.js';
import { openLiveRows } from './row-schemas.postgres.js';
import { RowsOfAnotherVersion } from './row-shape.js';
import { type RowSources } from './row-sources.js';
import { openPostgresRows } from './row-store.postgres.js';

const ASKED = { asOf: '2026-02-01', today: '2026-02-01', limit: 1_000 };
const MASTER_KEY = Buffer.alloc(32, 7);

describe('the list rows in a schema', () => {
  let url: string;
  let schema: string;
  let database: Database;
  let hub: SpecHub;
  let sources: RowSources;
  beforeAll(async () => {
    ({ url } = await postgresForSpecs());
    database = await openDatabase({ url, schema: 'public', migrations: [], connectionsMax: 1 });
    const folder = temporaryFolder();
    const log = openSqliteLog({ path: join(folder, 'log.db') });
    const keys = sqliteKeys({ file: join(folder, 'keys.db'), masterKey: MASTER_KEY });
    hub = await openSpecHub({ log, keys, folder });
    sources = {
      log: { kind: 'sqlite', path: join(folder, 'log.db') },
      keys: {
        ...{ kind: 'sqlite', path: join(folder, 'keys.db'), masterKeyPath: join(folder, 'none') },
        masterKeyGiven: MASTER_KEY.toString('hex'),
      },
    };
    await hub.tell(eventsOf(aCase('P1').emergency().started('2026-01-15')));
  });
  beforeEach(() => {
    schema = ownName('rows');
  });
  afterEach(() => database.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`));
  afterAll(async () => {
    await hub.close();
    await hub.log.close();
    await hub.keys.close();
    await database.close();
  });

  it.each([
    ['a later shape', `name = '999-rows'`],
    ['another shape of the same number', `sha256 = 'another'`],
  ])('of %s are refused, and left as they are', async (_what, made) => {
    await (await openPostgresRows({ url, schema })).close();
    await database.query(`UPDATE ${schema}.migration SET ${made}`);
    await database.query(`UPDATE ${schema}.checkpoint SET position = '7'`);
    await expect(openLiveRows({ url, schema })).rejects.toThrow(RowsOfAnotherVersion);
    expect(await database.query(`SELECT position FROM ${schema}.checkpoint`)).toEqual([{ position: '7' }]);
  });

  it('that a later version has made anew are neither kept, answered from nor swapped by the one that runs', async () => {
    const rows = await openSpecRows(hub, { rows: { kind: 'postgres', url, schema }, sources });
    await rows.all();
    // As the later version leaves them: of another shape, at their beginning.
    await database.query(`UPDATE ${schema}.checkpoint SET shape = 'of a later version', position = NULL`);
    await database.query(`DELETE FROM ${schema}.placement`);
    await hub.tell(eventsOf(aCase('P2').emergency()));
    await expect(rows.list('placements', ASKED as never)).rejects.toThrow(RowsOfAnotherVersion);
    await expect(rows.rebuild()).rejects.toThrow('no longer of this version');
    expect(await database.query(`SELECT position, shape FROM ${schema}.checkpoint`)).toEqual([
      { position: null, shape: 'of a later version' },
    ]);
    expect(await database.query(`SELECT count(*) AS count FROM ${schema}.placement`)).toEqual([{ count: 0 }]);
    await rows.stop();
  });

  it('of another log are refused, and left as they are, also where their shape is an earlier one', async () => {
    const [one, another] = ['log-one', 'log-another'] as unknown as readonly [LogId, LogId];
    await (await openPostgresRows({ url, schema, logId: one })).close();
    const openOf = (logId: LogId | undefined) => openLiveRows({ url, schema, logId });
    await (await openOf(one)).close();
    await database.query(`UPDATE ${schema}.checkpoint SET position = '7'`);
    await database.query(`UPDATE ${schema}.migration SET name = '001-rows'`);
    for (const logId of [another, undefined]) await expect(openOf(logId)).rejects.toThrow(SchemaOfAnotherLog);
    expect(await database.query(`SELECT position FROM ${schema}.checkpoint`)).toEqual([{ position: '7' }]);
    await (await openOf(one)).close();
    expect(await database.query(`SELECT id FROM ${schema}.of_log`)).toEqual([{ id: one }]);
  });
});
