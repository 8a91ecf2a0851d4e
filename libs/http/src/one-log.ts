/** Keeps a process's schemas to the one log: bound to it when it is known, and refused where they are another's. */
import { setTimeout as sleep } from 'node:timers/promises';
import { bindSchemas, SchemaOfAnotherLog } from '#engines';
import { LogUnavailable, type EventLog, type LogId } from '#event-log';

/** After which a database or a log that did not answer is asked again. */
const AGAIN_MS = 1_000;

export interface OneLogOptions {
  readonly log: Pick<EventLog, 'identity' | 'waitForMore' | 'start'>;
  readonly url: string;
  readonly schemas: readonly string[];
  /** Told where a schema is found to be another log's after all: an empty log has got its first event, or answers at last. */
  readonly onForeign: (error: Error) => void;
}

export interface OneLog {
  /** Undefined of a log that has no event yet, or does not answer. */
  readonly logId: LogId | undefined;
  close(): Promise<void>;
}

/**
 * Binds the schemas now, or as soon as the log is known. Throws `SchemaOfAnotherLog`, also where they are bound and the log
 * holds nothing: then it is not the one that they were made beside. Fault: `DatabaseUnavailable`.
 */
export async function keepToOneLog(options: OneLogOptions): Promise<OneLog> {
  const { log, url, schemas } = options;
  const known = await identityIfThere(log);
  if (known !== 'unavailable') await bindSchemas(url, schemas, known);
  const stopping = new AbortController();
  const isKnown = known !== 'unavailable' && known !== null;
  const late = isKnown ? Promise.resolve() : bindLater(options, stopping.signal);
  return {
    logId: isKnown ? known : undefined,
    close: async () => {
      stopping.abort();
      await late;
    },
  };
}

async function identityIfThere(log: OneLogOptions['log']): Promise<LogId | null | 'unavailable'> {
  try {
    return await log.identity();
  } catch (error) {
    if (error instanceof LogUnavailable) return 'unavailable';
    throw error;
  }
}

async function bindLater({ log, url, schemas, onForeign }: OneLogOptions, signal: AbortSignal): Promise<void> {
  const isStopped = (): boolean => signal.aborted;
  while (!isStopped()) {
    try {
      await log.waitForMore(log.start, signal);
      const logId = isStopped() ? null : await log.identity();
      if (logId === null) continue;
      await bindSchemas(url, schemas, logId);
      return;
    } catch (error) {
      if (error instanceof SchemaOfAnotherLog) {
        onForeign(error);
        return;
      }
      await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
