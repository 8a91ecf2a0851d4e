/** What the client throws, in the port's words. */
import { BrokerUnavailable, RecordTooLarge } from './broker.port.js';

interface Failure {
  readonly name?: unknown;
  readonly type?: unknown;
  readonly cause?: unknown;
}

const CAUSES_MAX = 5;

/** The protocol's name of what went wrong, wherever in the chain of causes it stands. */
export function protocolType(error: unknown): string | undefined {
  let at = error as Failure | undefined;
  for (let depth = 0; at && depth < CAUSES_MAX; depth++) {
    if (typeof at.type === 'string') return at.type;
    at = at.cause as Failure | undefined;
  }
  return undefined;
}

/** Runs `ask`; all that the client and its broker fail with is a fault, but for a record that is too large. */
export async function asBrokerFault<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof BrokerUnavailable) throw error;
    if (protocolType(error) === 'MESSAGE_TOO_LARGE') {
      throw new RecordTooLarge('the broker takes no record of that size', { cause: error });
    }
    throw new BrokerUnavailable('the broker does not answer or does not confirm', { cause: error });
  }
}
