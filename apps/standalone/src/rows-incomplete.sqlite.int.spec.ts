import { join } from 'node:path';
import Database from 'better-sqlite3';
import { PLACING_PARTY } from '../../../test/support/case-builder.js';
import { storyOf, tell } from '../../../test/support/data-folders.js';
import { eventually } from '../../../test/support/eventually.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { startStandalone, type Standalone } from './standalone.js';

describe('lists whose rows are damaged while the hub runs', () => {
  let hub: Standalone;
  const as = async (who: string) => ({ authorization: `Bearer ${await hub.tokenOf(who)}` });
  const list = async () => fetch(`${hub.url}/v1/placements`, { headers: await as(PLACING_PARTY) });
  beforeAll(async () => {
    hub = await startStandalone({ dataDir: temporaryFolder(), port: 0, logLevel: 'silent' });
    for (const event of storyOf('rader')) await tell({ url: hub.url, as }, event);
  });
  afterAll(() => hub.stop());

  it('are refused with how far they have come and when to ask again, and are whole again by themselves', async () => {
    const right = await eventually(async () => {
      const answer = await list();
      expect(answer.status).toBe(200);
      const body = (await answer.json()) as { items?: unknown[] };
      expect(JSON.stringify(body)).toContain('placementId');
      return JSON.stringify(body);
    });
    const db = new Database(join(hub.dataDir, 'rows.db'));
    db.exec(`UPDATE placement SET status = 'ended'`);
    db.close();
    const refused = await list();
    expect([refused.status, await refused.json()]).toMatchObject([503, { code: 'RowsIncomplete' }]);
    expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(refused.headers.get('hvb-as-of-position')).toMatch(/^\d+$/);
    await eventually(async () => {
      const again = await list();
      expect([again.status, await again.text()]).toEqual([200, right]);
    });
  });
});
