import { openDatabase, type Database } from '#engines';
import { type Position } from '#event-log';
import { CheckpointMoved } from '#follow';
import { dueIndexContract } from '../../../../test/contract/due-index.contract.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { HUB_MIGRATIONS } from '../state/hub-schema.postgres.js';
import { postgresDueIndex } from './due-index.postgres.js';

describe('the due index in PostgreSQL', () => {
  let database: Database;
  beforeEach(async () => {
    const { url } = await postgresForSpecs();
    database = await openDatabase({ url, schema: ownName('due'), migrations: HUB_MIGRATIONS });
  });
  afterEach(async () => {
    await database.query(`DROP SCHEMA ${database.schema} CASCADE`);
    await database.close();
  });

  dueIndexContract(() => Promise.resolve(postgresDueIndex(database)));

  it('is moved on by one of two who both believe it to be their turn', async () => {
    const index = postgresDueIndex(database);
    const move = (next: string) => index.commit({ before: null, next: next as Position, outlooks: [], movedFor: [] });
    const moved = await Promise.allSettled([move('1'), move('2')]);
    expect(moved.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [failed] = moved.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(failed).toBeInstanceOf(CheckpointMoved);
  });
});
