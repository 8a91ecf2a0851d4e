import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { entrySealer } from '#access';
import { type PartyId } from '#domain';
import { alertsContract } from '../../../../test/contract/alerts.contract.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { sqliteSubscriptions } from '../webhooks/subscriptions.sqlite.js';
import { AlertAddressDamaged } from './alerts.port.js';

const sealer = entrySealer(randomBytes(32));
const inFolder = (folder: string) => join(folder, 'subscriptions.db');

describe('alerts in the file of the subscriptions', () => {
  alertsContract(() => Promise.resolve(sqliteSubscriptions(inFolder(temporaryFolder()), sealer)));

  it.each([
    ['what is said of it', `UPDATE alert_address SET said = replace(said, 'falun', 'annan')`],
    ['whose it is', `UPDATE alert_address SET party = 'region-21'`],
  ])('have no address that is believed where %s is not what was written', async (_what, sql) => {
    const path = inFolder(temporaryFolder());
    const store = sqliteSubscriptions(path, sealer);
    await store.alerts.setAddress({ party: 'region-20' as PartyId, mail: ['hvb@falun.example'], subscription: null });
    const db = new Database(path);
    db.exec(sql);
    db.close();
    await expect(store.alerts.addresses()).rejects.toThrow(AlertAddressDamaged);
    await store.close();
  });
});
