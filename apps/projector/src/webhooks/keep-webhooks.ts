/** Pushes the feeds to those who subscribe: by itself, or in turn with others. */
import { setMaxListeners } from 'node:events';
import { Counter } from 'prom-client';
import { type HeldLease, type Lease } from '#engines';
import { hear, heardByMany } from '#event-log';
import { backoffMs, isFault, sleep } from '#follow';
import { readGauge, systemClock, type Logger, type Metrics } from '#http';
import { nothingUnderWay, pushRound, type PushDeps, type UnderWay } from './push-round.js';
import { STATUSES } from './subscription.js';

/** How often subscriptions are looked at, where nothing is to be done at once. */
const LOOK_EVERY_MS = 250;

export interface WebhooksOptions extends Omit<PushDeps, 'onOutcome' | 'onDefect' | 'nowMs'> {
  readonly lease?: Lease | undefined;
  readonly logger: Logger;
  readonly metrics?: Metrics | undefined;
  /** Else the machine's clock. */
  readonly nowMs?: () => number;
  /** Milliseconds between two looks where nothing happens. */
  readonly lookEveryMs?: number;
}

export interface Webhooks {
  /** False once something has been met that does not pass: then nothing is pushed. */
  ready(): boolean;
  /** Breaks off what is on its way, which is tried again, and closes the store. */
  stop(): Promise<void>;
}

interface Pushing {
  readonly options: WebhooksOptions;
  readonly deps: PushDeps;
  readonly stopping: AbortController;
  defect: unknown;
}

/** Never rejects: what goes wrong is logged, and makes it not ready. */
export function keepWebhooks(options: WebhooksOptions): Webhooks {
  const { metrics, logger, store } = options;
  const stopping = heardByMany();
  const pushing: Pushing = {
    ...{ options, stopping, defect: null },
    deps: {
      ...options,
      nowMs: options.nowMs ?? (() => Date.parse(systemClock.now())),
      onOutcome: metrics ? counted(metrics, options) : () => undefined,
      onDefect: (error) => {
        pushing.defect ??= error;
        stopping.abort();
        logger.error({ err: error }, 'the webhooks stopped');
      },
    },
  };
  const ended = takeTurns(pushing);
  return {
    ready: () => pushing.defect === null,
    stop: async () => {
      stopping.abort();
      await ended;
      await store.close();
    },
  };
}

async function takeTurns(pushing: Pushing): Promise<void> {
  const { lease } = pushing.options;
  const { signal } = pushing.stopping;
  while (!signal.aborted) {
    const held = lease ? await lease.take(signal) : null;
    if (held === undefined) return;
    await push(pushing, held ? turnOf(held, signal) : signal);
    await held?.release();
  }
}

/** Aborts when the lease is lost, or the process stops. All that is on its way listens to it. */
function turnOf({ lost }: HeldLease, stopping: AbortSignal): AbortSignal {
  const turn = AbortSignal.any([lost, stopping]);
  setMaxListeners(0, turn);
  return turn;
}

async function push(
  { deps, options: { logger, lookEveryMs = LOOK_EVERY_MS } }: Pushing,
  signal: AbortSignal,
): Promise<void> {
  const way = nothingUnderWay();
  let failed = 0;
  while (!signal.aborted) {
    try {
      const isMore = await pushRound(deps, way, signal);
      failed = 0;
      await rest(way, isMore ? 0 : lookEveryMs, signal);
    } catch (error) {
      if (!isFault(error)) {
        deps.onDefect(error);
        break;
      }
      failed += 1;
      logger.warn({ err: error, attempts: failed }, 'the webhooks wait');
      await sleep(backoffMs(failed), signal);
    }
  }
  await allEnded(way);
}

/** Until the time is up, or something on its way has come to its end: the next of its case, or of its subscription, may go. */
async function rest({ works }: UnderWay, ms: number, signal: AbortSignal): Promise<void> {
  const waking = new AbortController();
  const wake = (): void => {
    waking.abort();
  };
  for (const work of works) void work.then(wake);
  const unheard = hear(signal, wake);
  await sleep(ms, waking.signal);
  unheard();
}

async function allEnded({ works }: UnderWay): Promise<void> {
  while (works.size > 0) await Promise.all(works);
}

function counted(metrics: Metrics, { store }: Pick<WebhooksOptions, 'store'>): PushDeps['onOutcome'] {
  const attempts = new Counter({
    name: 'hvb_webhook_attempts_total',
    help: 'Deliveries that were tried, by what came of it',
    labelNames: ['outcome'],
    registers: [metrics.registry],
  });
  readGauge(metrics, {
    name: 'hvb_webhook_subscriptions',
    help: 'Subscriptions by how they stand',
    label: 'status',
    read: async () => {
      const all = await store.all();
      return STATUSES.map((status) => [status, all.filter((one) => one.status === status).length] as const);
    },
  });
  return (outcome) => {
    attempts.inc({ outcome });
  };
}
