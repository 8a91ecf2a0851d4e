/** The client's log lines in the hub's own log, at levels that say how much they matter to the hub. */
import { logLevel, type logCreator } from 'kafkajs';
import { type Logger } from 'pino';

type Level = 'error' | 'warn' | 'info' | 'debug';

const LEVELS: Readonly<Record<logLevel, Level>> = {
  [logLevel.NOTHING]: 'debug',
  [logLevel.ERROR]: 'warn',
  [logLevel.WARN]: 'info',
  [logLevel.INFO]: 'debug',
  [logLevel.DEBUG]: 'debug',
};

/** Of what the client says beside its sentence; stacks and payloads stay out. */
const KEPT = ['groupId', 'memberId', 'topic', 'partition', 'broker', 'retryCount', 'retryTime', 'code'] as const;

/** Said of every producer with bounded retries, whatever is done about it. */
const KNOWN = /^Limiting retries for the idempotent producer/;

/**
 * One step lower than the client has it: an error that it meets it tries again by itself, and what it gives up on comes
 * to the hub as a fault and is logged there.
 */
export function logCreatorOn(logger: Logger): logCreator {
  return () =>
    ({ namespace, level, log }) => {
      const facts = Object.fromEntries(
        KEPT.flatMap((name) => (log[name] === undefined ? [] : [[name, String(log[name])]])),
      );
      const at = KNOWN.test(log.message) ? 'debug' : LEVELS[level];
      logger[at]({ client: 'kafka', part: namespace, ...facts }, log.message);
    };
}
