/**
 * A lease held by a session of PostgreSQL: the server lets it go when the session ends, however its process ended.
 * Who has lost it without knowing can still do harm; so whatever is written under it is fenced by its own checkpoint.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { clientOptions } from './client.postgres.js';
import { type HeldLease, type Lease } from './database.port.js';

/** How often one who waits asks again. */
const ASK_AGAIN_MS = 250;
/** How often one who holds it makes sure that the session lives. */
const STILL_THERE_MS = 2_000;
/** A session that does not answer by then is lost. */
const ANSWER_MS_MAX = 5_000;

export interface LeaseOptions {
  readonly url: string;
  readonly schema: string;
  /** What it is about; leases of different names or schemas are apart. */
  readonly name: string;
}

/** The lease of this name. Nothing is asked of the server before `take`. */
export function leaseOn({ url, schema, name }: LeaseOptions): Lease {
  const options = { ...clientOptions(url, schema), query_timeout: ANSWER_MS_MAX };
  return {
    take: async (signal) => {
      while (!signal.aborted) {
        const held = await tryOnce(options, `${schema} ${name}`, signal).catch(() => undefined);
        if (held) return held;
        await pause(ASK_AGAIN_MS, signal);
      }
      return undefined;
    },
  };
}

/** One session: asks until the lease is had; throws where the session breaks. Undefined when `signal` aborts. */
async function tryOnce(options: pg.ClientConfig, key: string, signal: AbortSignal): Promise<HeldLease | undefined> {
  const client = new pg.Client(options);
  const lost = new AbortController();
  for (const event of ['error', 'end'] as const) {
    client.on(event, () => {
      lost.abort();
    });
  }
  try {
    await client.connect();
    while (!signal.aborted && !lost.signal.aborted) {
      if (await asksFor(client, key)) return held(client, lost);
      await pause(ASK_AGAIN_MS, signal);
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  await client.end().catch(() => undefined);
  return undefined;
}

async function asksFor(client: pg.Client, key: string): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(
    'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
    [key],
  );
  return rows[0]?.held === true;
}

function held(client: pg.Client, lost: AbortController): HeldLease {
  const watching = setInterval(() => {
    client.query('SELECT 1').catch(() => {
      lost.abort();
    });
  }, STILL_THERE_MS);
  watching.unref();
  lost.signal.addEventListener('abort', () => {
    clearInterval(watching);
    void client.end().catch(() => undefined);
  });
  return {
    lost: lost.signal,
    release: async () => {
      clearInterval(watching);
      await client.end().catch(() => undefined);
    },
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
