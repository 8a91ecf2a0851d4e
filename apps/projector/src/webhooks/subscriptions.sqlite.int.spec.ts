import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { entrySealer } from '#access';
import { FileUnusable } from '#event-log';
import { aSubscription, subscriptionsContract } from '../../../../test/contract/subscriptions.contract.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { SubscriptionDamaged } from './subscriptions.port.js';
import { inspectSubscriptions, sqliteSubscriptions } from './subscriptions.sqlite.js';

const sealer = entrySealer(randomBytes(32));
const inFolder = (folder: string) => join(folder, 'subscriptions.db');
const bytesOf = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');

describe('subscriptions in a file', () => {
  subscriptionsContract(() => Promise.resolve(sqliteSubscriptions(inFolder(temporaryFolder()), sealer)));

  it('have address and secret in the open nowhere, and of one that is removed no trace', async () => {
    const folder = temporaryFolder();
    const store = sqliteSubscriptions(inFolder(folder), sealer);
    const subscription = aSubscription(1, { secrets: [{ secret: 'whsec_hemligheten' }] });
    await store.add(subscription);
    expect(bytesOf(folder)).toContain(subscription.id);
    for (const text of ['mottagare.example', 'hemligheten']) expect(bytesOf(folder)).not.toContain(text);
    await store.remove(subscription.party, subscription.id);
    expect(bytesOf(folder)).not.toContain(subscription.id);
    await store.close();
  });

  it.each([
    ['what is said of it', `UPDATE subscription SET said = replace(said, 'paused', 'active')`],
    ['whose it is', `UPDATE subscription SET party = 'region-21'`],
    ['what is sealed', `UPDATE subscription SET sealed = zeroblob(length(sealed))`],
  ])('are not believed where %s is not what was written', async (_what, sql) => {
    const path = inFolder(temporaryFolder());
    const store = sqliteSubscriptions(path, sealer);
    await store.add(aSubscription(1, { status: 'paused' }));
    const db = new Database(path);
    db.exec(sql);
    db.close();
    await expect(store.all()).rejects.toThrow(SubscriptionDamaged);
    await store.close();
  });

  it('are inspected before they are opened, and refused of a later version', async () => {
    const path = inFolder(temporaryFolder());
    expect(inspectSubscriptions(path)).toBeUndefined();
    await sqliteSubscriptions(path, sealer).close();
    expect(inspectSubscriptions(path)).toBeDefined();
    const db = new Database(path);
    db.exec(`INSERT INTO migration VALUES ('2027-01 more', 'x')`);
    db.close();
    expect(() => inspectSubscriptions(path)).toThrow(FileUnusable);
    expect(() => sqliteSubscriptions(path, sealer)).toThrow(FileUnusable);
  });
});
