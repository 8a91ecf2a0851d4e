/** The hubs' shared state in PostgreSQL: reads as they are asked, writes party by party, so that limits and order hold between hubs. */
import { DatabaseUnavailable, type Database, type Queries } from '#engines';
import { type PartyId } from '#domain';
import { StateUnavailable } from './hub-state.port.js';

/** Works of one transaction at most. */
const WORKS_PER_COMMIT_MAX = 100;
/** Works that may wait for their commit; beyond it the hub answers that it is not ready. */
const WORKS_WAITING_MAX = 10_000;
/** The kind of lock, apart from other numbers in the same database: one per party. */
const PARTY_LOCK = 0x68766231;

/** What is to be written of one party. */
export interface PartyWork<T> {
  readonly party: PartyId;
  readonly run: (tx: Queries) => Promise<T>;
}

export interface SharedState {
  /** Fault: `StateUnavailable`. */
  readonly query: Queries['query'];
  /**
   * Runs a work in a transaction in which no other hub writes of the same party: what it counts is so, and
   * what it numbers is committed in the order of its numbers. Works of a party that come meanwhile share the next one.
   * Fault: `StateUnavailable`; its outcome may then be unknown, so that a work must stand being run again.
   */
  write<T>(work: PartyWork<T>): Promise<T>;
  /** Writes what waits to be written, and takes no more. */
  close(): Promise<void>;
}

interface Pending {
  /** Runs the work; gives what is to be told after the commit. */
  readonly run: (tx: Queries) => Promise<() => void>;
  readonly refuse: (error: unknown) => void;
}

export function sharedState(database: Database): SharedState {
  const queues = new Map<PartyId, Pending[]>();
  const writers = new Set<Promise<void>>();
  let waiting = 0;
  let closed = false;

  /** Until nothing of the party waits. */
  const writeAll = async (party: PartyId, queue: Pending[]): Promise<void> => {
    while (queue.length > 0) {
      const works = queue.splice(0, WORKS_PER_COMMIT_MAX);
      await commit(database, party, works);
      waiting -= works.length;
    }
    queues.delete(party);
  };
  const enqueue = (party: PartyId, pending: Pending): void => {
    waiting += 1;
    const queue = queues.get(party);
    if (queue) {
      queue.push(pending);
      return;
    }
    const mine = [pending];
    queues.set(party, mine);
    const writer = writeAll(party, mine).finally(() => {
      writers.delete(writer);
    });
    writers.add(writer);
  };

  return {
    query: (sql, values) => asStateFault(() => database.query(sql, values)),
    write: ({ party, run }) =>
      new Promise((resolve, reject) => {
        if (closed || waiting >= WORKS_WAITING_MAX) {
          reject(new StateUnavailable(closed ? 'the state is closed' : 'too many writes wait'));
          return;
        }
        enqueue(party, {
          refuse: reject,
          run: async (tx) => {
            const result = await run(tx);
            return () => {
              resolve(result);
            };
          },
        });
      }),
    close: async () => {
      closed = true;
      await Promise.all(writers);
    },
  };
}

/** One transaction for all; where one of many is a defect, each by itself, so that it is that one's alone. */
async function commit(database: Database, party: PartyId, works: readonly Pending[]): Promise<void> {
  try {
    const tell = await asStateFault(() => database.transaction((tx) => runAll(tx, party, works)));
    for (const one of tell) one();
  } catch (error) {
    if (works.length > 1 && !(error instanceof StateUnavailable))
      for (const work of works) await commit(database, party, [work]);
    else for (const { refuse } of works) refuse(error);
  }
}

async function runAll(tx: Queries, party: PartyId, works: readonly Pending[]): Promise<readonly (() => void)[]> {
  await tx.query("SELECT pg_advisory_xact_lock($1, hashtext(current_schema() || ' ' || $2))", [PARTY_LOCK, party]);
  const tell: (() => void)[] = [];
  for (const { run } of works) tell.push(await run(tx));
  return tell;
}

async function asStateFault<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    throw new StateUnavailable("the hub's own state does not answer", { cause: error });
  }
}

/** How many a table has of each party. */
export async function countsByParty(
  { query }: Pick<SharedState, 'query'>,
  table: 'waiting' | 'quarantine',
): Promise<ReadonlyMap<PartyId, number>> {
  const counts = await query<{ readonly party: PartyId; readonly count: number }>(
    `SELECT party, count(*) AS count FROM ${table} GROUP BY party`,
  );
  return new Map(counts.map(({ party, count }) => [party, count]));
}
