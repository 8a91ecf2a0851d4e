/** Two read sides over a log in a cluster, whose rows stand in one database: one follows, both answer. */
import { KEY_MIGRATIONS, postgresKeys } from '#access';
import { openDatabase } from '#engines';
import { openEventStoreLog } from '#event-log/cluster';
import { tellsNothingAfterAWithdrawal } from '../../../../test/contract/withdrawal.contract.js';
import { startProtocolServer } from '../../../../test/eventstore-protocol/protocol-server.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { openSpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, type SpecViews } from '../../../../test/support/open-views.js';

tellsNothingAfterAWithdrawal('rows in a database', async () => {
  const { url } = await postgresForSpecs();
  const server = await startProtocolServer();
  const { connectionString } = server;
  const database = await openDatabase({ url, schema: ownName('keys'), migrations: KEY_MIGRATIONS });
  const keys = await postgresKeys({ database, masterKey: Buffer.alloc(32, 7) });
  const hub = await openSpecHub({ log: openEventStoreLog({ connectionString }), keys });
  const rows = { kind: 'postgres', url, schema: ownName('rows') } as const;
  const logs = [openEventStoreLog({ connectionString }), openEventStoreLog({ connectionString })];
  const views: SpecViews[] = [];
  for (const log of logs) views.push(await openSpecViews(hub, { rows, log }));
  return {
    hub,
    projectors: views.map(({ parts }) => parts),
    close: async () => {
      for (const { rows: kept } of views) await kept.stop();
      await hub.close();
      for (const log of [...logs, hub.log]) await log.close();
      await database.close();
      await server.stop();
    },
  };
});
