/** Alerts people: looks at what there is, and sends by each way apart, so that one that is away holds no other. */
import { Counter } from 'prom-client';
import { type Lease } from '#engines';
import { backoffMs, isFault, sleep } from '#follow';
import { readGauge, systemClock, type Logger, type Metrics } from '#http';
import { ALERT_WAYS } from './alert.js';
import { forgetting, raiseRound, type RaiseDeps } from './raise-alerts.js';
import { sendRound, type SendAlertsDeps } from './send-alerts.js';

/** The name of who alerts, and of its lease. */
export const ALERTS_FOLLOWER = 'alerts';
/** How often it is looked, where nothing is to be done at once. */
const LOOK_EVERY_MS = 500;

export interface AlertsOptions extends Omit<RaiseDeps, 'store'>, Omit<SendAlertsDeps, 'onOutcome' | 'nowMs' | 'store'> {
  readonly store: RaiseDeps['store'] & SendAlertsDeps['store'];
  readonly lease?: Lease | undefined;
  readonly logger: Logger;
  readonly metrics?: Metrics | undefined;
  /** Else the machine's clock. */
  readonly nowMs?: () => number;
}

export interface Alerts {
  /** False once something has been met that does not pass: then nobody is alerted. */
  ready(): boolean;
  /** Breaks off what is on its way, which is tried again. The store is closed by who opened it. */
  stop(): Promise<void>;
}

interface Alerting {
  readonly options: AlertsOptions;
  readonly stopping: AbortController;
  readonly rounds: readonly ((signal: AbortSignal) => Promise<boolean>)[];
  defect: unknown;
}

/** Never rejects: what goes wrong is logged, and makes it not ready. */
export function keepAlerts(options: AlertsOptions): Alerts {
  const { metrics } = options;
  const sending: SendAlertsDeps = {
    ...options,
    nowMs: options.nowMs ?? (() => Date.parse(systemClock.now())),
    onOutcome: metrics ? counted(metrics, options) : () => undefined,
  };
  const alerting: Alerting = {
    ...{ options, stopping: new AbortController(), defect: null },
    rounds: [
      () => raiseRound(options),
      forgetting(options),
      ...ALERT_WAYS.map((way) => (signal: AbortSignal) => sendRound(sending, way, signal)),
    ],
  };
  const ended = takeTurns(alerting);
  return {
    ready: () => alerting.defect === null,
    stop: async () => {
      alerting.stopping.abort();
      await ended;
    },
  };
}

async function takeTurns(alerting: Alerting): Promise<void> {
  const { lease } = alerting.options;
  const { signal } = alerting.stopping;
  while (!signal.aborted) {
    const held = lease ? await lease.take(signal) : null;
    if (held === undefined) return;
    const until = held ? AbortSignal.any([held.lost, signal]) : signal;
    await Promise.all(alerting.rounds.map((round) => goOn(alerting, round, until)));
    await held?.release();
  }
}

async function goOn(
  alerting: Alerting,
  round: (signal: AbortSignal) => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> {
  const { logger } = alerting.options;
  let failed = 0;
  while (!signal.aborted) {
    try {
      const isMore = await round(signal);
      failed = 0;
      await sleep(isMore ? 0 : LOOK_EVERY_MS, signal);
    } catch (error) {
      if (!isFault(error)) {
        alerting.defect ??= error;
        alerting.stopping.abort();
        logger.error({ err: error }, 'the alerts stopped');
        return;
      }
      failed += 1;
      logger.warn({ err: error, attempts: failed }, 'the alerts wait');
      await sleep(backoffMs(failed), signal);
    }
  }
}

function counted(metrics: Metrics, { store }: Pick<AlertsOptions, 'store'>): SendAlertsDeps['onOutcome'] {
  const attempts = new Counter({
    name: 'hvb_alert_attempts_total',
    help: 'Alerts to people that were tried, by way and what came of it',
    labelNames: ['way', 'outcome'],
    registers: [metrics.registry],
  });
  readGauge(metrics, {
    name: 'hvb_alerts_waiting',
    help: 'Alerts to people that have not come through, by way',
    label: 'way',
    read: async () => {
      const waiting = await store.alerts.waiting();
      return ALERT_WAYS.map((way) => [way, waiting.get(way) ?? 0] as const);
    },
  });
  return (way, outcome) => {
    attempts.inc({ way, outcome });
  };
}
