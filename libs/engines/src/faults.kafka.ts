/** What the client throws, in the port's words. */
import { BrokerUnavailable, RecordTooLarge, type BrokerFaultCode } from './broker.port.js';

interface Failure {
  readonly name?: unknown;
  readonly type?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
}

const CAUSES_MAX = 5;

/** The protocol's name of what went wrong, wherever in the chain of causes it stands. */
export const protocolType = (error: unknown): string | undefined => firstOf(error, ({ type }) => textOf(type));

function firstOf<T>(error: unknown, ask: (failure: Failure) => T | undefined): T | undefined {
  let at = error as Failure | undefined;
  for (let depth = 0; at && depth < CAUSES_MAX; depth++) {
    const found = ask(at);
    if (found !== undefined) return found;
    at = at.cause as Failure | undefined;
  }
  return undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const TLS_FAILED = /^(ERR_TLS|ERR_SSL|EPROTO$|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|CERT_|HOSTNAME_MISMATCH)/;

/** What it is that failed, as far as somebody can do something about it. */
export const faultCode = (error: unknown): BrokerFaultCode => firstOf(error, codeOf) ?? 'BrokerAway';

function codeOf({ name, type, code }: Failure): BrokerFaultCode | undefined {
  if (name === 'KafkaJSSASLAuthenticationError') return 'BrokerRefusesLogin';
  if (textOf(type)?.endsWith('_AUTHORIZATION_FAILED')) return 'BrokerForbids';
  return TLS_FAILED.test(textOf(code) ?? '') ? 'BrokerNotTrusted' : undefined;
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
    throw new BrokerUnavailable('the broker does not answer or does not confirm', {
      cause: error,
      code: faultCode(error),
    });
  }
}
