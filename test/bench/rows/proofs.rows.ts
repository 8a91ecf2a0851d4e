/** What it takes to keep the proofs, of what a hub takes for the same events told over HTTP and judged (decision B19). */
import { join } from 'node:path';
import { openSqliteLogReader, type Position } from '#event-log';
import { EVENTS_PER_BATCH_MAX } from '#follow';
import { sqliteTreeStore, treeTarget } from '#proof';
import { agreementEvents } from '../cases.js';
import { type Bench, type Row } from '../bench.js';
import { type Duel } from '../duel.js';
import { postAll } from '../post-all.js';
import { CLIENTS, followed, hubDoor, load } from './http.rows.js';

/** Seeds of the cases told here, apart from those of the other rows. */
const FIRST_SEED = 40_000_000;
const SEEDS_PER_ROUND = 200_000;
/** 15 % more than the rest is 13 % of the whole, in which the proofs are. */
const GOAL = 0.13;

async function proofs(bench: Bench): Promise<readonly Duel[]> {
  const folder = bench.folder('hub-proofs');
  const hub = await hubDoor(folder);
  await postAll(hub, agreementEvents());
  await followed(hub);
  const log = openSqliteLogReader(join(folder, 'log.db'));
  const store = sqliteTreeStore(join(bench.folder('proofs'), 'proofs.db'));
  const tree = treeTarget(store);
  const cases = bench.amount(12);
  let rounds = 0;
  let keptTo: Position = (await tree.checkpoint()) ?? log.start;

  /** Processor time of the hub, all threads, for each event that it stored. */
  const told = async (): Promise<number> => {
    const [cpuUs, stored] = [await hub.server.cpuUs(), log.eventsUpTo(log.head())];
    await load(hub, CLIENTS, { send: 'events', seed: FIRST_SEED + SEEDS_PER_ROUND * rounds++, cases });
    await followed(hub);
    return ((await hub.server.cpuUs()) - cpuUs) / (log.eventsUpTo(log.head()) - stored);
  };
  /** Processor time here of reading them, letting the tree grow and writing its tiles, for each. */
  const kept = async (): Promise<number> => {
    if (log.compare(keptTo, log.head()) >= 0) await told();
    const [from, begun] = [keptTo, process.cpuUsage()];
    for (let isAtEnd = false; !isAtEnd;) {
      const page = log.readAll(keptTo, { limit: EVENTS_PER_BATCH_MAX });
      await tree.apply(page.events, page.next);
      [keptTo, isAtEnd] = [page.next, page.atEnd];
    }
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / (log.eventsUpTo(keptTo) - log.eventsUpTo(from));
  };
  return [
    {
      what: 'keeping the proofs: reading the log, two hashes an event, tiles',
      against: 'all that a hub takes for the same events, told one by one over HTTP and judged',
      ...{ sense: 'atMost', unit: 'µs CPU an event', goal: GOAL },
      note: 'the hub in a process of its own, its followers and its own proofs among what it takes',
      ours: kept,
      peer: told,
      finish: async () => {
        await store.close();
        log.close();
        await hub.server.stop();
      },
    },
  ];
}

export const PROOFS_ROWS: readonly Row[] = [{ name: 'proofs', duels: proofs }];
