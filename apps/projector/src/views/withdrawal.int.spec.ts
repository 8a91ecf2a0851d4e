/** Two read sides over one log, each with rows in a file of its own, which come a moment after the log. */
import { setTimeout } from 'node:timers/promises';
import { type EventLog } from '#event-log';
import { openSpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews } from '../../../../test/support/open-views.js';
import { tellsNothingAfterAWithdrawal } from '../../../../test/contract/withdrawal.contract.js';

const LATE_MS = 30;

/** Whoever follows it hears of more a moment late. */
const heardLate = (log: EventLog): EventLog => ({
  ...log,
  waitForMore: async (after, signal) => {
    await log.waitForMore(after, signal);
    await setTimeout(LATE_MS);
  },
});

tellsNothingAfterAWithdrawal('two files of rows', async () => {
  const hub = await openSpecHub();
  const log = heardLate(hub.log);
  const views = await Promise.all([openSpecViews(hub, { log }), openSpecViews(hub, { log })]);
  return {
    hub,
    projectors: views.map(({ parts }) => parts),
    close: async () => {
      for (const { rows } of views) await rows.stop();
      await hub.close();
    },
  };
});
