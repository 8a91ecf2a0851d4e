/** What is tried again, and after how long. */
import { setTimeout as delay } from 'node:timers/promises';
import { LedgerUnavailable } from '#access';
import { KeysUnavailable } from '#contracts';
import { BrokerUnavailable, DatabaseUnavailable } from '#engines';
import { AppendConflict, faultOf, LogUnavailable } from '#event-log';

const BACKOFF_MS_FIRST = 100;
const BACKOFF_MS_MAX = 5_000;

const FAULTS = [
  LogUnavailable,
  AppendConflict,
  KeysUnavailable,
  LedgerUnavailable,
  DatabaseUnavailable,
  BrokerUnavailable,
] as const;

/** Faults pass by themselves: the log, the key store, the ledger, the database, the broker or the result's own file does not answer now. All else is a defect. */
export function isFault(error: unknown): boolean {
  const fault = faultOf(error);
  return FAULTS.some((kind) => fault instanceof kind);
}

/** Milliseconds to wait before attempt `attempts` + 1: doubled each time, capped. */
export function backoffMs(attempts: number): number {
  return Math.min(BACKOFF_MS_MAX, BACKOFF_MS_FIRST * 2 ** (attempts - 1));
}

/** Waits, or returns at once when `signal` aborts. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
