import { openDatabase } from '#engines';
import { feedIndexContract } from '../../../../test/contract/feed-index.contract.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { type PartyId } from '#domain';
import { type Position } from '#event-log';
import { postgresFeedIndex } from './feed-index.postgres.js';

describe('the index of the feeds, in PostgreSQL', () => {
  feedIndexContract(async () => {
    const { url } = await postgresForSpecs();
    return postgresFeedIndex(url, ownName('feed_index'));
  });

  it('does not let a number be changed or taken away by any program', async () => {
    const { url } = await postgresForSpecs();
    const schema = ownName('feed_index');
    const index = await postgresFeedIndex(url, schema);
    const party = 'region-20' as PartyId;
    const [one, start] = ['1', '0'] as unknown as [Position, Position];
    await index.commit({
      ...{ before: null, after: start, next: one, version: 1, feeds: 0, begun: [{ party, after: start }] },
      entries: [{ party, position: one, stream: 'case-1', revision: 0 }],
    });
    const database = await openDatabase({ url, schema, migrations: [], connectionsMax: 1 });
    for (const sql of ['UPDATE entry SET sequence = 2', 'DELETE FROM entry', 'TRUNCATE entry'])
      await expect(database.query(sql)).rejects.toThrow('what has a number keeps it');
    expect(await index.page(party, 0, 9)).toHaveLength(1);
    await database.close();
    await index.close();
  });
});
