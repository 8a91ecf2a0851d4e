import { openDatabase, SchemaOfAnotherLog, type Database } from '#engines';
import { LogUnavailable, memoryLog, type EventLog, type LogId } from '#event-log';
import { eventually } from '../../../test/support/eventually.js';
import { ownName, postgresForSpecs } from '../../../test/support/engines.js';
import { notStarted } from './not-started.js';
import { keepToOneLog, type OneLog } from './one-log.js';

const [ONE, ANOTHER] = ['log-one', 'log-another'] as unknown as readonly [LogId, LogId];

/** A log by its identity, which may come later, or not be had. */
function aLog(first: LogId | null | 'away') {
  let identity = first;
  let wake = (): void => undefined;
  const log: Pick<EventLog, 'identity' | 'waitForMore' | 'start'> = {
    start: memoryLog().start,
    identity: () => (identity === 'away' ? Promise.reject(new LogUnavailable('away')) : Promise.resolve(identity)),
    waitForMore: (_after, signal) =>
      new Promise((resolve) => {
        wake = resolve;
        signal.addEventListener('abort', () => {
          resolve();
        });
        if (identity !== null && identity !== 'away') resolve();
      }),
  };
  return {
    log,
    becomes: (id: LogId) => {
      identity = id;
      wake();
    },
  };
}

describe('the schemas of an installation', () => {
  let url: string;
  let database: Database;
  let schemas: readonly string[];
  const opened: OneLog[] = [];
  beforeAll(async () => {
    ({ url } = await postgresForSpecs());
    database = await openDatabase({ url, schema: 'public', migrations: [], connectionsMax: 1 });
  });
  beforeEach(() => {
    schemas = [ownName('keys'), ownName('hub'), ownName('rows')];
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    for (const schema of schemas) await database.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  });
  afterAll(() => database.close());

  const foreign: Error[] = [];
  const keep = async ({ log }: ReturnType<typeof aLog>): Promise<OneLog> => {
    const one = await keepToOneLog({ log, url, schemas, onForeign: (error) => void foreign.push(error) });
    opened.push(one);
    return one;
  };
  const boundTo = async (): Promise<unknown[]> =>
    Promise.all(schemas.map(async (schema) => (await database.query(`SELECT id FROM ${schema}.of_log`))[0]));

  it('are bound to their log at the first start, and opened beside it ever after', async () => {
    expect((await keep(aLog(ONE))).logId).toBe(ONE);
    await keep(aLog(ONE));
    expect(await boundTo()).toEqual(schemas.map(() => ({ id: ONE })));
  });

  it('are refused with a sentence beside another log, or one that is empty', async () => {
    await keep(aLog(ONE));
    for (const log of [aLog(ANOTHER), aLog(null)]) {
      const fault = await keep(log).catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(SchemaOfAnotherLog);
      expect(notStarted(fault)).toMatchObject({
        reason: 'unavailable',
        sentence: expect.stringContaining(schemas[0]!),
      });
    }
    expect(await boundTo()).toEqual(schemas.map(() => ({ id: ONE })));
  });

  it('are refused where only one of them is another log’s', async () => {
    const [keys = ''] = schemas;
    await keep(aLog(ONE));
    await database.query(`UPDATE ${keys}.of_log SET id = $1`, [ANOTHER]);
    await expect(keep(aLog(ONE))).rejects.toThrow(keys);
  });

  it.each([[null], ['away']] as const)(
    'are bound as soon as the log is known, which at the start was %s',
    async (first) => {
      const log = aLog(first);
      expect((await keep(log)).logId).toBeUndefined();
      log.becomes(ONE);
      await eventually(async () => {
        expect(await boundTo()).toEqual(schemas.map(() => ({ id: ONE })));
      });
    },
  );

  it('are told of where a log that did not answer turns out to be another', async () => {
    await keep(aLog(ONE));
    const log = aLog('away');
    await keep(log);
    log.becomes(ANOTHER);
    await eventually(() => {
      expect(foreign.map(({ name }) => name)).toEqual(['SchemaOfAnotherLog']);
    });
    expect(await boundTo()).toEqual(schemas.map(() => ({ id: ONE })));
  });
});
